/** Kernel and PostGIS answer alike: random points, every vertex, the lattice points nearest to every edge's middle. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { toGeoJson } from '../../../server/geometry/geojson.ts';
import { toDegrees } from '../../../server/geometry/lattice.ts';
import type { MultiPolygon } from '../../../server/geometry/polygon.ts';
import { lookUp } from '../../../server/locate/lookup.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { randomPoints, syntheticCounty } from '../../support/synthetic-county.ts';

const shapes = syntheticCounty({ grids: 120, vertices: 14, seed: 20261122, enclaves: 0.1 });
/** One grid twice, a little moved: overlaps with borders that cross. */
const moved = shapes[40]!.map((polygon) =>
  polygon.map((ring) => ring.map((unit, i) => unit + (i % 2 === 0 ? 3001 : 1777))),
);
const all: MultiPolygon[] = [...shapes, moved];

function gridsText(): string {
  const features = all.map((shape, i) => ({
    type: 'Feature',
    properties: { code: `G${String(i).padStart(4, '0')}`, name: `第${i}网格` },
    geometry: toGeoJson(shape),
  }));
  return JSON.stringify({ type: 'FeatureCollection', features });
}

function vertices(): number[] {
  return all.flat(2).flatMap((ring) => [...ring]);
}

function middles(): number[] {
  return all
    .flat(2)
    .flatMap((ring) => Array.from(ring, (unit, i) => Math.round((unit + ring[(i + 2) % ring.length]!) / 2)));
}

eachDatabase((_name, open) => {
  let service: TestApp;
  beforeAll(async () => {
    service = await openApp(await open());
    const job = await service.importText('grids', 'grids.geojson', gridsText(), {
      county: '990101:试验县',
      scheme: 'free',
    });
    expect([job.state, job.problem, job.report?.items.filter(({ outcome }) => outcome === 'refused')]).toEqual([
      'done',
      null,
      [],
    ]);
  });
  afterAll(() => service.close());

  describe('the in-memory map and grid_containing()', () => {
    it.each([
      ['random points', () => [...randomPoints(all, 1500, 5)]],
      ['every vertex', vertices],
      ['the middle of every edge', middles],
    ])('agree on %s', async (_title, points) => {
      const flat = points();
      const xs = flat.filter((_, i) => i % 2 === 0);
      const ys = flat.filter((_, i) => i % 2 === 1);
      const rows = await service.db.query<{ n: number; found: string | null }>(sql`
        select p.n::int as n, (
          select string_agg(g.code || case when g.on_border then '*' else '' end, ' ') from grid_containing(p.lon, p.lat) g
        ) as found
        from unnest(${xs.map(toDegrees)}::float8[], ${ys.map(toDegrees)}::float8[]) with ordinality as p(lon, lat, n)
        order by p.n`);
      const ours = xs.map((x, i) =>
        lookUp(service.maps.all(), x, ys[i]!)
          .matches.map(({ grid, onBorder }) => grid.code + (onBorder ? '*' : ''))
          .join(' '),
      );
      const different = rows
        .filter(({ n, found }) => (found ?? '') !== ours[n - 1])
        .map(({ n, found }) => [xs[n - 1], ys[n - 1], found, ours[n - 1]]);
      expect(different).toEqual([]);
      expect(rows).toHaveLength(xs.length);
    });
  });
});
