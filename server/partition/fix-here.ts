/** One grid put right together with the neighbours it needs; all else stays. Up to three ways, by how much they move. */
import type { AreaWork } from './area-work.ts';
import { BALANCED_CHANGE, bestAround, changePrices, LEAST_CHANGE } from './change-less.ts';
import { eachArea, type Method } from './method.ts';
import { loadPresent } from './present-slots.ts';
import type { Progress, Stage } from './progress.ts';
import type { Proposal } from './proposal.ts';
import { propose } from './propose.ts';
import type { PresentGrid, ProposalRequest } from './request.ts';

/** Of the three ways: least change, balanced, best shape. */
const CHANGES = [LEAST_CHANGE, BALANCED_CHANGE, 0] as const;
const ROUNDS = 20;
/** The grid and up to this many neighbours. */
const MOST_NEIGHBOURS = 6;

/** Stands for cells that are in no grid, which stay so. */
const NOWHERE: PresentGrid = { code: '', role: 'locked' };

/**
 * Different plans, fewest households moved first; none when nothing better was found. In their certificates `undecided` tells
 * of the whole community, though only the grid in row `grid` of the present plan was looked at.
 */
export function* fixHere(asked: ProposalRequest, grid: number): Generator<Progress, Proposal[]> {
  const { present } = asked;
  if (present.grids[grid]?.role !== 'free') throw new RangeError('only a grid that may change can be put right');
  const gridOf = present.gridOf.map((row) => (row < 0 ? present.grids.length : row));
  const request = { ...asked, present: { grids: [...present.grids, NOWHERE], gridOf } };
  const found = new Map<string, Proposal>();
  for (const change of CHANGES) {
    const proposal = withoutNowhere(yield* propose(request, around(grid, change)));
    const hasChanged = proposal.gridOf.some(
      (row, cell) => row >= 0 && proposal.grids[row]!.code !== present.grids[present.gridOf[cell]!]?.code,
    );
    if (hasChanged) found.set(proposal.certificate.planHash, proposal);
  }
  return [...found.values()].sort((a, b) => a.certificate.householdsMoved - b.certificate.householdsMoved);
}

function around(grid: number, change: number): Method {
  return {
    name: 'fix-here',
    weights: { change },
    leaveCutCompounds: true,
    solve: eachArea((work) => fixAround(work, grid)),
  };
}

function* fixAround(work: AreaWork, grid: number): Generator<Stage, void> {
  const { state } = work;
  loadPresent(state);
  yield 'seed';
  const nodes = [...state.problem.graph.present.keys()].filter((v) => state.problem.graph.present[v] === grid);
  const prices = changePrices(state.problem);
  for (let round = 0; round < ROUNDS; round++) {
    const slot = [...new Set(nodes.map((v) => state.slotOf[v]!))].sort(
      (a, b) => state.violation(b) - state.violation(a),
    )[0];
    if (slot === undefined || (round > 0 && state.violation(slot) === 0)) return;
    bestAround(work, prices, slot, 1 + Math.min(MOST_NEIGHBOURS, 2 + round));
    yield 'repair';
  }
}

function withoutNowhere(proposal: Proposal): Proposal {
  const nowhere = proposal.grids.findIndex(({ code }) => code === NOWHERE.code);
  if (nowhere < 0) return proposal;
  const row = (grid: number) => (grid === nowhere ? -1 : grid > nowhere ? grid - 1 : grid);
  const { certificate } = proposal;
  return {
    ...proposal,
    grids: proposal.grids.filter((_, grid) => grid !== nowhere),
    gridOf: proposal.gridOf.map(row),
    certificate: {
      ...certificate,
      unavoidable: certificate.unavoidable.map((one) => ({ ...one, grid: row(one.grid) })),
      undecided: certificate.undecided.map((one) => ({ ...one, grid: row(one.grid) })),
    },
  };
}
