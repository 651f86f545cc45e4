/** The index against which-polygon, both in this process, on a made-up county of 10,000 grids. */
import { pathToFileURL } from 'node:url';
import whichPolygon from 'which-polygon';
import { toGeoJson } from '../../server/geometry/geojson.ts';
import { GridIndex } from '../../server/geometry/grid-index.ts';
import { Hits } from '../../server/geometry/hits.ts';
import { toDegrees } from '../../server/geometry/lattice.ts';
import type { MultiPolygon } from '../../server/geometry/polygon.ts';
import { randomPoints, syntheticCounty } from '../support/synthetic-county.ts';
import { type BenchRow, interleave, milliseconds, mustAgree, quantile, table, told } from './protocol.ts';

const GRIDS = 10_000;
const POINTS = 100_000;
const ROUNDS = 9;

export async function run(): Promise<BenchRow[]> {
  return [...compare(33), ...compare(257), ...building()];
}

function compare(vertices: number): BenchRow[] {
  const grids = syntheticCounty({ grids: GRIDS, vertices, seed: 1 });
  const index = GridIndex.build(grids);
  const query = whichPolygon({
    type: 'FeatureCollection',
    features: grids.map((grid, number) => ({
      type: 'Feature',
      properties: { number },
      geometry: toGeoJson(grid) as never,
    })),
  });
  const random = randomPoints(grids, POINTS, 2);
  const label = `10k grids of about ${vertices} vertices`;
  mustAgree(`in-process locate, ${label}`, disagreements(index, query, random));
  mustAgree(`vertices, ${label}`, missedVertices(index, grids));
  return [
    timed(index, query, random, `in-process locate vs which-polygon, random points, ${label}`, '≥ 10'),
    timed(index, query, alongCurve(random), `in-process locate vs which-polygon, sorted points, ${label}`, '≥ 6'),
  ];
}

type Query = ReturnType<typeof whichPolygon<{ number: number }>>;

/** Points that are strictly inside must get the same grid; on borders the other side may name any of ours or none. */
function disagreements(index: GridIndex, query: Query, points: Int32Array): number {
  const hits = new Hits();
  let count = 0;
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i]!;
    const y = points[i + 1]!;
    index.locate(x, y, hits);
    const theirs = query([toDegrees(x), toDegrees(y)])?.number ?? -1;
    if (index.locateFirst(x, y) !== (hits.count === 0 ? -1 : hits.grids[0])) count += 1;
    if (hits.count > 0 && hits.onBorder[0] === 1) {
      if (theirs >= 0 && !hits.grids.subarray(0, hits.count).includes(theirs)) count += 1;
    } else if (theirs !== (hits.count === 0 ? -1 : hits.grids[0])) count += 1;
  }
  return count;
}

/** Every vertex lies on the border of each grid that has it. */
function missedVertices(index: GridIndex, grids: readonly MultiPolygon[]): number {
  const hits = new Hits();
  let count = 0;
  grids.forEach((grid, number) => {
    for (const ring of grid.flat()) {
      for (let i = 0; i < ring.length; i += 2) {
        const n = index.locate(ring[i]!, ring[i + 1]!, hits);
        const at = hits.grids.subarray(0, n).indexOf(number);
        if (at < 0 || hits.onBorder[at] !== 1) count += 1;
      }
    }
  });
  return count;
}

function timed(index: GridIndex, query: Query, points: Int32Array, name: string, target: string): BenchRow {
  const degrees: [number, number][] = [];
  for (let i = 0; i < points.length; i += 2) degrees.push([toDegrees(points[i]!), toDegrees(points[i + 1]!)]);
  const hits = new Hits();
  let sum = 0;
  const ours = () => {
    for (let i = 0; i < points.length; i += 2) {
      sum += index.locate(points[i]!, points[i + 1]!, hits) > 0 ? hits.grids[0]! : -1;
    }
  };
  const theirs = () => {
    for (const point of degrees) sum += query(point)?.number ?? -1;
  };
  const result = interleave(ours, theirs, ROUNDS);
  const perPoint = (ms: number) => `${((ms * 1e6) / degrees.length).toFixed(0)} ns`;
  return {
    name,
    ratio: result.ratio,
    target,
    note: `${told(result)}; ${perPoint(result.aMs)} against ${perPoint(result.bMs)} a point; checksum ${sum % 997}`,
  };
}

/** The same points in the order of a Z-curve: each near the one before. */
function alongCurve(points: Int32Array): Int32Array {
  const box = [Infinity, Infinity];
  for (let i = 0; i < points.length; i += 2) {
    box[0] = Math.min(box[0]!, points[i]!);
    box[1] = Math.min(box[1]!, points[i + 1]!);
  }
  const keys = Array.from({ length: points.length / 2 }, (_, i) => ({
    i,
    key: interleaved((points[2 * i]! - box[0]!) >>> 9, (points[2 * i + 1]! - box[1]!) >>> 9),
  }));
  keys.sort((a, b) => a.key - b.key);
  return Int32Array.from(keys.flatMap(({ i }) => [points[2 * i]!, points[2 * i + 1]!]));
}

function interleaved(x: number, y: number): number {
  let key = 0;
  for (let bit = 15; bit >= 0; bit--) key = key * 4 + ((y >> bit) & 1) * 2 + ((x >> bit) & 1);
  return key;
}

function building(): BenchRow[] {
  const grids = syntheticCounty({ grids: GRIDS, vertices: 33, seed: 1 });
  const times: number[] = [];
  let index = GridIndex.build(grids);
  for (let round = 0; round < ROUNDS; round++) {
    times.push(
      milliseconds(() => {
        index = GridIndex.build(grids);
      }),
    );
  }
  const bytes = index.snapshot();
  const restoring = Array.from({ length: ROUNDS }, () => milliseconds(() => GridIndex.restore(bytes)));
  return [
    {
      name: 'building the index of 10k grids of about 33 vertices, ms',
      ratio: quantile(times, 0.5),
      target: '≤ 1000',
      note: `restoring it from a snapshot ${quantile(restoring, 0.5).toFixed(0)} ms`,
    },
    {
      name: 'memory of that index, MB',
      ratio: index.byteLength / 1e6,
      target: '≤ 40',
      note: `snapshot ${(bytes.length / 1e6).toFixed(1)} MB`,
    },
  ];
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(table(await run()));
}
