import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SourceOptions } from '../../../../server/exchange/source.ts';
import { readAll, refusal } from '../../../support/read-all.ts';
import { scratch } from '../../../support/scratch.ts';

const { write } = scratch();
const read = async (text: string | Buffer, options: SourceOptions = {}) =>
  readAll(await write('a.csv', text), 'a.csv', options);
const refuse = async (text: string | Buffer, options: SourceOptions = {}) =>
  refusal(await write('a.csv', text), 'a.csv', options);
const first = async (text: string, options: SourceOptions = {}) => (await read(text, options)).features[0];

describe('CSV values', () => {
  it('stay text, leading zeros, blanks and all', async () => {
    const { info, features } = await read('code,name,households\n001002,"a, ""b""",07\n003, c ,\n');
    expect(info).toMatchObject({
      format: 'csv',
      fields: ['code', 'name', 'households'],
      encoding: 'utf-8',
      encodingFrom: 'format',
    });
    expect(features).toEqual([
      { row: 1, line: 2, properties: { code: '001002', name: 'a, "b"', households: '07' }, geometry: null },
      { row: 2, line: 3, properties: { code: '003', name: ' c ', households: '' }, geometry: null },
    ]);
  });

  it.each([
    ['comma', 'a,b\n1;2,3\n', ['a', 'b'], ['1;2', '3']],
    ['semicolon', 'a;b;c\n1,5;2;3\n', ['a', 'b', 'c'], ['1,5', '2', '3']],
    ['tab', 'a\tb\n1,2\t3\n', ['a', 'b'], ['1,2', '3']],
    ['one column', 'code\n001\n', ['code'], ['001']],
    ['a spreadsheet mark', 'sep=;\na;b\n1;2\n', ['a', 'b'], ['1', '2']],
    ['carriage returns only', 'a,b\r1,2\r', ['a', 'b'], ['1', '2']],
    ['quoted names', '"a","b,c"\n1,2\n', ['a', 'b,c'], ['1', '2']],
    ['repeated and missing names', 'a,a,\n1,2,3\n', ['a', 'a_1', 'column_3'], ['1', '2', '3']],
  ])('delimiter: %s', async (_what, text, fields, values) => {
    const { info, features } = await read(text);
    expect(info.fields).toEqual(fields);
    expect(Object.values(features[0]?.properties ?? {})).toEqual(values);
  });

  it('counts rows and the lines they begin on, whatever stands in quotes', async () => {
    const { features } = await read('a,b\r\n"1\r\n2\r\n3",x\r\n\r\n,\r\n4,y\r\n');
    expect(features.map((one) => [one.row, one.line, one.properties.a])).toEqual([
      [1, 2, '1\n2\n3'],
      [2, 7, '4'],
    ]);
  });

  it('has no rows when there is only a header', async () => {
    expect((await read('a,b\n')).features).toEqual([]);
  });
});

describe('the encoding of CSV', () => {
  const gbk = Buffer.concat([Buffer.from('code,name\n1,'), Buffer.from('b9e3b9c8bdd6b5c0', 'hex'), Buffer.from('\n')]);

  it('is UTF-8 with or without its mark, or GB18030', async () => {
    const marked = await read('\uFEFFcode,name\n1,网格\n');
    expect(marked.info).toMatchObject({ encoding: 'utf-8', encodingFrom: 'bom', fields: ['code', 'name'] });
    expect((await read('code,name\n1,网格\n')).info).toMatchObject({ encoding: 'utf-8', encodingFrom: 'guessed' });
    const { info, features } = await read(gbk);
    expect(info).toMatchObject({ encoding: 'gb18030', encodingFrom: 'guessed' });
    expect(features[0]?.properties.name).toBe('广谷街道');
  });

  it('may be declared, and is refused with the offset when it is another', async () => {
    expect((await read(gbk, { encoding: 'GB2312' })).info.encodingFrom).toBe('declared');
    expect(await refuse(gbk, { encoding: 'utf-8' })).toMatchObject({
      code: 'encoding-wrong',
      params: { encoding: 'utf-8', offset: 12 },
    });
    expect(await refuse('a\n1\n', { encoding: 'klingon' })).toMatchObject({ code: 'encoding-unknown' });
    const both = Buffer.concat([Buffer.from('a,b\n网格人,'), Buffer.from('b9', 'hex'), Buffer.from('\n')]);
    expect(await refuse(both)).toMatchObject({ code: 'encoding-wrong', params: { encoding: 'utf-8', offset: 14 } });
  });
});

describe('the position of a CSV row', () => {
  const point = { type: 'Point', coordinates: [118.4, 30.7] };

  it.each([
    ['lon,lat\n118.4,30.7\n', {}],
    ['Lat,LNG\n30.7,118.4\n', {}],
    ['经度,纬度\n 118.4 ,30.7\n', {}],
    ['x,y\n118.4,30.7\n', {}],
    ['a,b\n118.4,30.7\n', { lonField: 'a', latField: 'b' }],
    ['wkt,lon,lat\n"POINT (118.4 30.7)",1,2\n', {}],
    ['geom\nSRID=4326;point(118.4  30.7)\n', {}],
    ['geom\n01010000009a99999999995d403333333333b33e40\n', {}],
    ['geometry\n"{""type"":""Point"",""coordinates"":[118.4,30.7]}"\n', {}],
    ['shape\nPOINT(118.4 30.7)\n', { geometryField: 'shape' }],
  ])('%j', async (text, options) => {
    expect((await first(text, options))?.geometry).toEqual(point);
  });

  it('keeps rings and heights of WKT', async () => {
    expect((await first('wkt\n"MULTIPOLYGON Z (((0 0 1, 2 0 1, 2 2 1, 0 0 1)))"\n'))?.geometry).toEqual({
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [0, 0, 1],
            [2, 0, 1],
            [2, 2, 1],
            [0, 0, 1],
          ],
        ],
      ],
    });
  });

  it.each([
    ['no position columns', 'code,name\n1,2\n', undefined],
    ['empty cells', 'code,lon,lat\n1,, \n', undefined],
    ['a column called geometry that holds something else', 'geometry,code\nround,1\n', undefined],
    ['an empty WKT', 'wkt,a\nPOINT EMPTY,1\n', undefined],
    ['one half', 'code,lon,lat\n1,118.4,\n', { code: 'coordinate-invalid', params: { at: 'lat' } }],
    ['degrees with a sign', 'lon,lat\n118.4°,30.7\n', { code: 'coordinate-invalid', params: { at: 'lon' } }],
    ['a decimal comma', 'lon;lat\n118,4;30,7\n', { code: 'coordinate-invalid', params: { at: 'lon' } }],
    ['NaN', 'lon,lat\nNaN,30\n', { code: 'coordinate-invalid', params: { at: 'lon' } }],
    ['a hexadecimal number', 'lon,lat\n0x10,30\n', { code: 'coordinate-invalid', params: { at: 'lon' } }],
    ['a number too large', 'lon,lat\n1e999,30\n', { code: 'coordinate-invalid', params: { at: '/coordinates' } }],
    ['broken WKT', 'wkt,a\nPOINT(1 2,1\n', { code: 'geometry-malformed' }],
    ['half a number in WKT', 'wkt,a\nPOINT(1a 2),1\n', { code: 'geometry-malformed' }],
    ['text after WKT', 'wkt,a\nPOINT(1 2) POINT(3 4),1\n', { code: 'geometry-malformed' }],
    ['NaN in WKT', 'wkt,a\n"LINESTRING(1 2,NaN 3)",1\n', { code: 'coordinate-invalid' }],
    ['a WKT curve', 'wkt,a\nPOINT(1 2),1\n"CIRCULARSTRING(1 2,3 4,5 6)",2\n', undefined],
    ['odd WKB', 'wkt,a\n0101000000f,1\n', { code: 'geometry-malformed' }],
  ])('%s', async (_what, text, problem) => {
    const found = await first(text);
    if (problem) {
      expect(found?.geometry).toBeNull();
      expect(found?.problem).toMatchObject(problem);
    } else expect(found?.problem).toBeUndefined();
  });

  it('notes a curve and reads on', async () => {
    const { features } = await read('wkt,a\nPOINT(1 2),1\n"CIRCULARSTRING(1 2,3 4,5 6)",2\nPOINT(3 4),3\n');
    expect(features.map((one) => one.problem?.code)).toEqual([undefined, 'geometry-unsupported', undefined]);
  });

  it('refuses position columns that are not there', async () => {
    expect(await refuse('a,b\n1,2\n', { lonField: 'x', latField: 'b' })).toMatchObject({
      code: 'csv-field-missing',
      params: { field: 'x', fields: ['a', 'b'] },
    });
  });
});

describe('CSV that is refused', () => {
  it.each([
    [
      'too many values',
      'a,b\n1,2\n"x\ny",3\n1,2,3\n',
      { code: 'csv-ragged-row', row: 3, params: { line: 5, expected: 2, found: 3 } },
    ],
    ['too few values', 'a,b\n1\n', { code: 'csv-ragged-row', row: 1, params: { line: 2, expected: 2, found: 1 } }],
    [
      'a quote that never closes',
      'a,b\n1,2\n3,"4\n5,6\n',
      { code: 'csv-invalid', params: { reason: 'CSV_QUOTE_NOT_CLOSED' } },
    ],
    ['a quote in the middle', 'a,b\n1,2"x\n', { code: 'csv-invalid', row: 1, params: { line: 2 } }],
    ['text after a quote', 'a,b\n"1"x,2\n', { code: 'csv-invalid', row: 1, params: { line: 2 } }],
  ])('%s', async (_what, text, expected) => {
    expect(await refuse(text)).toMatchObject(expected);
  });

  it('a row longer, or a header wider, than the limit', async () => {
    expect((await refuse(`a,b\n1,${'x'.repeat(5000)}\n`, { limits: { textLength: 1000 } })).code).toBe('text-too-long');
    expect((await refuse('a,b,c\n1,2,3\n', { limits: { fields: 2 } })).code).toBe('too-many-fields');
  });
});

const ADMIN = '../shared/fixtures/cn-admin';
describe.skipIf(!existsSync(ADMIN))(`official codes (needs ${ADMIN})`, () => {
  it('are read whole, as text', async () => {
    const towns = await readAll(`${ADMIN}/streets_7counties.csv`, 'streets_7counties.csv');
    const communities = await readAll(`${ADMIN}/villages_7counties.csv`, 'villages_7counties.csv');
    expect([towns.features.length, communities.features.length]).toEqual([137, 2454]);
    expect(communities.features.every((one) => /^\d{12}$/.test(String(one.properties.code12)))).toBe(true);
    expect(communities.features[0]?.properties.name).toBe('和平社区居委会');
  });
});
