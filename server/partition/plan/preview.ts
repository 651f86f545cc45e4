/** What a stroke would do, before it is made: the new numbers of every grid it touches, and where it would be refused. */
import type { OperationRefusal } from '../../contract/plan-refusal.ts';
import type { PlanLevel } from '../../contract/plan-state.ts';
import type { CommunityPlan } from './community-plan.ts';
import { moveFault } from './edits/moves.ts';
import type { SlotNumbers } from './live-numbers.ts';

export interface SlotPreview {
  readonly slot: number;
  readonly before: SlotNumbers;
  readonly after: SlotNumbers;
  /** Connected pieces before and after. */
  readonly partsBefore: number;
  readonly partsAfter: number;
  /** Cells that would be cut off from its largest part. */
  readonly cutOff: readonly number[];
}

export interface StrokePreview {
  /** Rising; UNASSIGNED last. Empty when nothing would move. */
  readonly slots: readonly SlotPreview[];
  /** Why it would not be done. */
  readonly refusal: OperationRefusal | null;
}

/** Nothing is changed: cells are moved, looked at and moved back. */
export function previewStroke(
  community: CommunityPlan,
  level: PlanLevel,
  cells: Iterable<number>,
  slot: number,
): StrokePreview {
  const { numbers } = community.divisions[level];
  const moved = [...new Set(cells)].filter((cell) => community.isCell(cell) && numbers.slotOf[cell] !== slot);
  if (moved.length === 0) return { slots: [], refusal: null };
  const from = moved.map((cell) => numbers.slotOf[cell]!);
  const touched = [...new Set([...from, slot])].sort((a, b) => a - b);
  const fault = moveFault(community, level, moved, () => slot, false);
  const before = touched.map((one) => [numbers.numbers(one), numbers.parts(one).length] as const);
  for (const cell of moved) numbers.move(cell, slot);
  const after = touched.map((one) => [numbers.numbers(one), numbers.parts(one)] as const);
  moved.forEach((cell, i) => {
    numbers.move(cell, from[i]!);
  });
  return {
    slots: touched.map((one, i) => ({
      slot: one,
      before: before[i]![0],
      after: after[i]![0],
      partsBefore: before[i]![1],
      partsAfter: after[i]![1].length,
      cutOff: after[i]![1].slice(1).flat(),
    })),
    refusal: fault === null ? null : fault.refusal,
  };
}
