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
  return previewMoves(community, level, new Map([...cells].map((cell) => [cell, slot])));
}

/** The same for cells that go to several slots: which cell to which. */
export function previewMoves(
  community: CommunityPlan,
  level: PlanLevel,
  moves: ReadonlyMap<number, number>,
): StrokePreview {
  const { numbers } = community.divisions[level];
  const moved = [...moves.keys()].filter((cell) => community.isCell(cell) && numbers.slotOf[cell] !== moves.get(cell));
  if (moved.length === 0) return { slots: [], refusal: null };
  const from = moved.map((cell) => numbers.slotOf[cell]!);
  const to = moved.map((cell) => moves.get(cell)!);
  const touched = [...new Set([...from, ...to])].sort((a, b) => a - b);
  const fault = moveFault(community, level, moved, (i) => to[i]!, false);
  const before = touched.map((one) => [numbers.numbers(one), numbers.parts(one).length] as const);
  moved.forEach((cell, i) => {
    numbers.move(cell, to[i]!);
  });
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
