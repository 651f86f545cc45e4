import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../../server/contract/problem.ts';
import { locateCsv, locateNdjson } from '../../../server/locate/bulk-text.ts';
import { countyMap } from '../../support/county-map.ts';

const maps = [
  countyMap('990101', [
    { code: '990101001', box: [0, 0, 10000, 10000] },
    { code: '990101002', box: [10000, 0, 20000, 10000] },
  ]),
];
const wgs84 = { datum: 'wgs84' } as const;

async function csv(text: string, options: Parameters<typeof locateCsv>[2] = wgs84, pieces = 1): Promise<string> {
  const size = Math.ceil(text.length / pieces) || 1;
  async function* feed() {
    for (let i = 0; i < text.length; i += size) yield text.slice(i, i + size);
  }
  let out = '';
  for await (const piece of locateCsv(feed(), maps, options)) out += piece;
  return out;
}

async function refusal(work: Promise<unknown>): Promise<Refusal> {
  return work.then(
    () => expect.unreachable(),
    (error) => error as Refusal,
  );
}

describe('CSV', () => {
  it('adds the grid to each row and keeps what was there', async () => {
    expect(await csv('id,lon,lat\n007,0.0005,0.0005\n008,0.001,0.0005\n009,1,1\n')).toBe(
      'id,lon,lat,grid,grid_name,micro_grid,on_border,locate_error\n' +
        '007,0.0005,0.0005,990101001,网格990101001,,false,\n' +
        '008,0.001,0.0005,990101001,网格990101001,,true,\n' +
        '009,1,1,,,,,\n',
    );
  });

  it('says why a row has no coordinate and goes on', async () => {
    const out = await csv('lon,lat\n,1\nabc,1\n30,117\n0.0005,0.0005\n');
    expect(out.split('\n').slice(1, 5)).toEqual([
      ',1,,,,,coordinate-invalid',
      'abc,1,,,,,coordinate-invalid',
      '30,117,,,,,coordinate-swapped',
      '0.0005,0.0005,990101001,网格990101001,,false,',
    ]);
  });

  it('keeps quotes, commas and line ends inside fields', async () => {
    const out = await csv('name,经度,纬度\n"a ""b"", c\nd",0.0005,0.0005\n');
    expect(out.split('990101001')[0]).toContain('"a ""b"", c\nd",0.0005,0.0005,');
  });

  it('gives the same whatever the pieces it arrives in', async () => {
    const text = `\uFEFFid,lng,lat\n${Array.from({ length: 50 }, (_, i) => `"行${i}",0.000${i % 20},0.0005`).join('\r\n')}\n`;
    const whole = await csv(text);
    expect(whole.split('\n')).toHaveLength(52);
    for (const pieces of [2, 7, text.length]) expect(await csv(text, wgs84, pieces)).toBe(whole);
  });

  it('takes the columns it is told', async () => {
    expect(await csv('a,b\n0.0005,0.0006\n', { ...wgs84, lonField: 'a', latField: 'b' })).toContain('990101001');
  });

  it('refuses a file without coordinate columns, naming those it has', async () => {
    const error = await refusal(csv('id,name\n1,x\n'));
    expect([error.code, error.params]).toEqual([
      'body-invalid',
      { reason: 'coordinate-columns-missing', columns: ['id', 'name'] },
    ]);
  });

  it('refuses an empty file and a broken quote', async () => {
    expect((await refusal(csv(''))).params).toEqual({ reason: 'empty' });
    expect(await refusal(csv('lon,lat\n"1,2\n'))).toMatchObject({
      code: 'body-invalid',
      params: { reason: 'CSV_QUOTE_NOT_CLOSED' },
    });
    expect(await refusal(csv('{"lon":1,"lat":2}'))).toMatchObject({
      code: 'body-invalid',
      params: { reason: 'INVALID_OPENING_QUOTE', line: 1 },
    });
  });
});

describe('NDJSON', () => {
  async function ndjson(text: string): Promise<unknown[]> {
    async function* feed() {
      yield text.slice(0, 5);
      yield text.slice(5);
    }
    let out = '';
    for await (const piece of locateNdjson(feed(), maps, wgs84)) out += piece;
    return out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  }

  it('adds the grid to plain objects and to GeoJSON points', async () => {
    const rows = await ndjson(
      '{"id":1,"lon":0.0005,"lat":0.0005}\n\n{"type":"Feature","geometry":{"type":"Point","coordinates":[0.0015,0.0005]},"properties":{}}\n{"lon":null,"lat":2}',
    );
    expect(rows).toMatchObject([
      { id: 1, grid: '990101001', on_border: false },
      { type: 'Feature', grid: '990101002' },
      { grid: null, locate_error: 'coordinate-invalid' },
    ]);
  });

  it('names the row that is no JSON object', async () => {
    expect((await refusal(ndjson('{"lon":1,"lat":2}\n[1]\n'))).params).toEqual({ reason: 'not-an-object', row: 2 });
    expect((await refusal(ndjson('{"lon":1,"lat":2}\n{oops\n'))).params).toEqual({ reason: 'json-invalid', row: 2 });
  });
});
