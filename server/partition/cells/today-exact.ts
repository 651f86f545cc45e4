/**
 * Whether the assignment in force gives the published rings again. A ring may gain a vertex where a neighbour has one or
 * three grids meet; it never loses one, and what it gains lies within rounding of its own line.
 */
import type { MultiPolygon, Ring } from '../../geometry/polygon.ts';
import { canonicalShape } from '../../geometry/region-shape.ts';
import type { CellFindings } from './cell-findings.ts';
import type { TodayGrid } from './cells-input.ts';

/** How far a vertex may stand off its line: half a unit for each round of noding. */
const NEAR_UNITS = 3;

/**
 * `derived`: the outlines of today's assignment. `inexact`: grids whose ground is not all their own. Throws an Error that
 * names the grid and the place.
 */
export function expectTodayExact(
  today: readonly TodayGrid[],
  derived: ReadonlyMap<number, MultiPolygon>,
  inexact: ReadonlySet<number>,
  findings: CellFindings,
): void {
  today.forEach(({ code, polygons }, grid) => {
    if (inexact.has(grid)) return;
    const published = canonicalShape(polygons);
    const found = derived.get(grid) ?? [];
    const at = published[0]![0]!;
    const fail = (): never => {
      throw new Error(`cells, step DISSOLVE: grid ${code} is not its published shape near ${at[0]} ${at[1]}`);
    };
    if (found.length !== published.length) fail();
    let gained = 0;
    published.forEach((polygon, part) => {
      if (found[part]!.length !== polygon.length) fail();
      polygon.forEach((ring, i) => {
        gained += gainedVertices(ring, found[part]![i]!) ?? fail();
      });
    });
    if (gained > 0) findings.add('today-vertex', [at[0]!, at[1]!], [code], { vertices: gained });
  });
}

/** How many vertices the ring has gained; null when it is another ring. Both from their lowest vertex. */
function gainedVertices(published: Ring, derived: Ring): number | null {
  let at = 0;
  let gained = 0;
  for (let i = 0; i < derived.length; i += 2) {
    const [x, y] = [derived[i]!, derived[i + 1]!];
    if (at < published.length && published[at] === x && published[at + 1] === y) {
      at += 2;
      continue;
    }
    if (at === 0) return null;
    const [ax, ay] = [published[at - 2]!, published[at - 1]!];
    const [bx, by] = [published[at % published.length]!, published[(at + 1) % published.length]!];
    const length = Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2);
    const off = Math.abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length;
    const along = ((bx - ax) * (x - ax) + (by - ay) * (y - ay)) / length;
    if (off > NEAR_UNITS || along < -NEAR_UNITS || along > length + NEAR_UNITS) return null;
    gained += 1;
  }
  return at === published.length ? gained : null;
}
