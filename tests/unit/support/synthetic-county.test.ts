import { describe, expect, it } from 'vitest';
import { checkMultiPolygon } from '../../../server/geometry/validity.ts';
import { syntheticCounty } from '../../support/synthetic-county.ts';

describe('the made-up county', () => {
  const wish = { grids: 130, vertices: 33, seed: 20261122, enclaves: 0.2 };
  const county = syntheticCounty(wish);

  it('is the same for the same seed and another for another', () => {
    expect(syntheticCounty(wish)).toEqual(county);
    expect(syntheticCounty({ ...wish, seed: 1 })).not.toEqual(county);
  });

  it('has as many grids and vertices as were wished for', () => {
    const shells = county.map((grid) => grid[0]![0]!);
    expect(shells.length).toBe(130);
    expect(Math.abs(shells.reduce((sum, ring) => sum + ring.length / 2, 0) / 130 - 33)).toBeLessThan(1);
    expect(county.some((grid) => grid.length > 1)).toBe(true);
  });

  it('is made of valid grids in normal sense', () => {
    for (const grid of county) {
      const checked = checkMultiPolygon(
        grid.map((rings) =>
          rings.map((ring) =>
            Array.from({ length: ring.length / 2 }, (_, i) => [ring[2 * i]! / 1e7, ring[2 * i + 1]! / 1e7]),
          ),
        ),
      );
      expect(checked).toEqual({ ok: true, polygons: grid, repairs: [] });
    }
  });

  it('uses every border once in each direction, the outer border once', () => {
    const net = new Map<string, number>();
    for (const ring of county.flat(2)) {
      for (let i = 0; i < ring.length; i += 2) {
        const j = (i + 2) % ring.length;
        const [a, b] = [`${ring[i]} ${ring[i + 1]}`, `${ring[j]} ${ring[j + 1]}`];
        const key = a < b ? `${a} ${b}` : `${b} ${a}`;
        net.set(key, (net.get(key) ?? 0) + (a < b ? 1 : -1));
      }
    }
    const left = [...net.values()].filter((n) => n !== 0);
    expect(left.every((n) => Math.abs(n) === 1)).toBe(true);
    // Twelve columns, eleven rows, the last with ten: 46 sides of 8 or 9 steps face outwards.
    expect(left.length).toBeGreaterThan(46 * 8 - 1);
    expect(left.length).toBeLessThan(46 * 9 + 1);
  });
});
