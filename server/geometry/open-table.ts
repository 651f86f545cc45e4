/**
 * The edges of a check that separate anything, in a table of their own. Nothing else is needed to find every gap and overlap:
 * how often a place is covered is a sum of winding numbers, and an edge used as often in one direction as in the other adds
 * nothing to it. So neither the table nor the search for crossings (crossings.ts) has to hold the edges on which neighbours
 * agree, nearly all of a coverage. Edges of two grids may cross although all are matched, but then some place around the
 * crossing lies in both, its depth says so, and the grids there are named from all edges (whole-table.ts).
 *
 * One thing depths do not tell: a ring that crosses itself while its neighbours share its edges. So each grid is looked at on
 * its own (own-crossings.ts), and its depth means something only if it does not cross itself.
 */
import type { CoverageGrid, CoverageInput } from './coverage-input.ts';
import { EdgeUses, type Layer } from './edge-uses.ts';
import { FlatRings } from './flat-rings.ts';
import { selfCrossing } from './invalid-grids.ts';
import { OwnCrossings } from './own-crossings.ts';
import type { MultiPolygon } from './polygon.ts';
import { SideMatch } from './side-match.ts';
import { eachSide } from './sides.ts';

export interface OpenTable {
  /** Every open edge with all its uses, and a few others. Owners as in tableOf (grid-table.ts). */
  readonly table: EdgeUses;
  /** Grids that cross themselves, by number in rising order, with the place. They are set aside: layer `unjudged`. */
  readonly invalid: ReadonlyMap<number, readonly [x: number, y: number]>;
}

export function openTableOf(grids: readonly CoverageGrid[], input: CoverageInput): OpenTable {
  const { rings, firstSides, invalid } = judgedRings(grids);
  const { xy } = rings;
  const match = new SideMatch(rings);
  const open = match.unmatched();
  const table = new EdgeUses(2 * open.length);
  const addAlong = (first: number): void => {
    for (const side of match.along(first)) {
      const at = 2 * side;
      table.addUse(ownerOf(firstSides, side), xy[at]!, xy[at + 1]!, xy[at + 2]!, xy[at + 3]!);
    }
  };
  for (const first of open) addAlong(first);
  const addLayer = (owner: number, shape: MultiPolygon, layer: Layer): void => {
    eachSide(shape, (px, py, qx, qy) => {
      const first = table.find(px, py, qx, qy) < 0 ? match.find(px, py, qx, qy) : -1;
      if (first >= 0) addAlong(first);
      table.addUse(owner, px, py, qx, qy, layer);
    });
  };
  const { universe = [], exclusions = [], unjudged = [] } = input;
  for (const grid of invalid.keys()) addLayer(grid, grids[grid]!.polygons, 'unjudged');
  addLayer(grids.length, universe, 'parent');
  addLayer(grids.length + 1, exclusions, 'exclusion');
  for (const { polygons } of unjudged) addLayer(grids.length + 2, polygons, 'unjudged');
  return { table, invalid };
}

interface JudgedRings {
  readonly rings: FlatRings;
  /** First side of each grid, or of the next one when it is set aside. */
  readonly firstSides: Int32Array;
  readonly invalid: Map<number, readonly [number, number]>;
}

function judgedRings(grids: readonly CoverageGrid[]): JudgedRings {
  let room = 0;
  for (const { polygons } of grids) room += FlatRings.roomFor(polygons);
  const rings = new FlatRings(room);
  const firstSides = new Int32Array(grids.length);
  const invalid = new Map<number, readonly [number, number]>();
  const own = new OwnCrossings();
  for (let grid = 0; grid < grids.length; grid++) {
    const { polygons } = grids[grid]!;
    const first = rings.starts.length;
    firstSides[grid] = rings.vertices;
    rings.add(polygons);
    if (!own.mayCross(rings, first, rings.starts.length)) continue;
    const at = selfCrossing(polygons);
    if (at === undefined) continue;
    invalid.set(grid, at);
    rings.dropFrom(first);
  }
  return { rings, firstSides, invalid };
}

/** The last grid that does not begin behind a side. */
function ownerOf(firstSides: Int32Array, side: number): number {
  let from = 0;
  let to = firstSides.length;
  while (to - from > 1) {
    const mid = (from + to) >> 1;
    if (firstSides[mid]! <= side) from = mid;
    else to = mid;
  }
  return from;
}
