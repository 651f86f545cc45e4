/** What a grid of a plan is called on the screen: the end of its code, and until it has one its number among the new ones. */
import type { PlanLevel } from '../../../server/contract/plan-state.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import { tpm } from './map-words.ts';

/** 1 for the first grid that the plan adds to the community. Numbers of slots are never given twice, so it stays. */
export function newNumber({ base }: CommunityPlan, level: PlanLevel, slot: number): number {
  return level === 'grid' ? Math.max(1, slot - base.todayCodes.length + 1) : slot + 1;
}

/** “003”, or “新1”. */
export function shortName(community: CommunityPlan, level: PlanLevel, slot: number): string {
  const code = community.slot(level, slot)?.code ?? null;
  if (code === null) return tpm('newGrid', { number: newNumber(community, level, slot) });
  return code.startsWith(community.code) && code.length > community.code.length
    ? code.slice(community.code.length)
    : code.slice(-3);
}
