/** What a division that is offered would do to the grids of a community: households now and then, one row a grid. Pure. */
import type { Division, PlanSlot } from '../../../server/contract/plan-state.ts';
import { assignmentOf } from '../../../server/partition/plan/assignment-text.ts';
import { type BandState, bandOf } from '../../../server/partition/plan/band.ts';
import { UNASSIGNED } from '../../../server/partition/plan/cell-ranges.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import type { Standard } from '../../../server/partition/standard.ts';

export interface GridDelta {
  readonly community: string;
  /** UNASSIGNED: cells in no grid. */
  readonly slot: number;
  readonly record: PlanSlot | null;
  /** null: there is no such grid. */
  readonly before: number | null;
  readonly after: number | null;
  readonly bandBefore: BandState['state'] | null;
  readonly bandAfter: BandState['state'] | null;
}

export interface Deltas {
  /** Grids that gain or lose a cell, that come or go; those that change most first. */
  readonly rows: readonly GridDelta[];
  /** Households that are in another grid afterwards. Those in none before do not count. */
  readonly moved: number;
  readonly movedCells: number;
}

export function deltasOf(community: CommunityPlan, division: Division, standard: Standard): Deltas {
  const { slots, numbers } = community.divisions.grid;
  const { ground, slotOf } = numbers;
  const after = assignmentOf(division.assignment);
  const sums = new Map<number, number>();
  const touched = new Set<number>();
  let [moved, movedCells] = [0, 0];
  for (let cell = 0; cell < ground.count; cell++) {
    if (ground.isCell[cell] === 0) continue;
    const [from, to] = [slotOf[cell]!, after[cell] ?? UNASSIGNED];
    const households = ground.households[cell]!;
    sums.set(to, (sums.get(to) ?? 0) + households);
    const isSame = from === to && slots[from]?.key === division.slots[to]?.key;
    if (isSame) continue;
    touched.add(from).add(to);
    movedCells += 1;
    if (from !== UNASSIGNED) moved += households;
  }
  const rows = [...touched].flatMap((slot): GridDelta[] => {
    if (slot === UNASSIGNED) return [row(UNASSIGNED, null, numbers.households(UNASSIGNED), sums.get(UNASSIGNED) ?? 0)];
    const [old, fresh] = [slots[slot] ?? null, division.slots[slot] ?? null];
    const [was, is] = [numbers.households(slot), sums.get(slot) ?? 0];
    if (old !== null && fresh !== null && old.key === fresh.key) return [row(slot, fresh, was, is)];
    return [
      ...(old === null ? [] : [row(slot, old, was, null)]),
      ...(fresh === null ? [] : [row(slot, fresh, null, is)]),
    ];
  });
  const change = (one: GridDelta): number => Math.abs((one.after ?? 0) - (one.before ?? 0));
  return { rows: rows.sort((a, b) => change(b) - change(a) || a.slot - b.slot), moved, movedCells };

  function row(slot: number, record: PlanSlot | null, was: number | null, is: number | null): GridDelta {
    const band = (count: number | null) =>
      record === null || count === null ? null : bandOf(record, count, standard).state;
    return {
      community: community.code,
      slot,
      record,
      before: was,
      after: is,
      bandBefore: band(was),
      bandAfter: band(is),
    };
  }
}

/** Equal divisions are equal texts, however they came about. */
export function divisionText({ slots, assignment }: Division): string {
  const last = slots.findLastIndex((slot) => slot !== null);
  const plain = slots
    .slice(0, last + 1)
    .map((slot) => slot && [slot.key, slot.code, slot.name, slot.kind, slot.role, slot.parent]);
  return JSON.stringify([plain, assignment]);
}
