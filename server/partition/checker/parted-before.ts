/** Is a grid of an answer in parts only because it was so before, with nothing of it parted anew? */
import type { Proposal } from '../proposal.ts';
import type { ProposalRequest } from '../request.ts';
import { floods, groundOf } from './ground.ts';

/**
 * Each part of it must hold cells of a part that it had, and no part that it had may lie in two: parts may be joined, grow and
 * shrink. `mayStay`: rows of the present plan that may be left in parts.
 */
export function isPartedAsBefore(
  request: ProposalRequest,
  { grids, gridOf }: Proposal,
  grid: number,
  mayStay: (row: number) => boolean,
): boolean {
  const { present } = request;
  const row = present.grids.findIndex(({ code }) => code === grids[grid]?.code);
  if (row < 0 || !mayStay(row)) return false;
  const { neighbours } = groundOf(request, true);
  const partsIn = (of: ArrayLike<number>, at: number) =>
    floods(
      neighbours.flatMap((_, cell) => (of[cell] === at ? [cell] : [])),
      (cell) => neighbours[cell]!,
    );
  const after = partsIn(gridOf, grid);
  const before = partsIn(present.gridOf, row);
  const partOf = new Map(after.flatMap((cells, part) => cells.map((cell) => [cell, part] as const)));
  const heldBy = before.map((cells) => new Set(cells.flatMap((cell) => partOf.get(cell) ?? [])));
  return heldBy.every(({ size }) => size <= 1) && new Set(heldBy.flatMap((parts) => [...parts])).size === after.length;
}
