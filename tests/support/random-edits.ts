/** Edits of a county at random, of every kind that a planner or an import can make, good and bad. */
import type { CoverageGrid } from '../../server/geometry/coverage-input.ts';
import type { CoverageEdit } from '../../server/geometry/coverage-state.ts';
import { innerPoint } from '../../server/geometry/inner-point.ts';
import { sideOf } from '../../server/geometry/point-in-polygon.ts';
import type { MultiPolygon } from '../../server/geometry/polygon.ts';
import { between, type Random } from './random.ts';
import { box, moved } from './shapes.ts';

/** `grids`: as they are now, one or more. `original`: what they may go back to. */
export function randomEdit(
  random: Random,
  grids: readonly CoverageGrid[],
  original: readonly CoverageGrid[],
): CoverageEdit {
  const pick = <T>(list: readonly T[]): T => list[between(random, 0, list.length - 1)]!;
  const one = grids.length === 0 ? null : pick(grids);
  const back = pick(original);
  if (one === null) return { set: [back] };
  const { code, polygons } = one;
  const far = pick([3, 40, 900, 6000, 20_000]);
  const dx = between(random, -far, far);
  const dy = between(random, -far, far);
  switch (between(random, 0, 12)) {
    case 0:
      return { remove: [code] };
    case 1:
    case 2:
      return { set: [back] };
    case 3:
      return { set: [{ code, polygons: moved(polygons, 1, dx, dy) }] };
    case 4:
      return { set: [{ code: `${code}${pick(['', 'x', 'y'])}`, polygons }, pick(grids)] };
    case 5:
      return { set: [{ code: `a${code}`, polygons: moved(polygons, 1, pick([0, dx]), 0) }] };
    case 6:
      return { set: [{ code, polygons: twisted(random, polygons) }] };
    case 7:
      return holeIn(random, one, pick(grids));
    case 8:
      return { set: [{ code, polygons: [...polygons, ...pick(grids).polygons] }] };
    case 9: {
      const other = pick(grids);
      return {
        set: [
          { code, polygons: other.polygons },
          { code: other.code, polygons },
        ],
      };
    }
    case 10: {
      const [x, y] = innerPoint(polygons);
      const size = 20 + Math.abs(dx);
      return { set: [{ code: `n${between(random, 0, 3)}`, polygons: [[box(x, y, x + size, y + size)]] }] };
    }
    case 11:
      return { set: [{ code, polygons: movedVertex(polygons, vertexOf(random, polygons), dx, dy) }] };
    default: {
      const vertex = vertexOf(random, polygons);
      return { set: grids.map((grid) => ({ ...grid, polygons: movedVertex(grid.polygons, vertex, dx, dy) })) };
    }
  }
}

function vertexOf(random: Random, polygons: MultiPolygon): [x: number, y: number] {
  const rings = polygons.flat();
  const ring = rings[between(random, 0, rings.length - 1)]!;
  const i = 2 * between(random, 0, ring.length / 2 - 1);
  return [ring[i]!, ring[i + 1]!];
}

/** The shape with its vertices at a place moved; the same shape when it has none there. */
export function movedVertex(
  polygons: MultiPolygon,
  [x, y]: readonly [x: number, y: number],
  dx: number,
  dy: number,
): MultiPolygon {
  let isThere = false;
  const after = polygons.map((polygon) =>
    polygon.map((ring) => {
      const copy = ring.slice();
      for (let i = 0; i < ring.length; i += 2) {
        if (ring[i] !== x || ring[i + 1] !== y) continue;
        copy.set([x + dx, y + dy], i);
        isThere = true;
      }
      return copy;
    }),
  );
  return isThere ? after : polygons;
}

/** Two neighbouring vertices of a shell swapped, so that it crosses itself. */
function twisted(random: Random, polygons: MultiPolygon): MultiPolygon {
  const [[shell, ...holes], ...parts] = polygons as [MultiPolygon[number], ...MultiPolygon];
  const i = 2 * between(random, 0, shell!.length / 2 - 2);
  const ring = shell!.slice();
  ring.set([shell![i + 2]!, shell![i + 3]!, shell![i]!, shell![i + 1]!], i);
  return [[ring, ...holes], ...parts];
}

/** A hole, filled by another grid or by nobody. */
function holeIn(random: Random, { code, polygons }: CoverageGrid, other: CoverageGrid): CoverageEdit {
  const [x, y] = innerPoint(polygons);
  let r = between(random, 1, 2500);
  const corners = () => [x - r, y, x, y - r, x + r, y, x, y + r];
  while (r > 1 && corners().some((_, i, all) => i % 2 === 0 && sideOf(polygons, all[i]!, all[i + 1]!) !== 'inside'))
    r >>= 1;
  const ring = corners();
  const hole = Int32Array.from([0, 6, 4, 2].flatMap((i) => [ring[i]!, ring[i + 1]!]));
  const at = polygons.findIndex((polygon) => sideOf([polygon], x, y) === 'inside');
  if (at < 0) return { remove: [code] };
  const holed = { code, polygons: polygons.map((polygon, i) => (i === at ? [...polygon, hole] : polygon)) };
  if (other.code === code || random() < 0.4) return { set: [holed] };
  return { set: [holed, { code: other.code, polygons: [...other.polygons, [Int32Array.from(ring)]] }] };
}
