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
  const colours = new Uint8Array(slots.length).fill(NONE);
  if (slots.length === 0) return colours;
  const around = neighbours(slotOf, ground, slots.length);
  for (let slot = 0; slot < slots.length; slot++) {
    const wanted = slots[slot] === null ? undefined : own(slot);
    if (wanted !== undefined && !isTaken(around[slot], colours, wanted)) colours[slot] = wanted;
  }
  for (let slot = 0; slot < slots.length; slot++) {
    if (slots[slot] !== null && colours[slot] === NONE) colours[slot] = rarest(around[slot], colours);
  }
  return colours;
}

type Neighbours = readonly (readonly number[] | undefined)[];

function isTaken(around: Neighbours[number], colours: Uint8Array, colour: number): boolean {
  if (around === undefined) return false;
  for (const other of around) if (colours[other] === colour) return true;
  return false;
}

const uses = new Int32Array(COLOURS + 1);

function rarest(around: Neighbours[number], colours: Uint8Array): number {
  uses.fill(0);
  if (around !== undefined) {
    for (const other of around) if (colours[other]! <= COLOURS) uses[colours[other]!]! += 1;
  }
  let best = 0;
  for (let colour = 1; colour < COLOURS; colour++) if (uses[colour]! < uses[best]!) best = colour;
  return uses[best]! > 0 && uses[COLOURS] === 0 ? COLOURS : best;
}

/** By slot, each neighbour once. Runs with every stroke: a mark for each pair of slots instead of a set for each slot. */
function neighbours(slotOf: ArrayLike<number>, { count, start, to, isCell }: PlanGround, slots: number): Neighbours {
  const words = Math.ceil(slots / 32);
  const seen = new Uint32Array(slots * words);
  const around = new Array<number[] | undefined>(slots).fill(undefined);
  for (let cell = 0; cell < count; cell++) {
    const own = slotOf[cell] ?? UNASSIGNED;
    if (isCell[cell] === 0 || own >= slots) continue;
    for (let row = start[cell]!, end = start[cell + 1]!; row < end; row++) {
      const other = slotOf[to[row]!] ?? UNASSIGNED;
      if (other === own || other >= slots) continue;
      const word = own * words + (other >> 5);
      const bit = 1 << (other & 31);
      if ((seen[word]! & bit) !== 0) continue;
      seen[word]! |= bit;
      const list = around[own];
      if (list === undefined) around[own] = [other];
      else list.push(other);
    }
  }
  return around;
}
