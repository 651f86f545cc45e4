/** split makes slots out of cells of one; merge gives the cells of some to another and takes those away. */
import type { BodyOf } from '../../../contract/plan-operations.ts';
import type { PlanLevel, PlanSlot } from '../../../contract/plan-state.ts';
import { sameSlot } from '../canonical.ts';
import { rangesOf, UNASSIGNED } from '../cell-ranges.ts';
import type { CommunityPlan } from '../community-plan.ts';
import type { EditedPlan } from '../edited-plan.ts';
import { type Outcome, refuse, touching } from '../refuse.ts';
import { communityOf, isRefused, knownCells, moveFault, type Refused } from './moves.ts';

export function split(plan: EditedPlan, { args }: BodyOf<'split'>, isReverting: boolean): Outcome {
  const community = communityOf(plan, args);
  if (isRefused(community)) return community;
  const { level, slot, parts } = args;
  if (slot !== UNASSIGNED && community.slot(level, slot) === null) {
    return refuse('slot-unknown', community, { level, slots: [slot] });
  }
  const { numbers } = community.divisions[level];
  const all: { cell: number; to: number }[] = [];
  for (const [i, part] of parts.entries()) {
    if (i > 0 && part.slot <= parts[i - 1]!.slot) return refuse('malformed', community, { level, slots: [part.slot] });
    const fault = recordFault(plan, community, level, part.slot, part.record, isReverting);
    if (fault !== null) return fault;
    const cells = knownCells(community, part.cells, level);
    if (isRefused(cells)) return cells;
    all.push(...cells.map((cell) => ({ cell, to: part.slot })));
  }
  const stale = all.filter(({ cell }) => numbers.slotOf[cell] !== slot).map(({ cell }) => cell);
  if (stale.length > 0) return refuse('stale', community, { level, cells: stale });
  if (new Set(all.map(({ cell }) => cell)).size < all.length || sameTwice(parts.map(({ record }) => record))) {
    return refuse('malformed', community, { level });
  }
  const made = new Map(parts.map((part) => [part.slot, part.record]));
  const fault = moveFault(
    community,
    level,
    all.map(({ cell }) => cell),
    (i) => all[i]!.to,
    isReverting,
    (one) => made.get(one) ?? community.slot(level, one),
  );
  if (fault !== null) return fault;
  for (const [number, record] of made) plan.addSlot(community, level, number, record);
  for (const { cell, to } of all) numbers.move(cell, to);
  return { touched: [touching(community, level, [slot, ...parts.map((part) => part.slot)])] };
}

export function merge(plan: EditedPlan, { args, before }: BodyOf<'merge'>, isReverting: boolean): Outcome {
  const community = communityOf(plan, args);
  if (isRefused(community)) return community;
  const { level, slots, kept } = args;
  if (slots.length === 0) return refuse('changes-nothing', community, { level });
  const isRising = slots.every((slot, i) => i === 0 || slot > slots[i - 1]!);
  if (!isRising || slots.includes(kept) || before.parts.length !== slots.length) {
    return refuse('malformed', community, { level, slots });
  }
  const missing = [...slots, kept].filter((slot) => slot !== UNASSIGNED && community.slot(level, slot) === null);
  if (missing.length > 0) return refuse('slot-unknown', community, { level, slots: missing });
  const { numbers } = community.divisions[level];
  const stale = slots.filter((slot, i) => {
    const { slot: number, record, cells } = before.parts[i]!;
    const now = rangesOf(numbers.cellsOf(slot));
    return number !== slot || !sameSlot(record, community.slot(level, slot)) || `${now}` !== `${cells}`;
  });
  if (stale.length > 0) {
    return refuse('stale', community, { level, slots: stale, cells: stale.flatMap((slot) => numbers.cellsOf(slot)) });
  }
  const locked = slots.filter((slot) => community.slot(level, slot)!.role === 'locked');
  if (locked.length > 0) return refuse('grid-locked', community, { level, slots: locked });
  const cells = slots.flatMap((slot) => numbers.cellsOf(slot));
  const fault = moveFault(community, level, cells, () => kept, isReverting);
  if (fault !== null) return fault;
  for (const cell of cells) numbers.move(cell, kept);
  for (const slot of slots) plan.dropSlot(community, level, slot);
  return { touched: [touching(community, level, [kept, ...slots])] };
}

/** What stands in the way of a new slot. Only going back may give a number again. */
export function recordFault(
  plan: EditedPlan,
  community: CommunityPlan,
  level: PlanLevel,
  slot: number,
  record: PlanSlot,
  isReverting: boolean,
): Refused | null {
  const isTaken = community.slot(level, slot) !== null;
  if (isTaken || (!isReverting && slot < community.divisions[level].nextSlot)) {
    return refuse('slot-taken', community, { level, slots: [slot] });
  }
  const isMicro = level === 'micro';
  const isFit = (record.kind === 'micro') === isMicro && (record.parent !== null) === isMicro;
  if (!isFit) return refuse('malformed', community, { level, slots: [slot] });
  if (record.parent !== null && community.slot('grid', record.parent) === null) {
    return refuse('slot-unknown', community, { slots: [record.parent] });
  }
  return plan.nameFault(community, level, record, null);
}

function sameTwice(records: readonly PlanSlot[]): boolean {
  const keys = records.map(({ key }) => key);
  const codes = records.flatMap(({ code }) => (code === null ? [] : [code]));
  return new Set(keys).size < keys.length || new Set(codes).size < codes.length;
}
