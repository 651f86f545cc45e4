/** Distances of the index against a search over all edges. */
import { describe, expect, it } from 'vitest';
import { pointSegmentM } from '../../server/geometry/distance.ts';
import { GridIndex } from '../../server/geometry/grid-index.ts';
import type { MultiPolygon } from '../../server/geometry/polygon.ts';
import { exactHits } from '../support/exact-ring.ts';
import { between, mulberry32 } from '../support/random.ts';
import { syntheticCounty } from '../support/synthetic-county.ts';

const county = syntheticCounty({ grids: 60, vertices: 20, seed: 7, enclaves: 0.2 });
/** Two grids far apart, so that most cells have no edges. */
const scattered: MultiPolygon[] = [
  [[Int32Array.of(1_180_000_000, 300_000_000, 1_180_010_000, 300_000_000, 1_180_010_000, 300_010_000)]],
  [[Int32Array.of(1_180_200_000, 300_250_000, 1_180_230_000, 300_250_000, 1_180_200_000, 300_280_000)]],
];

function bruteForce(grids: readonly MultiPolygon[], x: number, y: number): { grid: number; distanceM: number } {
  let best = { grid: -1, distanceM: Infinity };
  grids.forEach((grid, number) => {
    for (const ring of grid.flat()) {
      for (let i = 0; i < ring.length; i += 2) {
        const j = (i + 2) % ring.length;
        const d = pointSegmentM(x, y, ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!);
        if (d < best.distanceM - 1e-9) best = { grid: number, distanceM: d };
      }
    }
  });
  return best;
}

describe.each([
  ['a county', county],
  ['two grids far apart', scattered],
])('GridIndex over %s', (_, grids) => {
  const index = GridIndex.build(grids);
  const [minX, minY, maxX, maxY] = index.box;
  const random = mulberry32(99);
  const points = Array.from({ length: 400 }, () => [
    between(random, minX - 60_000, maxX + 60_000),
    between(random, minY - 60_000, maxY + 60_000),
  ]) as [number, number][];

  it('measures the distance to the nearest border as a search over all edges does', () => {
    for (const [x, y] of points) {
      const want = bruteForce(grids, x, y).distanceM;
      const got = index.distanceToBorder(x, y, 2000);
      if (want >= 2000) expect(got).toBe(Infinity);
      else expect(Math.abs(got - want)).toBeLessThan(1e-6);
    }
  });

  it('names the covering grid at distance 0, else the nearest', () => {
    for (const [x, y] of points) {
      const inside = exactHits(grids, x, y)[0];
      const want = inside === undefined ? bruteForce(grids, x, y) : { grid: inside.grid, distanceM: 0 };
      const got = index.nearest(x, y, 2000);
      if (want.distanceM >= 2000) expect(got).toBeNull();
      else {
        expect(got?.grid).toBe(want.grid);
        expect(Math.abs(got!.distanceM - want.distanceM)).toBeLessThan(1e-6);
      }
    }
  });

  it('is exactly 0 at every vertex and never 0 off the border', () => {
    for (const ring of grids.flat(2)) expect(index.distanceToBorder(ring[0]!, ring[1]!)).toBe(0);
    for (const [x, y] of points) {
      const onBorder = exactHits(grids, x, y).some((hit) => hit.onBorder);
      expect(index.distanceToBorder(x, y) === 0).toBe(onBorder);
    }
  });

  it('answers Infinity from the cap on', () => {
    for (const [x, y] of points) {
      const full = index.distanceToBorder(x, y, 1e9);
      expect(index.distanceToBorder(x, y, full)).toBe(Infinity);
      expect(index.distanceToBorder(x, y, full * 1.0001 + 0.001)).toBe(full);
    }
  });
});
