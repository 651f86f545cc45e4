import { describe, expect, it } from 'vitest';
import type { ImportLayer } from '../../../server/contract/imports.ts';
import { applyMapping, checkMapping, suggestMapping } from '../../../server/exchange/mapping.ts';

describe('suggested mapping', () => {
  it.each<[ImportLayer, string[], Record<string, string>]>([
    [
      'grids',
      ['code', 'name', 'kind', 'parentCode'],
      { code: 'code', name: 'name', kind: 'kind', parentCode: 'parentCode' },
    ],
    [
      'grids',
      ['网格编码', '网格名称', '所属社区编码', '网格员'],
      { code: '网格编码', name: '网格名称', parentCode: '所属社区编码', worker: '网格员' },
    ],
    [
      'grids',
      ['GRID_CODE', 'Grid Name', 'WORKER-PHONE'],
      { code: 'GRID_CODE', name: 'Grid Name', workerPhone: 'WORKER-PHONE' },
    ],
    ['grids', ['id', 'created_at'], { code: 'id' }],
    ['grids', ['id', '网格编号'], { code: '网格编号' }],
    [
      'places',
      ['楼栋编码', '户数', '地址', '小区'],
      { code: '楼栋编码', households: '户数', address: '地址', compound: '小区' },
    ],
    ['places', ['id', 'kind', 'name', 'name:zh', 'height'], { code: 'id', kind: 'kind', name: 'name' }],
    ['places', ['H_CNT'], { households: 'H_CNT' }],
    ['areas', ['code12', 'name', 'street_code9'], { code: 'code12', name: 'name' }],
    ['base', ['layer', 'name', 'highway'], { kind: 'layer', name: 'name', class: 'highway' }],
    ['base', ['图层', '道路等级'], { kind: '图层', class: '道路等级' }],
    ['places', ['foo', 'bar'], {}],
  ])('%# of %s columns', (layer, fields, expected) => {
    expect(suggestMapping(fields, layer)).toEqual(expected);
  });

  it('uses no column twice', () => {
    const mapping = suggestMapping(['类型', '编码'], 'places');
    expect(new Set(Object.values(mapping)).size).toBe(Object.values(mapping).length);
  });
});

describe('a mapping somebody wrote', () => {
  it.each([
    ['grids', { code: 'NO' }, ['NO'], []],
    ['base', { kind: '=road' }, ['x'], []],
    ['grids', { code: '=' }, [], []],
    ['grids', { households: 'h' }, ['h'], ['field-unknown']],
    ['grids', { code: 'NO' }, ['no'], ['column-missing']],
    ['grids', { code: 'NO' }, null, []],
    ['base', { kind: '=railway' }, [], ['constant-invalid']],
    ['places', { households: '=many', kinds: 'x' }, ['x'], ['constant-invalid', 'field-unknown']],
  ] as const)('%# is checked against our fields and the columns of the file', (layer, mapping, columns, codes) => {
    expect(checkMapping(mapping, layer, columns).map(({ code }) => code)).toEqual(codes);
  });
});

describe('values', () => {
  const place = (properties: Record<string, unknown>, mapping: Record<string, string>) =>
    applyMapping(properties, mapping, 'places');

  it.each<[unknown, number | null]>([
    [12, 12],
    [0, 0],
    ['12', 12],
    [' 12 ', 12],
    ['12.0', 12],
    ['', null],
    ['  ', null],
    [null, null],
    [undefined, null],
    [12n, 12],
  ])('%# a count is whole and not negative, empty is unknown', (value, expected) => {
    expect(place({ h: value }, { households: 'h' })).toMatchObject({ ok: true, values: { households: expected } });
  });

  it.each<[unknown]>([
    ['12户'],
    ['约12'],
    ['1,200'],
    ['-1'],
    [-1],
    [1.5],
    ['1.5'],
    ['1e3'],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [true],
    [[12]],
    [{}],
    ['99999999999'],
    ['１２'],
  ])('%# a count is never guessed from something else', (value) => {
    const read = place({ h: value }, { households: 'h' });
    expect(read).toMatchObject({ ok: false, faults: [{ code: 'count-invalid', params: { field: 'households' } }] });
  });

  it.each<[string, unknown, string]>([
    ['code', 341823001002017, '341823001002017'],
    ['code', '007', '007'],
    ['name', ' 三号楼 ', '三号楼'],
    ['address', '和平路\n3号', '和平路\n3号'],
    ['kind', '楼栋', 'building'],
    ['kind', 'Service Point', 'service-point'],
    ['kind', 'SHOP', 'shop'],
  ])('%# text of %s is taken as it is, without the blanks around it', (field, value, expected) => {
    expect(place({ v: value }, { [field]: 'v' })).toMatchObject({ ok: true, values: { [field]: expected } });
  });

  it.each<[string, unknown, string]>([
    ['name', 'a\u0000b', 'text-invalid'],
    ['name', '\ud800', 'text-invalid'],
    ['code', 'a\nb', 'text-invalid'],
    ['code', 12.5, 'code-invalid'],
    ['code', 2 ** 60, 'code-invalid'],
    ['code', {}, 'code-invalid'],
    ['code', 'x'.repeat(65), 'text-too-long'],
    ['name', '楼'.repeat(201), 'text-too-long'],
    ['kind', '宫殿', 'choice-unknown'],
    ['storeys', 301, 'count-invalid'],
    ['accuracyM', 'gut', 'number-invalid'],
    ['accuracyM', -1, 'number-invalid'],
  ])('%# %s is refused for what no column can hold', (field, value, code) => {
    expect(place({ v: value }, { [field]: 'v' })).toMatchObject({ ok: false, faults: [{ code }] });
  });

  it('tells every fault of a row', () => {
    const read = place({ h: 'x', k: 'y' }, { households: 'h', kind: 'k' });
    expect(!read.ok && read.faults.map(({ code }) => code)).toEqual(['choice-unknown', 'count-invalid']);
  });

  it('takes constants, and nothing for the empty one', () => {
    expect(place({}, { kind: '=building', name: '=' })).toMatchObject({
      ok: true,
      values: { kind: 'building', name: null },
    });
  });

  it('leaves an unknown class of road empty and says so', () => {
    const read = applyMapping({ c: 'subway' }, { class: 'c' }, 'base');
    expect(read).toEqual({ ok: true, values: { class: null }, unknownChoices: ['class'] });
  });

  it('never reads what an object inherits', () => {
    expect(place({}, { name: 'constructor' })).toMatchObject({ ok: true, values: { name: null } });
  });
});
