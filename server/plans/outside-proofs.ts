/**
 * Why grids of a plan that are outside their band have to be: proofs made from the cells as they are now and derived again by
 * the independent checker, so that none is ever out of date. Locks and pins prove nothing: they are somebody's wish. Pure.
 */
import type { OutsideProof } from '../contract/plan-publish.ts';
import type { CommunityState } from '../contract/plan-state.ts';
import type { CellLayer } from '../partition/cells/cell-layer.ts';
import { excusedGrids } from '../partition/checker/excused-grids.ts';
import { rangesOf } from '../partition/plan/cell-ranges.ts';
import { CommunityPlan } from '../partition/plan/community-plan.ts';
import { cellsOf, checkArea } from '../partition/proofs/check.ts';
import { nearestStandards } from '../partition/proofs/nearest-standard.ts';
import { lawfulGridWith } from '../partition/proofs/no-grid.ts';
import { NO_CAUSES, type Proof } from '../partition/proofs/proof.ts';
import type { ProposalRequest } from '../partition/request.ts';
import { addsUp, type Standard } from '../partition/standard.ts';
import { workAreas } from '../partition/work-areas.ts';
import { checkedRequest } from './checked-request.ts';

export interface OutsideAnswer {
  /** Of the grid in the plan. */
  readonly key: string;
  /** None: it could be otherwise, as far as anybody can prove. */
  readonly proofs: OutsideProof[];
  /** There would be a proof if locks and pins counted. */
  readonly whilePinned: boolean;
  readonly nearest: Standard[];
}

/** `keys`: of the grids asked about, all with this band. */
export function outsideProofs(
  base: CellLayer,
  now: CommunityState,
  keys: readonly string[],
  standard: Standard,
): OutsideAnswer[] {
  const plan = new CommunityPlan(base, now);
  const free = proven(plan, standard, false);
  const hasWishes = plan.pins.length > 0 || plan.divisions.grid.slots.some((slot) => slot?.role === 'locked');
  const wished = hasWishes ? proven(plan, standard, true) : free;
  const areas = areaSums(checkedRequest(plan, standard, false).request);
  return keys.map((key) => {
    const proofs = free.get(key) ?? [];
    const sum = areas.get(key);
    return {
      key,
      proofs: proofs.map(told),
      whilePinned: proofs.length === 0 && wished.has(key),
      nearest: sum === undefined || addsUp(sum, standard) ? [] : nearestStandards([sum], standard),
    };
  });
}

/** By key. */
function proven(plan: CommunityPlan, standard: Standard, wishes: boolean): Map<string, readonly Proof[]> {
  const { request } = checkedRequest(plan, standard, wishes);
  const excused = excusedGrids(request, candidates(request), true);
  return new Map([...excused].map(([row, proofs]) => [request.present.grids[row]!.code, proofs]));
}

function candidates(request: ProposalRequest): Proof[] {
  const { standard, effort, present, graph: cells } = request;
  const weights = present.grids.map(() => 0);
  present.gridOf.forEach((grid, cell) => {
    if (grid >= 0) weights[grid]! += Math.max(0, cells.cells.households[cell]!);
  });
  const isOutside = (grid: number): boolean =>
    grid >= 0 && (weights[grid]! < standard.min || weights[grid]! > standard.max);
  return workAreas(request, true).areas.flatMap((graph) => {
    const proofs = checkArea(graph, standard).map(({ proof }) => proof);
    for (let v = 0; v < graph.nodeCount; v++) {
      const weight = graph.weight[v]!;
      const own = cellsOf(graph, [v]);
      if (weight === 0 || weight > standard.max || !own.some((cell) => isOutside(present.gridOf[cell]!))) continue;
      const answer = lawfulGridWith(graph, v, standard, effort.setLimit);
      if (answer.kind === 'none') proofs.push({ kind: 'no-grid', cells: own, sets: answer.sets, ...NO_CAUSES });
    }
    return proofs;
  });
}

/** Households of the connected area that each grid lies in, where no cell of it is too large by itself; by key. */
function areaSums(request: ProposalRequest): Map<string, number> {
  const { present, standard } = request;
  const sums = new Map<string, number>();
  for (const { weight, members } of workAreas(request, true).areas) {
    if (weight.some((one) => one > standard.max)) continue;
    const sum = weight.reduce((total, one) => total + one, 0);
    for (const cell of members) {
      const grid = present.grids[present.gridOf[cell]!];
      if (grid !== undefined) sums.set(grid.code, sum);
    }
  }
  return sums;
}

function told(proof: Proof): OutsideProof {
  const cells = rangesOf([...proof.cells].sort((a, b) => a - b));
  switch (proof.kind) {
    case 'oversized':
      return { code: proof.kind, params: { households: proof.households }, cells };
    case 'no-count':
      return { code: proof.kind, params: { households: proof.households, least: proof.least }, cells };
    case 'no-grid':
      return { code: proof.kind, params: { sets: proof.sets }, cells };
    case 'pocket': {
      const households = proof.sides.reduce((sum, side) => sum + side.households, 0);
      return { code: proof.kind, params: { sides: proof.sides.length, households, least: proof.least }, cells };
    }
  }
}
