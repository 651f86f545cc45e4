/** A GeoPackage from the thread: the bytes that the writer makes by itself, one page after the other, and the next file after a failure. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeGeopackage } from '../../../server/export/geopackage-out.ts';
import { GeopackageThreads } from '../../../server/export/geopackage-threads.ts';
import { placed, type StoredFeature } from '../../../server/export/placed.ts';
import { field } from '../../../server/features/field.ts';
import { systemByCode } from '../../../server/features/reference-systems.ts';
import { readAll } from '../../support/read-all.ts';
import { scratch } from '../../support/scratch.ts';

const { folder } = scratch();
const threads = new GeopackageThreads();
afterAll(() => threads.close());

const rows = Array.from({ length: 1203 }, (_, i): StoredFeature => {
  const [lon, lat] = [117 + i * 1e-4, 30 + (i % 7) * 1e-3];
  const ring = [
    [lon, lat],
    [lon + 1e-4, lat],
    [lon, lat + 1e-4],
    [lon, lat],
  ];
  return {
    id: `g.${i}`,
    properties: {
      code: String(i).padStart(5, '0'),
      name: `第${i}网格`,
      households: i % 3 === 0 ? null : i,
      isOpen: i % 2 === 0,
    },
    geometry: i === 5 ? null : JSON.stringify({ type: 'MultiPolygon', coordinates: [[ring]] }),
  };
});
const fields = [
  field('code', 'text', 'code'),
  field('name', 'text', 'name'),
  field('households', 'integer', 'households'),
  field('isOpen', 'boolean', 'open', 'is_open'),
];
const about = {
  name: 'grids',
  geometry: 'MultiPolygon',
  fields,
  actor: 'demo-planner',
  at: new Date('2026-08-31T16:00:00Z'),
  edition: 3,
} as const;

async function* pages(all: readonly StoredFeature[], size = 100): AsyncGenerator<readonly StoredFeature[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}
/** The moment at which it was written is in the file. */
const bytesOf = (path: string) => readFileSync(path, 'latin1').replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '');

describe('a GeoPackage written in a thread', () => {
  it.each(['EPSG:4490', 'EPSG:4548'])('is byte for byte that of the writer in %s', async (crs) => {
    const [path, alone] = [join(folder, `${crs.slice(5)}.gpkg`), join(folder, `${crs.slice(5)}-alone.gpkg`)];
    await threads.write({ ...about, path, crs }, pages(rows));
    const system = systemByCode(crs)!;
    const whole = async function* () {
      yield placed(rows, system);
    };
    await writeGeopackage(alone, { ...about, system, pages: whole() });
    expect(bytesOf(path) === bytesOf(alone)).toBe(true);
    const { info, features } = await readAll(path, 'x.gpkg');
    expect([info.crs?.code, features.length, features[5]!.geometry]).toEqual([crs, rows.length, null]);
  });

  it('may be of no page at all, and two are written at once', async () => {
    const [none, some] = [join(folder, 'none.gpkg'), join(folder, 'some.gpkg')];
    await Promise.all([
      threads.write({ ...about, path: none, crs: 'EPSG:4326' }, pages([])),
      threads.write({ ...about, path: some, crs: 'EPSG:4326' }, pages(rows, 7)),
    ]);
    expect((await readAll(none, 'x.gpkg')).features).toEqual([]);
    expect((await readAll(some, 'x.gpkg')).features).toHaveLength(rows.length);
  });

  it('asks for a page only when the one before is in the file', async () => {
    let [asked, closed] = [0, false];
    const counted = async function* () {
      try {
        for await (const page of pages(rows, 400)) {
          asked += 1;
          yield page;
        }
      } finally {
        closed = true;
      }
    };
    // the second page cannot be written
    const broken = async function* () {
      for await (const page of counted())
        yield asked === 2 ? page.map((row) => ({ ...row, geometry: '{"type":"MultiPolygon"' })) : page;
    };
    await expect(
      threads.write({ ...about, path: join(folder, 'broken.gpkg'), crs: 'EPSG:4326' }, broken()),
    ).rejects.toThrow(/JSON/);
    expect([asked, closed]).toEqual([2, true]);
  });

  it('fails with what the rows fail with, and where there is no such folder, and the next one is written', async () => {
    const failing = async function* () {
      yield rows.slice(0, 10);
      throw new Error('the database is gone');
    };
    const head = { ...about, crs: 'EPSG:4326' };
    await expect(threads.write({ ...head, path: join(folder, 'a.gpkg') }, failing())).rejects.toThrow(
      'the database is gone',
    );
    await expect(threads.write({ ...head, path: join(folder, 'nowhere', 'b.gpkg') }, pages(rows))).rejects.toThrow();
    const path = join(folder, 'c.gpkg');
    await threads.write({ ...head, path }, pages(rows));
    expect((await readAll(path, 'x.gpkg')).features).toHaveLength(rows.length);
  });
});
