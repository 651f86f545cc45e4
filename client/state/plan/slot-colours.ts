/**
 * Colour numbers of the grids of a community, so that neighbours differ. A grid in force keeps the number it is published with
 * as long as no earlier neighbour has it; all others take the number that is rarest around them. A pure function of the plan.
 */
import type { Division, PlanLevel, PlanSlot } from '../../../server/contract/plan-state.ts';
import { assignmentOf } from '../../../server/partition/plan/assignment-text.ts';
import { UNASSIGNED } from '../../../server/partition/plan/cell-ranges.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import type { PlanGround } from '../../../server/partition/plan/plan-ground.ts';

/** Numbers that are given out; one more is kept for what all of them surround. */
const COLOURS = 6;
/** Of a number that no slot has. */
const NONE = 255;

type Slots = readonly (PlanSlot | null)[];

/** By slot. `published`: of a code, undefined when it is not in force. */
export function slotColours(
  { divisions }: CommunityPlan,
  level: PlanLevel,
  published: (code: string) => number | undefined,
): Uint8Array {
  const { slots, numbers } = divisions[level];
  const own = (slot: number) => {
    const code = slots[slot]?.code ?? null;
    return code === null ? undefined : published(code);
  };
  return spread(slots, numbers.slotOf, numbers.ground, own);
}

/** Of a division that is proposed: grids that are there already keep the colour they have now. */
export function proposedColours(
  { divisions }: CommunityPlan,
  level: PlanLevel,
  { slots, assignment }: Division,
  now: Uint8Array,
): Uint8Array {
  const { slots: old, numbers } = divisions[level];
  const own = (slot: number) => (old[slot] && old[slot]?.key === slots[slot]?.key ? now[slot] : undefined);
  return spread(slots, assignmentOf(assignment), numbers.ground, own);
}

function spread(
  slots: Slots,
  slotOf: ArrayLike<number>,
  ground: PlanGround,
  own: (slot: number) => number | undefined,
): Uint8Array {
  const around = neighbours(slotOf, ground, slots.length);
  const colours = new Uint8Array(slots.length).fill(NONE);
  slots.forEach((record, slot) => {
    const wanted = record === null ? undefined : own(slot);
    if (wanted === undefined || [...around[slot]!].some((other) => colours[other] === wanted)) return;
    colours[slot] = wanted;
  });
  slots.forEach((record, slot) => {
    if (record !== null && colours[slot] === NONE)
      colours[slot] = rarest([...around[slot]!].map((one) => colours[one]!));
  });
  return colours;
}

function rarest(taken: readonly number[]): number {
  const uses = new Array<number>(COLOURS + 1).fill(0);
  for (const colour of taken) if (colour <= COLOURS) uses[colour]! += 1;
  let best = 0;
  for (let colour = 1; colour < COLOURS; colour++) if (uses[colour]! < uses[best]!) best = colour;
  return uses[best]! > 0 && uses[COLOURS] === 0 ? COLOURS : best;
}

function neighbours(
  slotOf: ArrayLike<number>,
  { count, start, to, isCell }: PlanGround,
  slots: number,
): readonly ReadonlySet<number>[] {
  const around = Array.from({ length: slots }, () => new Set<number>());
  for (let cell = 0; cell < count; cell++) {
    const own = slotOf[cell] ?? UNASSIGNED;
    if (isCell[cell] === 0 || own === UNASSIGNED) continue;
    for (let row = start[cell]!; row < start[cell + 1]!; row++) {
      const other = slotOf[to[row]!] ?? UNASSIGNED;
      if (other !== own && other !== UNASSIGNED) around[own]?.add(other);
    }
  }
  return around;
}
