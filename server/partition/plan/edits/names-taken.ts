/** Keys and codes of whole divisions that are to come: each once, and none that another grid of the plan keeps. */
import type { PlanLevel, PlanSlot } from '../../../contract/plan-state.ts';
import type { CommunityPlan } from '../community-plan.ts';
import type { EditedPlan } from '../edited-plan.ts';
import { refuse } from '../refuse.ts';
import type { Refused } from './moves.ts';

export interface ComingSlots {
  readonly community: CommunityPlan;
  readonly level: PlanLevel;
  /** In the place of all that are there now. */
  readonly slots: readonly (PlanSlot | null)[];
}

/** What stands in the way of them; null when nothing does. */
export function namesTaken(plan: EditedPlan, coming: readonly ComingSlots[]): Refused | null {
  const isGone = (code: string, level: PlanLevel): boolean =>
    coming.some((one) => one.community.code === code && one.level === level);
  const keys = new Set<string>();
  const codes = new Set<string>();
  for (const { community, level, slots } of coming) {
    for (const [number, slot] of slots.entries()) {
      if (slot === null) continue;
      const { key, code } = slot;
      if (keys.has(key) || plan.isKeyElsewhere(key, isGone)) {
        return refuse('key-taken', community, { level, slots: [number] });
      }
      if (code !== null && (codes.has(code) || plan.isCodeElsewhere(code, isGone))) {
        return refuse('code-taken', community, { level, slots: [number] });
      }
      keys.add(key);
      if (code !== null) codes.add(code);
    }
  }
  return null;
}
