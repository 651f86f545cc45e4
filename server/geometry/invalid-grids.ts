/**
 * Grids whose own rings cross. Their depth means nothing, so they are set aside: reported, counted neither as covered nor as
 * a gap. Matching alone would call a twisted grid clean when its neighbours share its edges.
 */
import { crossInside, crossings } from './crossings.ts';
import { EdgeUses, verticesOf } from './edge-uses.ts';
import type { FindingList } from './finding-list.ts';
import type { MultiPolygon } from './polygon.ts';

/** The owners set aside, in rising order. Owners of grids are their numbers in the list. */
export function setAsideInvalid(table: EdgeUses, pairs: Int32Array, list: FindingList): number[] {
  const places = selfCrossings(table, pairs);
  const invalid = [...places.keys()].sort((a, b) => a - b);
  for (const owner of invalid) {
    table.move(owner, list.grids[owner]!.polygons, 'grid', 'unjudged');
    tellInvalid(list, owner, places.get(owner)!);
  }
  return invalid;
}

export function tellInvalid(list: FindingList, owner: number, at: readonly [number, number]): void {
  const detail = { reason: 'ring-self-crossing' };
  list.add({ kind: 'invalid-ring', grids: list.codes([owner]), at: [at[0], at[1]], detail });
}

/** Of a grid whose own edges cross: the lowest lattice point near such a crossing. Undefined when none do. */
export function selfCrossing(shape: MultiPolygon): [number, number] | undefined {
  const table = new EdgeUses(verticesOf(shape));
  table.add(0, shape);
  return selfCrossings(table, crossings(table)).get(0);
}

/** For each grid whose own edges cross in one of the pairs of edges: the lowest lattice point near such a crossing. */
export function selfCrossings(table: EdgeUses, pairs: Int32Array): Map<number, [number, number]> {
  const places = new Map<number, [number, number]>();
  for (let i = 0; i < pairs.length; i += 2) {
    const e = pairs[i]!;
    const f = pairs[i + 1]!;
    const owners = new Set<number>();
    table.eachGridUse(e, (owner) => owners.add(owner));
    table.eachGridUse(f, (owner) => {
      if (!owners.has(owner) || !crossInside(table, e, f)) return;
      const [x, y] = near(table, e, f);
      const known = places.get(owner);
      if (known === undefined || x < known[0] || (x === known[0] && y < known[1])) places.set(owner, [x, y]);
    });
  }
  return places;
}

/** The lattice point nearest to where two edges cross; the same for f and e. */
function near(table: EdgeUses, e: number, f: number): [number, number] {
  const { ax, ay, bx, by } = table;
  if (ax[f]! < ax[e]! || (ax[f] === ax[e] && ay[f]! < ay[e]!)) return near(table, f, e);
  const ux = bx[e]! - ax[e]!;
  const uy = by[e]! - ay[e]!;
  const vx = bx[f]! - ax[f]!;
  const vy = by[f]! - ay[f]!;
  const t = ((ax[f]! - ax[e]!) * vy - (ay[f]! - ay[e]!) * vx) / (ux * vy - uy * vx);
  return [Math.round(ax[e]! + t * ux), Math.round(ay[e]! + t * uy)];
}
