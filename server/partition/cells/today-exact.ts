/**
 * Whether the assignment in force gives the published rings again. A ring may gain a vertex where a neighbour has one or
 * three grids meet, within rounding of its own line, and the tip of a sharp corner may fall together with a node beside it.
 */
import type { MultiPolygon } from '../../geometry/polygon.ts';
import type { CellFindings } from './cell-findings.ts';
import type { TodayGrid } from './cells-input.ts';
import { vertexChanges } from './vertex-changes.ts';

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
    const changes = vertexChanges(polygons, derived.get(grid) ?? []);
    const [x, y] = polygons[0]![0]!;
    if (changes === null)
      throw new Error(`cells, step DISSOLVE: grid ${code} is not its published shape near ${x} ${y}`);
    if (changes.gained + changes.moved > 0) findings.add('today-vertex', [x!, y!], [code], { ...changes });
  });
}
