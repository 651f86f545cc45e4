/** Every bad input: a code, a place where it has one, and a database that is as it was. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportLayer, ImportOptions } from '../../../server/contract/imports.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import {
  cell,
  collection,
  feature,
  grid,
  gridCode,
  point,
  polygon,
  tableCounts,
} from '../../support/import-samples.ts';
import { zipOf } from '../../support/zip-writer.ts';

const C = '990301';
const code = gridCode(C, 1);
const good = grid(C, 2);
const withRing = (ring: unknown) => collection([grid(C, 1, {}, [ring]), good]);
const ring = cell(1)[0]!;
const place = (properties: Record<string, unknown>, geometry: unknown = point(117.005, 30.005)) =>
  collection([feature({ code: 'p', kind: 'building', ...properties }, geometry)]);

type Expected = { code: string; row?: number; at?: readonly [number, number] | 'any' | 'none' };

const ROWS: [string, ImportLayer, string, string, Expected][] = [
  ['an unclosed ring', 'grids', 'a.geojson', withRing(ring.slice(0, 4)), { code: 'ring-unclosed', at: 'any' }],
  [
    'a ring that crosses itself',
    'grids',
    'a.geojson',
    withRing([
      [117, 30],
      [117.01, 30.01],
      [117.01, 30],
      [117, 30.01],
      [117, 30],
    ]),
    { code: 'ring-self-crossing', at: [117.005, 30.005] },
  ],
  [
    'a ring without area',
    'grids',
    'a.geojson',
    withRing([
      [117, 30],
      [117.01, 30],
      [117.005, 30],
      [117, 30],
    ]),
    { code: 'ring-zero-area', at: 'any' },
  ],
  [
    'a ring of three positions',
    'grids',
    'a.geojson',
    withRing([
      [117, 30],
      [117.01, 30],
      [117, 30],
    ]),
    { code: 'ring-too-short', at: 'any' },
  ],
  [
    'a spike',
    'grids',
    'a.geojson',
    withRing([
      [117, 30],
      [117.01, 30],
      [117.02, 30],
      [117.01, 30],
      [117.01, 30.01],
      [117, 30],
    ]),
    { code: 'ring-spike', at: [117.02, 30] },
  ],
  [
    'lon and lat exchanged in one row',
    'grids',
    'a.geojson',
    withRing(ring.map(([x, y]) => [y, x])),
    { code: 'coordinate-swapped', at: [117, 30] },
  ],
  [
    'a longitude of 999',
    'grids',
    'a.geojson',
    withRing([[999, 30], ...ring.slice(1)]),
    { code: 'coordinate-out-of-range', at: 'none' },
  ],
  [
    'a position of text',
    'grids',
    'a.geojson',
    withRing([['117', 30], ...ring.slice(1)]),
    { code: 'coordinate-invalid', at: 'none' },
  ],
  [
    'an empty polygon',
    'grids',
    'a.geojson',
    collection([feature({ code, name: 'x' }, polygon([])), good]),
    { code: 'geometry-missing', at: 'none' },
  ],
  [
    'no geometry',
    'grids',
    'a.geojson',
    collection([feature({ code, name: 'x' }, null), good]),
    { code: 'geometry-missing', at: 'none' },
  ],
  [
    'a point for a grid',
    'grids',
    'a.geojson',
    collection([feature({ code, name: 'x' }, point(117, 30)), good]),
    { code: 'geometry-type-unsupported', at: 'none' },
  ],
  [
    'a code of another county',
    'grids',
    'a.geojson',
    collection([grid(C, 1, { code: '110101001001001' }), good]),
    { code: 'code-of-other-county', at: [117, 30] },
  ],
  [
    'a code one digit short',
    'grids',
    'a.geojson',
    collection([grid(C, 1, { code: code.slice(1) }), good]),
    { code: 'code-invalid', at: 'any' },
  ],
  [
    'no code where others have one',
    'grids',
    'a.geojson',
    collection([grid(C, 1, { code: '' }), good]),
    { code: 'code-missing', at: 'any' },
  ],
  [
    'a code twice',
    'grids',
    'a.geojson',
    collection([good, grid(C, 1, { code: gridCode(C, 2) })]),
    { code: 'duplicate', row: 1, at: 'any' },
  ],
  [
    'a parent nobody knows',
    'grids',
    'a.geojson',
    collection([grid(C, 1, { parentCode: `${C}001` }), good]),
    { code: 'parent-unknown', at: 'any' },
  ],
  [
    'a parent in another county',
    'grids',
    'a.geojson',
    collection([grid(C, 1, { parentCode: '110101' }), good]),
    { code: 'code-of-other-county', at: 'any' },
  ],
  [
    'a micro grid without its grid',
    'grids',
    'a.geojson',
    collection([grid(C, 1, { kind: 'micro', code: `${code}01` }), good]),
    { code: 'parent-unknown', at: 'any' },
  ],
  [
    'a kind nobody knows',
    'grids',
    'a.geojson',
    collection([grid(C, 1, { kind: '宫殿' }), good]),
    { code: 'choice-unknown', at: 'any' },
  ],
  [
    'a band upside down',
    'grids',
    'a.geojson',
    collection([grid(C, 1, { bandMin: 400, bandMax: 150 }), good]),
    { code: 'band-invalid', at: 'any' },
  ],
  [
    'half a band',
    'grids',
    'a.geojson',
    collection([grid(C, 1, { bandMin: 400 }), good]),
    { code: 'band-invalid', at: 'any' },
  ],
  [
    'a name too long',
    'grids',
    'a.geojson',
    collection([grid(C, 1, { name: '网'.repeat(101) }), good]),
    { code: 'text-too-long', at: 'any' },
  ],
  [
    'a name with a NUL',
    'grids',
    'a.geojson',
    collection([grid(C, 1, { name: 'a\u0000b' }), good]),
    { code: 'text-invalid', at: 'any' },
  ],
  [
    'half a character',
    'grids',
    'a.geojson',
    collection([grid(C, 1, { name: '\ud800x' }), good]),
    { code: 'text-invalid', at: 'any' },
  ],
  [
    'households of 12户',
    'places',
    'a.geojson',
    place({ households: '12户' }),
    { code: 'count-invalid', at: [117.005, 30.005] },
  ],
  ['negative households', 'places', 'a.geojson', place({ households: -3 }), { code: 'count-invalid', at: 'any' }],
  ['301 storeys', 'places', 'a.geojson', place({ storeys: 301 }), { code: 'count-invalid', at: 'any' }],
  [
    'a grid named by hand that is none',
    'places',
    'a.geojson',
    place({ gridOverride: '7' }),
    { code: 'grid-unknown', at: 'any' },
  ],
  [
    'a unit without its building',
    'places',
    'a.geojson',
    place({ kind: 'unit', parentCode: 'q' }),
    { code: 'parent-unknown', at: [117.005, 30.005] },
  ],
  ['a place without position', 'places', 'a.geojson', place({}, null), { code: 'geometry-missing', at: 'none' }],
  [
    'a place that is a line',
    'places',
    'a.geojson',
    place(
      {},
      {
        type: 'LineString',
        coordinates: [
          [117, 30],
          [117, 31],
        ],
      },
    ),
    { code: 'geometry-type-unsupported', at: 'none' },
  ],
  [
    'a point without a kind',
    'places',
    'a.geojson',
    collection([feature({ code: 'p' }, point(117, 30))]),
    { code: 'kind-missing', at: [117, 30] },
  ],
  [
    'a swapped CSV',
    'places',
    'a.csv',
    'code,kind,lon,lat\np,building,30.1,117.1',
    { code: 'coordinate-swapped', at: [117.1, 30.1] },
  ],
  [
    'a CSV with a word for a longitude',
    'places',
    'a.csv',
    'code,kind,lon,lat\np,building,117,30\nq,building,east,30',
    { code: 'coordinate-invalid', row: 2, at: 'none' },
  ],
  ['an area code of eight digits', 'areas', 'a.csv', `code,name\n${C}00,x`, { code: 'code-invalid', at: 'none' }],
  ['an area of another county', 'areas', 'a.csv', 'code,name\n110101,x', { code: 'code-of-other-county', at: 'none' }],
  [
    'a town whose county is not there',
    'areas',
    'a.csv',
    '\ncode,name\n990399001,x'.trim(),
    { code: 'code-of-other-county', at: 'none' },
  ],
  [
    'a community without its town',
    'areas',
    'a.csv',
    `code,name\n${C},县\n${C}001001,x`,
    { code: 'parent-unknown', row: 2, at: 'none' },
  ],
  [
    'a level the code contradicts',
    'areas',
    'a.csv',
    `code,name,level\n${C},县,community`,
    { code: 'level-mismatch', at: 'none' },
  ],
  ['an area without a name', 'areas', 'a.csv', `code,name\n${C},`, { code: 'name-missing', at: 'none' }],
  ['an area twice', 'areas', 'a.csv', `code,name\n${C},县\n${C},县`, { code: 'duplicate', row: 1, at: 'none' }],
  [
    'a base feature of no kind',
    'base',
    'a.geojson',
    collection([feature({}, polygon(cell(1)))]),
    { code: 'kind-missing', at: 'any' },
  ],
  [
    'a line of one position',
    'base',
    'a.geojson',
    collection([
      feature(
        { kind: 'road' },
        {
          type: 'LineString',
          coordinates: [
            [117, 30],
            [117, 30],
          ],
        },
      ),
    ]),
    { code: 'line-too-short', at: [117, 30] },
  ],
];

const FILES: [string, ImportLayer, string, string | Buffer, ImportOptions, string, string | undefined][] = [
  [
    'JSON that ends too soon',
    'grids',
    'a.geojson',
    collection([good]).slice(0, -5),
    {},
    'file-unreadable',
    'json-invalid',
  ],
  ['NaN in JSON', 'grids', 'a.geojson', withRing(ring).replace('117.01', 'NaN'), {}, 'file-unreadable', 'json-invalid'],
  [
    'Infinity in JSON',
    'grids',
    'a.geojson',
    withRing(ring).replace('117.01', '-Infinity'),
    {},
    'file-unreadable',
    'json-invalid',
  ],
  ['an empty file', 'grids', 'a.geojson', '', {}, 'file-unreadable', 'file-empty'],
  ['a layer without rows', 'grids', 'a.geojson', collection([]), {}, 'file-unreadable', 'file-empty'],
  ['text that is no data', 'grids', 'a.bin', Buffer.from([0, 1, 2, 3, 250]), {}, 'file-unreadable', undefined],
  [
    'bytes that are not UTF-8',
    'grids',
    'a.geojson',
    Buffer.concat([
      Buffer.from('{"type":"FeatureCollection","name":"'),
      Buffer.from([0xb5, 0xda]),
      Buffer.from('","features":[]}'),
    ]),
    {},
    'file-unreadable',
    'encoding-wrong',
  ],
  [
    'an encoding that does not exist',
    'places',
    'a.csv',
    'code,lon,lat\n1,117,30',
    { encoding: 'klingon' },
    'file-unreadable',
    'encoding-unknown',
  ],
  [
    'a zip bomb',
    'grids',
    'a.zip',
    zipOf([{ name: 'a.geojson', data: Buffer.alloc(150_000_000, 0x20) }]),
    {},
    'file-unreadable',
    'zip-bomb',
  ],
  [
    'a path out of the archive',
    'grids',
    'a.zip',
    zipOf([{ name: '../a.geojson', data: '{}' }]),
    {},
    'file-unreadable',
    'zip-path-traversal',
  ],
  [
    'half a Shapefile',
    'grids',
    'a.zip',
    zipOf([{ name: 'a.dbf', data: Buffer.alloc(40) }]),
    {},
    'file-unreadable',
    undefined,
  ],
  [
    'a mapping to a column that is not there',
    'grids',
    'a.geojson',
    collection([good]),
    { mapping: { code: 'NO' } },
    'import-mapping-invalid',
    undefined,
  ],
  [
    'a mapping to a column the table lacks',
    'places',
    'a.csv',
    'a,lon,lat\n1,117,30',
    { mapping: { code: 'NO' } },
    'import-mapping-invalid',
    undefined,
  ],
  [
    'degrees declared as eastings',
    'grids',
    'a.geojson',
    collection([good]),
    { crs: 'EPSG:4548' },
    'crs-needed',
    undefined,
  ],
  [
    'a layer of the file that does not exist',
    'grids',
    'a.geojson',
    collection([good], { crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::99999' } } }),
    {},
    'crs-needed',
    undefined,
  ],
];

eachDatabase((_name, open) => {
  let service: TestApp;
  beforeAll(async () => {
    service = await openApp(await open());
  });
  afterAll(() => service.close());

  it.each(ROWS)(
    '%s is refused with its row and place, and nothing is written',
    async (_what, layer, fileName, content, expected) => {
      const before = await tableCounts(service.db);
      const datum = fileName.endsWith('.csv') && layer !== 'areas' ? { datum: 'wgs84' as const } : {};
      const job = await service.importText(layer, fileName, content, { county: `${C}:县`, ...datum });
      expect(job).toMatchObject({ state: 'refused', problem: { code: 'import-refused' } });
      const refused = job.report!.items.filter(({ outcome }) => outcome === 'refused');
      const item = refused.find((one) => one.row === (expected.row ?? 1));
      expect(item, JSON.stringify(job.report!.items)).toMatchObject({ code: expected.code });
      if (expected.at === 'none') expect(item!.geometry).toBeUndefined();
      else if (expected.at === 'any') expect(item!.geometry).toMatchObject({ type: 'Point' });
      else expect(item!.geometry).toEqual({ type: 'Point', coordinates: expected.at });
      expect(job.report!.refused).toBe(new Set(refused.map(({ row }) => row)).size);
      expect(await tableCounts(service.db)).toEqual(before);
    },
  );

  it('names both rows of a code that comes twice', async () => {
    const job = await service.importText('grids', 'a.geojson', collection([good, grid(C, 3), good]), {
      county: `${C}:县`,
    });
    expect(job.report!.items.map(({ row, code, params, key }) => [row, code, params.other, key])).toEqual([
      [1, 'duplicate', 3, gridCode(C, 2)],
      [3, 'duplicate', 1, gridCode(C, 2)],
    ]);
    expect(job.report).toMatchObject({ rows: 3, accepted: 1, refused: 2 });
  });

  it('tells every fault of a file, not only the first', async () => {
    const job = await service.importText(
      'grids',
      'a.geojson',
      collection([
        grid(C, 1, { kind: '宫殿', bandMin: 'x' }),
        grid(C, 2, { code: 'zz' }),
        grid(C, 3, {}, [ring.slice(0, 4)]),
        grid(C, 4),
        grid(C, 5),
      ]),
      { county: `${C}:县` },
    );
    expect(job.report!.items.map(({ row, code }) => [row, code])).toEqual([
      [1, 'choice-unknown'],
      [1, 'count-invalid'],
      [2, 'code-invalid'],
      [3, 'ring-unclosed'],
    ]);
    expect(job.report).toMatchObject({ rows: 5, accepted: 2, refused: 3 });
  });

  it.each(FILES)(
    '%s is refused as a whole, and nothing is written',
    async (_what, layer, fileName, content, options, code, reason) => {
      const before = await tableCounts(service.db);
      const job = await service.importText(layer, fileName, content, { county: `${C}:县`, ...options });
      expect(job).toMatchObject({ state: 'refused', problem: { code } });
      if (reason !== undefined) expect(job.problem!.params).toMatchObject({ reason });
      expect(await tableCounts(service.db)).toEqual(before);
    },
  );

  describe('before anything is read', () => {
    it.each<[string, ImportLayer, unknown, string]>([
      ['a county that does not exist', 'grids', { county: '990399' }, 'area-unknown'],
      ['no county', 'grids', {}, 'request-invalid'],
      ['a field nobody knows', 'grids', { county: `${C}:县`, mapping: { households: 'h' } }, 'import-mapping-invalid'],
      ['an option nobody knows', 'grids', { county: `${C}:县`, force: true }, 'body-invalid'],
      ['a county that is no code', 'grids', { county: '3418' }, 'body-invalid'],
      ['a datum nobody knows', 'grids', { county: `${C}:县`, datum: 'mars' }, 'body-invalid'],
      ['a system nobody knows', 'grids', { county: `${C}:县`, crs: 'EPSG:1' }, 'crs-unknown'],
      ['a scheme nobody knows', 'grids', { county: `${C}:县`, scheme: 'grid:3' }, 'scheme-invalid'],
    ])('%s is refused at once', async (_what, layer, options, code) => {
      const before = await tableCounts(service.db);
      await expect(service.importText(layer, 'a.geojson', '{}', options as ImportOptions)).rejects.toMatchObject({
        code,
      });
      expect(await tableCounts(service.db)).toEqual(before);
    });
  });

  it('heights are dropped with a note, repeated points with a line in the report', async () => {
    const [a, b, c, d] = ring as [number[], number[], number[], number[]];
    const file = collection([grid(C, 1, {}, [[[...a, 12], [...b, 12], b, c, d, [...a, 12]]]), grid(C, 2)]);
    const job = await service.importText('grids', 'a.geojson', file, { county: `${C}:县`, dryRun: true });
    expect(job).toMatchObject({ state: 'done', report: { repaired: 1, refused: 0 } });
    const items = job.report!.items.map(({ row, code, outcome }) => [row, code, outcome]);
    expect(items).toContainEqual([1, 'z-dropped', 'noted']);
    expect(items).toContainEqual([1, 'point-repeated', 'repaired']);
  });
});
