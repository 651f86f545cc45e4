/**
 * A community of a plan as a question to the engine, and the engine's answer as a division of it. Grids go by their keys, which
 * stay while codes may not be given yet. Pure.
 */
import type { Division, PlanSlot } from '../../contract/plan-state.ts';
import { USUAL_EFFORT } from '../effort.ts';
import { USUAL_WEIGHTS } from '../objective.ts';
import type { Proposal } from '../proposal.ts';
import type { GridRole, ProposalRequest } from '../request.ts';
import type { Standard } from '../standard.ts';
import { assignmentText } from './assignment-text.ts';
import { isExempt } from './band.ts';
import { UNASSIGNED } from './cell-ranges.ts';
import type { CommunityPlan } from './community-plan.ts';
import { graphOf } from './plan-layer.ts';
import { pinsOf } from './plan-pins.ts';

export interface Wish {
  readonly standard: Standard;
  readonly seed: number;
  /** Keys of the grids that may change; null: all. */
  readonly grids: ReadonlySet<string> | null;
  /** Grids that may change are asked for anew, without their codes. */
  readonly afresh: boolean;
}

/** A community as it was when it was asked about: the plan may go on meanwhile. */
export interface AskedCommunity {
  readonly community: string;
  /** Hash of the layer. */
  readonly layer: string;
  readonly request: ProposalRequest;
  readonly before: Division;
  readonly nextSlot: number;
  /** Slots without cells, which somebody is yet to paint. */
  readonly empty: readonly number[];
  /** 0: no cell has this number. */
  readonly isCell: Uint8Array;
}

/** A dedicated grid keeps its cells, and no standard applies to it. */
export function asked(community: CommunityPlan, { standard, seed, grids, afresh }: Wish): AskedCommunity {
  const { slots, numbers, nextSlot } = community.divisions.grid;
  const roleOf = (slot: PlanSlot): GridRole => {
    if (isExempt(slot)) return 'dedicated';
    return slot.role === 'free' && grids !== null && !grids.has(slot.key) ? 'locked' : slot.role;
  };
  const empty = [...slots.keys()].filter((number) => slots[number] !== null && numbers.numbers(number).cells === 0);
  const rows = slots.flatMap((slot, number) => {
    if (slot === null || empty.includes(number)) return [];
    const role = roleOf(slot);
    return afresh && role === 'free' ? [] : [{ number, code: slot.key, role }];
  });
  const rowOf = new Map(rows.map(({ number }, row) => [number, row]));
  const { pins, whole } = pinsOf(community.layer, community.pins);
  return {
    community: community.code,
    layer: community.base.hash,
    request: {
      graph: graphOf(community.layer, whole),
      standard,
      present: {
        grids: rows.map(({ code, role }) => ({ code, role })),
        gridOf: Int32Array.from(numbers.slotOf, (number) => rowOf.get(number) ?? -1),
      },
      pins,
      weights: USUAL_WEIGHTS,
      effort: USUAL_EFFORT,
      seed,
    },
    before: community.division('grid'),
    nextSlot,
    empty,
    isCell: community.divisions.grid.numbers.ground.isCell.slice(),
  };
}

export interface Answer {
  readonly division: Division;
  /** Key and code of each grid of the proposal. */
  readonly grids: readonly { readonly key: string; readonly code: string | null }[];
}

/** Grids that go on keep their slot; new ones get numbers never given before, and keys made by `keyOf`. */
export function answerOf(
  { before: { slots }, nextSlot, empty, isCell }: AskedCommunity,
  proposal: Proposal,
  keyOf: (n: number) => string,
): Answer {
  const after: (PlanSlot | null)[] = slots.map((slot, number) => (empty.includes(number) ? slot : null));
  let next = nextSlot;
  const numberOf = proposal.grids.map(({ code, role }, n) => {
    const known = code === null ? -1 : slots.findIndex((slot) => slot?.key === code);
    const number = known < 0 ? next++ : known;
    while (after.length <= number) after.push(null);
    after[number] = slots[known] ?? { key: keyOf(n), code: null, name: '', kind: 'basic', role, parent: null };
    return number;
  });
  const assignment = Uint16Array.from(proposal.gridOf, (grid, cell) =>
    grid < 0 || isCell[cell] === 0 ? UNASSIGNED : numberOf[grid]!,
  );
  return {
    division: { slots: after, assignment: assignmentText(assignment) },
    grids: numberOf.map((number) => {
      const { key, code } = after[number]!;
      return { key, code };
    }),
  };
}
