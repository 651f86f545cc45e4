/**
 * The independent checker on one community of a plan, however its grids came about: every grid hangs together, what had to be
 * kept is kept, and the numbers that are shown are those of a fresh count. What stood so before the plan is no fault of it.
 */
import type { CommunityState } from '../contract/plan-state.ts';
import type { CellLayer } from '../partition/cells/cell-layer.ts';
import { checkProposal } from '../partition/checker/check-proposal.ts';
import { UNASSIGNED } from '../partition/plan/cell-ranges.ts';
import { CommunityPlan } from '../partition/plan/community-plan.ts';
import type { Proposal, ProposedGrid } from '../partition/proposal.ts';
import type { Standard } from '../partition/standard.ts';
import { checkedRequest } from './checked-request.ts';

export interface PlanFault {
  readonly community: string;
  /** Code or key of the grid. */
  readonly grid: string | null;
  readonly code: string;
  readonly detail: string;
}

/** Cells in no grid are for the coverage check to tell, which knows what may stay uncovered. */
const NOT_OURS: ReadonlySet<string> = new Set(['cell-without-grid']);

export function planFaults(
  base: CellLayer,
  start: CommunityState,
  now: CommunityState,
  standard: Standard,
): PlanFault[] {
  const plan = new CommunityPlan(base, now);
  const { slots, numbers } = plan.divisions.grid;
  const { request, rows } = checkedRequest(plan, standard, true);
  const { gridOf } = request.present;
  const grids = rows.map((number): ProposedGrid => {
    const { households, cells, areaCm2, outlineCm, compactness } = numbers.numbers(number);
    const { key, role } = slots[number]!;
    return { code: key, role, households, cells, areaCm2, outlineCm, compactness };
  });
  const before = new CommunityPlan(base, start).divisions.grid;
  const isAsBefore = (number: number): boolean => {
    const old = before.slots.findIndex((slot) => slot?.key === slots[number]?.key);
    if (old < 0) return false;
    const [was, is] = [before.numbers.cellsOf(old), numbers.cellsOf(number)];
    return was.length === is.length && was.every((cell, i) => cell === is[i]);
  };
  return checkProposal(request, answer(grids, gridOf, standard), true).flatMap(({ code, grid, cells, detail }) => {
    if (NOT_OURS.has(code)) return [];
    const named = [...new Set([rows[grid], ...cells.map((cell) => numbers.slotOf[cell])])];
    const concerned = named.filter((number): number is number => number !== undefined && number !== UNASSIGNED);
    if (concerned.every(isAsBefore)) return [];
    const slot = grid < 0 ? null : (slots[rows[grid]!] ?? null);
    return [{ community: base.community, grid: slot && (slot.code ?? slot.key), code, detail }];
  });
}

/** The plan as if it were an answer that claims nothing: grids outside the standard are told as such. */
function answer(grids: readonly ProposedGrid[], gridOf: Int32Array, { min, max }: Standard): Proposal {
  const outside = grids.flatMap(({ households, role }, grid) => {
    const violation = Math.max(0, min - households, households - max);
    return role === 'free' && violation > 0 ? [{ grid, violation, partly: [] }] : [];
  });
  return {
    community: '',
    grids,
    gridOf,
    certificate: {
      standard: { min, max },
      seed: 0,
      method: 'by-hand',
      graphHash: '',
      planHash: '',
      freeGrids: grids.filter(({ role }) => role === 'free').length,
      cost: 0,
      borderCost: 0,
      unavoidable: [],
      undecided: outside,
      unassigned: [],
      nearestStandards: [],
      pinsApart: [],
      uncountedCells: 0,
      householdsMoved: 0,
      leastMoved: 0,
    },
  };
}
