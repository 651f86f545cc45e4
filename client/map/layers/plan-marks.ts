/** What is marked on top of a plan: parts cut off from their grid, what was refused, what a proposal would change. Pure. */
import type { Feature } from 'geojson';
import type { OperationRefusal } from '../../../server/contract/plan-refusal.ts';
import type { PlanLevel } from '../../../server/contract/plan-state.ts';
import { toDegrees } from '../../../server/geometry/lattice.ts';
import { assignmentOf } from '../../../server/partition/plan/assignment-text.ts';
import { cellsOf } from '../../../server/partition/plan/cell-ranges.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import type { GhostPart } from '../../state/plan/ghost.ts';

/** hand: of a stroke, where the cells themselves are not on the map. */
export type PlanMark = 'parted' | 'refused' | 'ghost' | 'hand' | 'refused-place';

/** Cells beyond the largest part of each grid, with those of grids in no other part left out. */
export function partedCells({ divisions }: CommunityPlan, level: PlanLevel): number[] {
  const { slots, numbers } = divisions[level];
  return slots.flatMap((record, slot) => (record === null ? [] : numbers.parts(slot).slice(1).flat()));
}

/** Cells of it that a proposal gives to another grid. */
export interface GhostChange {
  readonly cell: number;
  readonly slot: number;
}

/** None where the proposal was made for other cells. */
export function ghostChanges(community: CommunityPlan, part: GhostPart): GhostChange[] {
  if (part.layer !== community.base.hash) return [];
  const { slots, numbers } = community.divisions[part.level];
  const isAnother = (slot: number, from: number): boolean =>
    slot !== from || slots[from]?.key !== part.division.slots[slot]?.key;
  return [...assignmentOf(part.division.assignment)].flatMap((slot, cell) =>
    community.isCell(cell) && isAnother(slot, numbers.slotOf[cell]!) ? [{ cell, slot }] : [],
  );
}

/** Arcs that would be a border and are none now. */
export function ghostBorders(community: CommunityPlan, part: GhostPart): number[] {
  if (part.layer !== community.base.hash) return [];
  const now = community.divisions[part.level].numbers.slotOf;
  const then = assignmentOf(part.division.assignment);
  return community.layer.arcs.flatMap(({ left, right }, arc) => {
    if (left < 0 || right < 0) return [];
    return then[left] !== then[right] && now[left] === now[right] ? [arc] : [];
  });
}

export function refusedCells(refusal: OperationRefusal | null, community: string): readonly number[] {
  return refusal?.community === community ? (cellsOf(refusal.cells) ?? []) : [];
}

export function refusedPlace(refusal: OperationRefusal | null): Feature | null {
  const [x, y] = refusal?.at ?? [];
  if (x === undefined || y === undefined) return null;
  return {
    type: 'Feature',
    properties: { mark: 'refused-place' satisfies PlanMark },
    geometry: { type: 'Point', coordinates: [toDegrees(x), toDegrees(y)] },
  };
}
