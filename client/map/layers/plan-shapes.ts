/** The cells of a plan as polygons and its arcs as lines, with ids that name community and number. Pure. */
import type { Feature, Position } from 'geojson';
import { toDegrees } from '../../../server/geometry/lattice.ts';
import { leftOf } from '../../../server/partition/cells/arc-turns.ts';
import { ARC_FLAG } from '../../../server/partition/cells/cell-layer.ts';
import { NO_CELL, type PlanLayer, turnsIn } from '../../../server/partition/plan/plan-layer.ts';

/** Ids of one community: more than it can have cells, arcs or grids. */
const STRIDE = 2 ** 18;

/** `community`: its place among those of the plan. `number`: of a cell, an arc or a slot in it. */
export const featureId = (community: number, number: number): number => STRIDE * community + number;

export function cellFeatures(layer: PlanLayer, community: number): Feature[] {
  const rings = ringsOf(layer);
  return layer.cells.flatMap((cell, number): Feature[] => {
    const own = rings[number]!;
    if (cell === NO_CELL || own.length === 0) return [];
    return [{ type: 'Feature', id: featureId(community, number), properties: {}, geometry: shapeOf(own) }];
  });
}

/** `outer`: the edge of the community. */
export function arcFeatures({ arcs }: PlanLayer, community: number): Feature[] {
  return arcs.map(({ points, left, right, flags }, number) => ({
    type: 'Feature',
    id: featureId(community, number),
    properties: { outer: left < 0 || right < 0 || (flags & ARC_FLAG.parent) !== 0 },
    geometry: { type: 'LineString', coordinates: positionsOf(points) },
  }));
}

export function positionsOf(points: ArrayLike<number>): Position[] {
  const positions: Position[] = [];
  for (let i = 0; i + 1 < points.length; i += 2) positions.push([toDegrees(points[i]!), toDegrees(points[i + 1]!)]);
  return positions;
}

interface CellRing {
  readonly positions: Position[];
  /** Positive for a shell. */
  readonly area: number;
}

function shapeOf(rings: readonly CellRing[]): Feature['geometry'] {
  const shells = rings.filter(({ area }) => area > 0).sort((a, b) => b.area - a.area);
  const holes = rings.filter(({ area }) => area <= 0).map(({ positions }) => positions);
  // A cell is one piece; should its outline touch itself, what holes it has lie in the largest.
  const polygons = shells.map(({ positions }, i) => (i === 0 ? [positions, ...holes] : [positions]));
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0]! }
    : { type: 'MultiPolygon', coordinates: polygons };
}

/** Rings of each cell, closed, with every vertex: neighbours are drawn with the very same points. */
function ringsOf(layer: PlanLayer): CellRing[][] {
  const { arcs, cells } = layer;
  const { next } = turnsIn(layer);
  const rings: CellRing[][] = cells.map(() => []);
  const done = new Uint8Array(2 * arcs.length);
  for (let first = 0; first < done.length; first++) {
    const cell = leftOf(layer, first);
    if (done[first] === 1 || cell < 0) continue;
    const units: number[] = [];
    let hasOther = false;
    for (let half = first; done[half] === 0; half = next[half]!) {
      done[half] = 1;
      hasOther ||= leftOf(layer, half ^ 1) !== cell;
      const { points } = arcs[half >> 1]!;
      for (let k = 0; k + 2 < points.length; k += 2) {
        const i = (half & 1) === 0 ? k : points.length - 2 - k;
        units.push(points[i]!, points[i + 1]!);
      }
    }
    if (!hasOther || units.length < 6) continue;
    units.push(units[0]!, units[1]!);
    rings[cell]!.push({ positions: positionsOf(units), area: signedArea(units) });
  }
  return rings;
}

function signedArea(units: readonly number[]): number {
  const [x0, y0] = [units[0]!, units[1]!];
  let sum = 0;
  for (let i = 0; i + 3 < units.length; i += 2) {
    sum += (units[i]! - x0) * (units[i + 3]! - y0) - (units[i + 2]! - x0) * (units[i + 1]! - y0);
  }
  return sum;
}
