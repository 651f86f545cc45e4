/** What a grid of a plan is called on the map: the end of its code, and until it has one its number among those of the plan. */
import type { PlanLevel } from '../../../server/contract/plan-state.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import { tpm } from './map-words.ts';

/** “003”, or “新9”: numbers of slots are never given twice, and lists call new grids by the same number. */
export function shortName(community: CommunityPlan, level: PlanLevel, slot: number): string {
  const code = community.slot(level, slot)?.code ?? null;
  if (code === null) return tpm('newGrid', { number: slot + 1 });
  return code.startsWith(community.code) && code.length > community.code.length
    ? code.slice(community.code.length)
    : code.slice(-3);
}
