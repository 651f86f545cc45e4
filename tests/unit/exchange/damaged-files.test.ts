import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeGeopackage } from '../../support/geopackage-writer.ts';
import { readAll } from '../../support/read-all.ts';
import { scratch } from '../../support/scratch.ts';
import { dbfOf, pointRecord, polygonRecord, shpOf } from '../../support/shapefile-writer.ts';
import { zipOf } from '../../support/zip-writer.ts';

const { folder, write } = scratch();
const RUNS = Number(process.env.DAMAGE_RUNS ?? 60);
const ring = [
  [0, 0],
  [0, 9],
  [9, 9],
  [9, 0],
  [0, 0],
].map(([x = 0, y = 0]) => [x, y, 5]);
const columns = [
  { name: 'CODE', type: 'C', length: 12 },
  { name: 'N', type: 'N', length: 5 },
];
const dbf = dbfOf(columns, [
  ['001', '1'],
  [Buffer.from('广谷'), '2'],
]);
const feature =
  '{"type":"Feature","properties":{"a":"网","n":[1,{"b":null}]},"geometry":{"type":"Point","coordinates":[1,2]}}';

const samples: Record<string, () => Promise<Buffer>> = {
  'a.geojson': async () => Buffer.from(`{"type":"FeatureCollection","features":[${feature},${feature}]}`),
  'a.ndjson': async () => Buffer.from(`${feature}\n${feature}\n`),
  'a.csv': async () => Buffer.from('code,wkt\n001,"POLYGON((0 0,1 0,1 1,0 0))"\n"002",\n'),
  'a.shp': async () => shpOf(15, [polygonRecord([ring]), null, polygonRecord([ring, ring])]),
  'a.dbf': async () => dbf,
  'a.zip': async () =>
    zipOf([
      { name: 'g.shp', data: shpOf(1, [pointRecord(1, 2), pointRecord(3, 4)]) },
      { name: 'g.dbf', data: dbf },
    ]),
  'a.gpkg': async () => {
    const path = join(folder, 'sample.gpkg');
    writeGeopackage(path, [{ name: 'g', columns: 'code text', srs: 4326, rows: [['POINT(1 2)', '001']] }]);
    return readFile(path);
  },
};

describe('a damaged file', () => {
  it.each(Object.entries(samples))('%s is read or refused by name, never anything else', async (name, sample) => {
    const whole = await sample();
    const change = fc.record({ at: fc.nat(whole.length - 1), byte: fc.integer({ min: 0, max: 255 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(change, { minLength: 1, maxLength: 4 }),
        fc.option(fc.nat(whole.length)),
        async (changes, length) => {
          const bytes = Buffer.from(whole.subarray(0, length ?? whole.length));
          for (const { at, byte } of changes) if (at < bytes.length) bytes[at] = byte;
          const error = await readAll(await write(name, bytes), name).then(
            () => null,
            (thrown: unknown) => thrown as Error,
          );
          expect(error?.name ?? 'SourceError', String(error?.stack)).toBe('SourceError');
        },
      ),
      { seed: 20261122, numRuns: name === 'a.gpkg' ? Math.ceil(RUNS / 4) : RUNS },
    );
  });
});
