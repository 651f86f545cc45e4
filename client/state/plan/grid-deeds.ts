/** What can be done with the chosen grid besides painting. False: not done; `refusal` says why when there is a reason. */
import type { SlotFields } from '../../../server/contract/plan-operations.ts';
import type { PlanLevel, PlanSlot, SlotRole } from '../../../server/contract/plan-state.ts';
import { assignBody, lockBody, mergeBody, setGridBody, splitBody } from '../../../server/partition/plan/bodies.ts';
import { UNASSIGNED } from '../../../server/partition/plan/cell-ranges.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import { type MergeChoice, mergeChoices } from '../../../server/partition/plan/merge-choices.ts';
import { giveAwayBody } from '../../../server/partition/plan/part-homes.ts';
import { chosen, type GridRef, level } from './choice.ts';
import { act, planSession } from './opened.ts';

interface InHand {
  readonly community: CommunityPlan;
  readonly slot: number;
  readonly at: PlanLevel;
}

function inHand(grid: GridRef | null = chosen.peek()): InHand | null {
  const community = grid === null ? undefined : planSession.peek()?.community(grid.community);
  return grid === null || community === undefined ? null : { community, slot: grid.slot, at: level.peek() };
}

export function setRole(role: SlotRole, grid?: GridRef): boolean {
  const found = inHand(grid);
  if (found === null) return false;
  const body = lockBody([{ community: found.community, level: found.at, slot: found.slot }], role);
  return body !== null && act(body);
}

/** All of them in one step; dedicated ones stay as they are. */
export function setRoles(
  grids: readonly (GridRef & { readonly record: PlanSlot })[],
  role: 'free' | 'locked',
): boolean {
  const session = planSession.peek();
  const wanted = grids.flatMap(({ community, slot, record }) => {
    const plan = record.role === 'dedicated' ? undefined : session?.community(community);
    return plan === undefined ? [] : [{ community: plan, level: level.peek(), slot }];
  });
  const body = lockBody(wanted, role);
  return body !== null && act(body);
}

/** Locked becomes free, anything else locked. */
export function toggleLock(): boolean {
  const found = inHand();
  const record = found?.community.slot(found.at, found.slot);
  return record != null && setRole(record.role === 'locked' ? 'free' : 'locked');
}

export function setFields(set: SlotFields): boolean {
  const found = inHand();
  const body = found && setGridBody(found.community, found.at, found.slot, set);
  return body !== null && act(body);
}

/** Neighbours that the chosen grid could be one with, the best first. */
export function mergeChoicesOf(grid: GridRef): readonly MergeChoice[] {
  const found = inHand(grid);
  return found === null ? [] : mergeChoices(found.community, found.at, found.slot, standardAt(found.at));
}

/** Two grids become one, which keeps the code and the worker of the one with more households and is then chosen. */
export function mergeGrids({ community }: GridRef, { kept, gone }: MergeChoice): boolean {
  const found = inHand({ community, slot: kept });
  if (found === null || !act(mergeBody(found.community, found.at, [gone], kept))) return false;
  chosen.value = { community, slot: kept };
  return true;
}

/** The pieces of a grid that fell apart go to the neighbours they suit best, in one step. */
export function giveAwayParts(grid: GridRef): boolean {
  const found = inHand(grid);
  const body = found && giveAwayBody(found.community, found.at, found.slot, standardAt(found.at));
  return body !== null && act(body);
}

/** No standard holds for micro grids. */
const standardAt = (at: PlanLevel) => (at === 'grid' ? (planSession.peek()?.standard ?? null) : null);

/** A grid without cells. */
export function removeGrid(): boolean {
  const found = inHand();
  if (found === null || !act(mergeBody(found.community, found.at, [found.slot], UNASSIGNED))) return false;
  chosen.value = null;
  return true;
}

/** Cells to a grid of their own community. */
export function giveCells(community: string, cells: Iterable<number>, slot: number): boolean {
  const plan = planSession.peek()?.community(community);
  const body = plan && assignBody(plan, level.peek(), cells, slot);
  return body != null && act(body);
}

export function newRecord(kind: PlanSlot['kind'], parent: number | null): PlanSlot {
  return { key: crypto.randomUUID(), code: null, name: '', kind, role: 'free', parent };
}

/** An empty grid to paint, taken in hand at once. At the level of micro grids it lies in the grid `parent`. */
export function addGrid(community: string, parent: number | null = null): boolean {
  const plan = planSession.peek()?.community(community);
  if (plan === undefined) return false;
  const at: PlanLevel = parent === null ? 'grid' : 'micro';
  const slot = plan.divisions[at].nextSlot;
  const record = newRecord(parent === null ? 'basic' : 'micro', parent);
  if (!act(splitBody(plan, at, UNASSIGNED, [], record))) return false;
  level.value = at;
  chosen.value = { community, slot };
  return true;
}
