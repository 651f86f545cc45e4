/** One key for a grid that fell apart: its smaller pieces go to the neighbour they share most border with. */

import type { PlanLevel } from '../../../../server/contract/plan-state.ts';
import { ARC_CLASSES } from '../../../../server/partition/cell-graph.ts';
import { UNASSIGNED } from '../../../../server/partition/plan/cell-ranges.ts';
import type { CommunityPlan } from '../../../../server/partition/plan/community-plan.ts';
import { chosen, level } from '../../../state/plan/choice.ts';
import { giveCells } from '../../../state/plan/grid-deeds.ts';
import { planSession } from '../../../state/plan/opened.ts';

/** The slot around some cells of a slot with the longest border that people can cross; null when there is none. */
export function bestAround(
  community: CommunityPlan,
  at: PlanLevel,
  slot: number,
  cells: readonly number[],
): number | null {
  const { numbers } = community.divisions[at];
  const { start, to, connects, classCm } = numbers.ground;
  const common = new Map<number, number>();
  for (const cell of cells) {
    for (let contact = start[cell]!; contact < start[cell + 1]!; contact++) {
      const other = numbers.slotOf[to[contact]!]!;
      if (other === slot || other === UNASSIGNED || connects[contact] === 0) continue;
      if (community.slot(at, other)?.role === 'locked') continue;
      let cm = 0;
      for (let k = 0; k < ARC_CLASSES; k++) cm += classCm[ARC_CLASSES * contact + k]!;
      common.set(other, (common.get(other) ?? 0) + cm);
    }
  }
  const [best] = [...common].sort(([a, aCm], [b, bCm]) => bCm - aCm || a - b);
  return best?.[0] ?? null;
}

/** The smallest piece of the chosen grid; press again for the next. */
export function giveAwaySmallPart(): boolean {
  const grid = chosen.peek();
  const community = grid === null ? undefined : planSession.peek()?.community(grid.community);
  if (grid === null || community === undefined) return false;
  const parts = community.divisions[level.peek()].numbers.parts(grid.slot);
  const small = parts.length > 1 ? parts[parts.length - 1]! : null;
  const to = small && bestAround(community, level.peek(), grid.slot, small);
  return small !== null && to !== null && giveCells(grid.community, small, to);
}
