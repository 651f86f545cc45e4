/**
 * place-override: a place that was assigned by hand to a grid, while its position is in another or in none. For information:
 * somebody decided it. `detail.assigned`: the grid named; `detail.contains`: the grids at its position, border included;
 * `detail.distanceM`: from there to the border of the grid named. An error when no grid has the code that was named; then the
 * place is judged by its position. A position in the grid named, or on its border, is no finding.
 */
import { pointSegmentM } from './distance.ts';
import type { FindingList } from './finding-list.ts';
import type { GridIndex } from './grid-index.ts';
import { Hits } from './hits.ts';
import { placeOf } from './place-findings.ts';
import type { MultiPolygon } from './polygon.ts';

/** Tells the number of the grid that was named for a point, −1 for none or for a code that no grid has. */
export function namedGrids({ grids, points: { overrides } }: FindingList): (point: number) => number {
  if (overrides === undefined) return () => -1;
  const numbers = new Map(grids.map(({ code }, number) => [code, number]));
  return (point) => {
    const code = overrides[point] ?? null;
    return code === null ? -1 : (numbers.get(code) ?? -1);
  };
}

/** `index`: over the grids of the list, in their order. */
export function findOverrides(
  index: GridIndex,
  list: FindingList,
  which: Iterable<number>,
  named: (point: number) => number,
): void {
  const { overrides = [], xy } = list.points;
  const hits = new Hits();
  for (const point of which) {
    const assigned = overrides[point] ?? null;
    if (assigned === null) continue;
    const grid = named(point);
    const x = xy[2 * point]!;
    const y = xy[2 * point + 1]!;
    index.locate(x, y, hits);
    const holders = [...hits.grids.subarray(0, hits.count)].sort((a, b) => a - b);
    if (grid >= 0 && holders.includes(grid)) continue;
    const owners = grid < 0 ? holders : [...holders, grid].sort((a, b) => a - b);
    list.add({
      kind: 'place-override',
      ...placeOf(list, point, owners),
      grave: grid < 0,
      detail: {
        assigned,
        contains: list.codes(holders),
        ...(grid < 0 ? {} : { distanceM: distanceToM(list.grids[grid]!.polygons, x, y) }),
      },
    });
  }
}

/** One grid, near or far, so its own sides are looked at instead of all that lie between. */
function distanceToM(shape: MultiPolygon, x: number, y: number): number {
  let least = Infinity;
  for (const ring of shape.flat()) {
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length;
      least = Math.min(least, pointSegmentM(x, y, ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!));
    }
  }
  return least;
}
