/** Parts that are cut off from their grid go to the neighbour with which they share the longest border that people cross. */
import type { PlanLevel } from '../../../server/contract/plan-state.ts';
import { movesBody } from '../../../server/partition/plan/bodies.ts';
import { UNASSIGNED } from '../../../server/partition/plan/cell-ranges.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import { type GridRef, level } from './choice.ts';
import { act, planSession } from './opened.ts';

/** Which cell of the lesser parts goes where; parts with no neighbour that may take them stay. Pure. */
export function givenAway(community: CommunityPlan, at: PlanLevel, slot: number): Map<number, number> {
  const { numbers } = community.divisions[at];
  const { start, to, classCm, connects } = numbers.ground;
  const width = classCm.length / to.length || 1;
  const parent = community.slot(at, slot)?.parent ?? null;
  const takes = (other: number): boolean => {
    const record = other === UNASSIGNED ? null : community.slot(at, other);
    return other !== slot && record !== null && record.role === 'free' && record.parent === parent;
  };
  const moves = new Map<number, number>();
  for (const part of numbers.parts(slot).slice(1)) {
    const lengths = new Map<number, number>();
    for (const cell of part) {
      for (let row = start[cell]!; row < start[cell + 1]!; row++) {
        const other = numbers.slotOf[to[row]!]!;
        if (!takes(other)) continue;
        const cm = classCm.subarray(width * row, width * (row + 1)).reduce((sum, one) => sum + one, 0);
        // a border that people cross counts before any other
        lengths.set(other, (lengths.get(other) ?? 0) + (connects[row] === 1 ? 1000 * cm : cm));
      }
    }
    const [best] = [...lengths].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    if (best !== undefined) for (const cell of part) moves.set(cell, best[0]);
  }
  return moves;
}

/** One step for all lesser parts of a grid. False when there is nothing to give, or it was refused. */
export function giveAwayLesserParts(grid: GridRef): boolean {
  const community = planSession.peek()?.community(grid.community);
  if (community === undefined) return false;
  const body = movesBody(community, level.peek(), givenAway(community, level.peek(), grid.slot));
  return body !== null && act(body);
}
