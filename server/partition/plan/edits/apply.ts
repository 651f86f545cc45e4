/** apply: whole divisions at once, as one step. */
import type { BodyOf } from '../../../contract/plan-operations.ts';
import type { Division, PlanLevel, PlanSlot } from '../../../contract/plan-state.ts';
import { assignmentOf } from '../assignment-text.ts';
import { canonicalSlot, sameSlot } from '../canonical.ts';
import { UNASSIGNED } from '../cell-ranges.ts';
import type { CommunityPlan } from '../community-plan.ts';
import type { EditedPlan } from '../edited-plan.ts';
import { type Outcome, refuse, type Touched, touching } from '../refuse.ts';
import { communityOf, isRefused, type Refused } from './moves.ts';
import { type ComingSlots, namesTaken } from './names-taken.ts';

interface Part extends ComingSlots {
  readonly slotOf: Uint16Array;
}

export function apply(plan: EditedPlan, { args, before }: BodyOf<'apply'>, isReverting: boolean): Outcome {
  if (args.parts.length !== before.parts.length) return refuse('malformed', null);
  const parts: Part[] = [];
  const named = new Set<string>();
  for (const [i, asked] of args.parts.entries()) {
    const community = communityOf(plan, asked);
    if (isRefused(community)) return community;
    const { level } = asked;
    const was = before.parts[i]!;
    const name = `${community.code} ${level}`;
    if (named.has(name) || was.community !== asked.community || was.level !== level) {
      return refuse('malformed', community, { level });
    }
    named.add(name);
    const slotOf = tableOf(asked.division);
    const old = tableOf(was.division);
    if (slotOf === null || old === null) return refuse('malformed', community, { level });
    const part = { community, level, slots: trimmed(asked.division.slots), slotOf };
    const fault = staleFault(community, level, was.division, old) ?? partFault(part, isReverting);
    if (fault !== null) return fault;
    parts.push(part);
  }
  const isSame = args.parts.every(
    ({ division }, i) => JSON.stringify(division) === JSON.stringify(before.parts[i]!.division),
  );
  if (isSame) return refuse('changes-nothing', null);
  const fault = namesTaken(plan, parts) ?? (isReverting ? null : outsideFault(parts));
  if (fault !== null) return fault;
  for (const { community, level } of parts) {
    for (const slot of community.divisions[level].slots.keys()) plan.dropSlot(community, level, slot);
  }
  const touched = parts.map((part) => put(plan, part));
  return { touched };
}

function put(plan: EditedPlan, { community, level, slots, slotOf }: Part): Touched {
  const { numbers } = community.divisions[level];
  const changed = new Set(slots.keys());
  slots.forEach((slot, number) => {
    if (slot !== null) plan.addSlot(community, level, number, slot);
  });
  slotOf.forEach((slot, cell) => {
    if (!community.isCell(cell)) return;
    changed.add(numbers.slotOf[cell]!).add(slot);
    numbers.move(cell, slot);
  });
  return touching(community, level, changed);
}

function staleFault(community: CommunityPlan, level: PlanLevel, was: Division, old: Uint16Array): Refused | null {
  const { slots, numbers } = community.divisions[level];
  const count = Math.max(slots.length, was.slots.length);
  const staleSlots = Array.from({ length: count }, (_, i) => i).filter((i) => !sameSlot(slots[i], was.slots[i]));
  const staleCells = [...numbers.slotOf.keys()].filter((cell) => numbers.slotOf[cell] !== (old[cell] ?? UNASSIGNED));
  if (staleSlots.length === 0 && staleCells.length === 0 && old.length === numbers.slotOf.length) return null;
  return refuse('stale', community, { level, slots: staleSlots, cells: staleCells });
}

function partFault({ community, level, slots, slotOf }: Part, isReverting: boolean): Refused | null {
  const { slots: old, nextSlot, numbers } = community.divisions[level];
  if (slotOf.length !== numbers.slotOf.length) return refuse('malformed', community, { level });
  const cells = [...slotOf.keys()];
  const lost = cells.filter(
    (cell) => slotOf[cell] !== UNASSIGNED && (!slots[slotOf[cell]!] || !community.isCell(cell)),
  );
  if (lost.length > 0) return refuse('slot-unknown', community, { level, cells: lost });
  const isMicro = level === 'micro';
  const bad = slots.flatMap((slot, number) => {
    if (slot === null) return [];
    const isFit = (slot.kind === 'micro') === isMicro && (slot.parent !== null) === isMicro;
    const isNew = !old[number];
    return isFit && (!isNew || isReverting || number >= nextSlot) ? [] : [number];
  });
  if (bad.length > 0) return refuse('slot-taken', community, { level, slots: bad });
  const held = old.flatMap((slot, number) => {
    if (slot?.role !== 'locked') return [];
    const isKept = slots[number]?.role === 'locked' && slots[number]?.key === slot.key;
    const isHeld = isKept && cells.every((cell) => (numbers.slotOf[cell] === number) === (slotOf[cell] === number));
    return isHeld ? [] : [number];
  });
  return held.length > 0 ? refuse('grid-locked', community, { level, slots: held }) : null;
}

/** Cells that go to a micro grid are in its grid, as that is afterwards. */
function outsideFault(parts: readonly Part[]): Refused | null {
  for (const { community, level, slots, slotOf } of parts) {
    if (level === 'grid') continue;
    const { grid, micro } = community.divisions;
    const grids = parts.find((part) => part.community === community && part.level === 'grid')?.slotOf;
    const outside = [...slotOf.keys()].filter((cell) => {
      const slot = slotOf[cell]!;
      if (slot === UNASSIGNED || slot === micro.numbers.slotOf[cell]) return false;
      return (grids ?? grid.numbers.slotOf)[cell] !== slots[slot]!.parent;
    });
    if (outside.length === 0) continue;
    return refuse('outside-grid', community, { level, slots: outside.map((cell) => slotOf[cell]!), cells: outside });
  }
  return null;
}

function trimmed(slots: Division['slots']): (PlanSlot | null)[] {
  const last = slots.findLastIndex((slot) => slot !== null);
  return slots.slice(0, last + 1).map((slot) => slot && canonicalSlot(slot));
}

function tableOf({ assignment }: Division): Uint16Array | null {
  try {
    return assignmentOf(assignment);
  } catch {
    return null;
  }
}
