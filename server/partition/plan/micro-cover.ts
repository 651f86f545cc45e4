/** Micro grids are judged against their own grid: one that has any is to be covered by them, the others owe nothing. */
import { UNASSIGNED } from './cell-ranges.ts';
import type { CommunityPlan } from './community-plan.ts';

/** Numbers of the grids that have a micro grid, be it without cells. */
export function gridsWithMicro({ divisions }: CommunityPlan): ReadonlySet<number> {
  return new Set(divisions.micro.slots.flatMap((slot) => (slot === null || slot.parent === null ? [] : [slot.parent])));
}

/** A connected piece of such a grid that is in no micro grid. */
export interface UncoveredPiece {
  /** Number of the grid. */
  readonly parent: number;
  /** Rising. */
  readonly cells: readonly number[];
}

/** Pieces hang together over borders that people can cross. In order of the grids, then of their first cells. */
export function uncoveredPieces(community: CommunityPlan): UncoveredPiece[] {
  const { grid, micro } = community.divisions;
  const { start, to, connects } = grid.numbers.ground;
  const isOpen = (cell: number, parent: number): boolean =>
    grid.numbers.slotOf[cell] === parent && micro.numbers.slotOf[cell] === UNASSIGNED;
  const pieces: UncoveredPiece[] = [];
  for (const parent of [...gridsWithMicro(community)].sort((a, b) => a - b)) {
    const seen = new Set<number>();
    for (const first of grid.numbers.cellsOf(parent)) {
      if (seen.has(first) || !isOpen(first, parent)) continue;
      seen.add(first);
      const cells = [first];
      for (const cell of cells) {
        for (let row = start[cell]!; row < start[cell + 1]!; row++) {
          const other = to[row]!;
          if (connects[row] === 0 || seen.has(other) || !isOpen(other, parent)) continue;
          seen.add(other);
          cells.push(other);
        }
      }
      pieces.push({ parent, cells: cells.sort((a, b) => a - b) });
    }
  }
  return pieces;
}
