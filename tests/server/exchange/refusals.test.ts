/** Every bad input: a code, a place where it has one, and a database that is as it was. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportLayer, ImportOptions } from '../../../server/contract/imports.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { BAD_ROWS, C, good, ring, withRing } from '../../support/bad-rows.ts';
import { eachDatabase } from '../../support/database.ts';
import { collection, grid, gridCode, tableCounts } from '../../support/import-samples.ts';
import { zipOf } from '../../support/zip-writer.ts';

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

  it.each(BAD_ROWS)(
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
