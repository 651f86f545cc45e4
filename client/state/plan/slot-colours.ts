/**
 * Colour numbers of the grids of a community, so that neighbours differ. A grid in force keeps the number it is published with
 * as long as no earlier neighbour has it; all others take the number that is rarest around them. A pure function of the plan.
 */
import type { PlanLevel } from '../../../server/contract/plan-state.ts';
import { UNASSIGNED } from '../../../server/partition/plan/cell-ranges.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';

/** Numbers that are given out; one more is kept for what all of them surround. */
const COLOURS = 6;
/** Of a number that no slot has. */
const NONE = 255;

/** By slot. `published`: of a code, undefined when it is not in force. */
export function slotColours(
  { divisions }: CommunityPlan,
  level: PlanLevel,
  published: (code: string) => number | undefined,
): Uint8Array {
  const { slots, numbers } = divisions[level];
  const around = neighbours(numbers, slots.length);
  const colours = new Uint8Array(slots.length).fill(NONE);
  slots.forEach((record, slot) => {
    const own = record?.code == null ? undefined : published(record.code);
    if (own === undefined || [...around[slot]!].some((other) => colours[other] === own)) return;
    colours[slot] = own;
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
  { slotOf, ground: { count, start, to, isCell } }: CommunityPlan['divisions']['grid']['numbers'],
  slots: number,
): readonly ReadonlySet<number>[] {
  const around = Array.from({ length: slots }, () => new Set<number>());
  for (let cell = 0; cell < count; cell++) {
    const own = slotOf[cell]!;
    if (isCell[cell] === 0 || own === UNASSIGNED) continue;
    for (let row = start[cell]!; row < start[cell + 1]!; row++) {
      const other = slotOf[to[row]!]!;
      if (other !== own && other !== UNASSIGNED) around[own]?.add(other);
    }
  }
  return around;
}
