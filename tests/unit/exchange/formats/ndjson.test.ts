import { describe, expect, it } from 'vitest';
import { readAll, refusal } from '../../../support/read-all.ts';
import { scratch } from '../../../support/scratch.ts';

const { write } = scratch();
const feature = (code: string) =>
  `{"type":"Feature","properties":{"code":"${code}"},"geometry":{"type":"Point","coordinates":[1,2]}}`;
const read = async (text: string, options = {}) => readAll(await write('a.ndjson', text), 'a.ndjson', options);
const refuse = async (text: string, options = {}) => refusal(await write('a.ndjson', text), 'a.ndjson', options);

describe('one GeoJSON object per line', () => {
  it.each([
    ['LF', `${feature('1')}\n${feature('2')}\n`, [1, 2]],
    ['CR LF and no end', `${feature('1')}\r\n${feature('2')}`, [1, 2]],
    ['blank lines', `\n${feature('1')}\n \n\n${feature('2')}\n`, [2, 5]],
    ['record separators', `\u001e${feature('1')}\n\u001e${feature('2').replace('{', '{\n\n')}\n`, [1, 2]],
    ['a byte-order mark', `\uFEFF${feature('1')}\n${feature('2')}`, [1, 2]],
  ])('with %s', async (_what, text, lines) => {
    const { info, features } = await read(text);
    expect(info).toMatchObject({ format: 'ndjson', fields: ['code'] });
    expect(features.map((one) => [one.row, one.line, one.properties.code])).toEqual([
      [1, lines[0], '1'],
      [2, lines[1], '2'],
    ]);
  });

  it('keeps 20-digit numbers as text', async () => {
    const { features } = await read('{"type":"Feature","properties":{"c":37068300100100100101},"geometry":null}\n');
    expect(features[0]?.properties.c).toBe('37068300100100100101');
  });

  it.each([
    ['a broken line', `${feature('1')}\n{"type":`, 'json-invalid', 2, 2],
    ['two objects on a line', `${feature('1')}\n\n${feature('2')}${feature('3')}\n`, 'json-invalid', 2, 3],
    ['NaN', `${feature('1')}\n{"type":"Point","coordinates":[NaN,0]}\n`, 'json-invalid', 2, 2],
    ['a number', `${feature('1')}\n42\n`, 'geojson-invalid', 2, undefined],
    ['nesting', `{"a":${'['.repeat(50)}${']'.repeat(50)}}\n`, 'nesting-too-deep', 1, 1],
  ])('refuses %s with row and line', async (_what, text, code, row, line) => {
    const found = await refuse(text);
    expect(found).toMatchObject({ code, row });
    expect(found.params.line).toBe(line);
  });

  it('refuses a line longer than the limit', async () => {
    expect((await refuse(`${feature('x'.repeat(200_000))}\n`, { limits: { textLength: 100_000 } })).code).toBe(
      'text-too-long',
    );
  });
});
