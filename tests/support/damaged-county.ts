/** An exact coverage with damage put into it at random, by a seed: what real layers suffer from, every grid still valid. */
import type { CoverageGrid } from '../../server/geometry/coverage.ts';
import { innerPoint } from '../../server/geometry/inner-point.ts';
import type { MultiPolygon, Polygon, Ring } from '../../server/geometry/polygon.ts';
import { ringFaults } from '../../server/geometry/ring-fault.ts';
import { between, mulberry32, type Random } from './random.ts';
import { moved, shape } from './shapes.ts';
import { syntheticCounty } from './synthetic-county.ts';

export type Damage = 'hole' | 'bite' | 'nudge' | 'vertex' | 'shift' | 'over' | 'double' | 'missing';

export const DAMAGES: readonly Damage[] = ['hole', 'bite', 'nudge', 'vertex', 'shift', 'over', 'double', 'missing'];

export function county(seed: number, grids = 36): CoverageGrid[] {
  const shapes = syntheticCounty({ grids, vertices: 16, seed, enclaves: 0.1 });
  return shapes.map((polygons, i) => ({ code: `g${String(i).padStart(3, '0')}`, polygons }));
}

/** `times` pieces of damage of the given kinds; what would make a grid invalid is left out. */
export function damaged(grids: readonly CoverageGrid[], seed: number, times: number, kinds = DAMAGES): CoverageGrid[] {
  const random = mulberry32(seed);
  let current = [...grids];
  for (let i = 0; i < times; i++) {
    const kind = kinds[between(random, 0, kinds.length - 1)]!;
    const next = damage(random, current, kind, `x${i}`);
    if (next.every(({ polygons }) => isValid(polygons))) current = next;
  }
  return current;
}

export function isValid(polygons: MultiPolygon): boolean {
  return ringFaults(polygons.map((polygon) => polygon.map((ring) => Float64Array.from(ring)))).length === 0;
}

function damage(random: Random, grids: readonly CoverageGrid[], kind: Damage, code: string): CoverageGrid[] {
  const at = between(random, 0, grids.length - 1);
  const grid = grids[at]!;
  const withShape = (polygons: MultiPolygon): CoverageGrid[] => grids.with(at, { code: grid.code, polygons });
  const [first, ...parts] = grid.polygons;
  switch (kind) {
    case 'hole':
      return withShape([[...first!, diamond(random, grid.polygons, true)], ...parts]);
    case 'bite':
      return withShape([withRing(first!, movedVertex(random, first![0]!, 900)), ...parts]);
    case 'nudge':
      return withShape([withRing(first!, movedVertex(random, first![0]!, 3)), ...parts]);
    case 'vertex':
      return withShape([withRing(first!, moreVertices(random, first![0]!)), ...parts]);
    case 'shift':
      return withShape(moved(grid.polygons, 1, between(random, -900, 900), between(random, -900, 900)));
    case 'over':
      return [...grids, { code, polygons: shape(diamond(random, grid.polygons, false)) }];
    case 'double':
      return [...grids, { code, polygons: grid.polygons }];
    case 'missing':
      return grids.filter((_, i) => i !== at);
  }
}

function diamond(random: Random, polygons: MultiPolygon, isHole: boolean): Ring {
  const [x, y] = innerPoint(polygons);
  const r = between(random, 1, isHole ? 4000 : 12_000);
  return isHole
    ? Int32Array.of(x - r, y, x, y + r, x + r, y + 3, x, y - r)
    : Int32Array.of(x - r, y, x, y - r, x + r, y + 3, x, y + r);
}

function withRing(polygon: Polygon, shell: Ring): Polygon {
  return [shell, ...polygon.slice(1)];
}

function movedVertex(random: Random, ring: Ring, reach: number): Ring {
  const out = ring.slice();
  const i = 2 * between(random, 0, ring.length / 2 - 1);
  out[i]! += between(random, -reach, reach);
  out[i + 1]! += between(random, -reach, reach);
  return out;
}

/** A few points on the sides, each on the lattice point nearest to it. */
function moreVertices(random: Random, ring: Ring): Ring {
  const out: number[] = [];
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length;
    out.push(ring[i]!, ring[i + 1]!);
    const times = random() < 0.4 ? between(random, 1, 3) : 0;
    for (let k = 1; k <= times; k++) {
      const t = k / (times + 1);
      out.push(
        Math.round(ring[i]! + t * (ring[j]! - ring[i]!)),
        Math.round(ring[i + 1]! + t * (ring[j + 1]! - ring[i + 1]!)),
      );
    }
  }
  return Int32Array.from(out);
}
