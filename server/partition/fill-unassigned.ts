/**
 * Cells that are in no grid get one, and nothing else moves: each connected area of them either goes to the grids beside it, or
 * becomes grids of its own, whichever leaves less outside the standard and then comes out better.
 */
import type { AreaWork } from './area-work.ts';
import { eachArea, type Method } from './method.ts';
import { type Division, Neighbourhood } from './neighbourhood.ts';
import { nodeMove, takeMove } from './node-move.ts';
import { partPrices } from './part-prices.ts';
import type { PlanState } from './plan-state.ts';
import { loadPresent } from './present-slots.ts';
import type { Stage } from './progress.ts';
import { slotNodes } from './slot-walk.ts';
import { addsUp } from './standard.ts';

/** Households never move, so their price is that of violations only: those must outweigh every wish for shape. */
const CHANGE = 12;
const TREES = 12;
const SMOOTHINGS = 6;

export const FILL_UNASSIGNED: Method = {
  name: 'fill-unassigned',
  staysParted: () => true,
  weights: { change: CHANGE },
  leaveCutCompounds: true,
  solve: eachArea(fillUnassigned),
};

function* fillUnassigned(work: AreaWork): Generator<Stage, void> {
  const { state } = work;
  const { present } = state.problem.graph;
  // Nothing leaves its grid, so that one in parts is one grid all the time.
  loadPresent(state, true);
  yield 'seed';
  const open = state.usedSlots().filter((slot) => present[state.slotOf.indexOf(slot)] === -1);
  for (const slot of open) {
    placeArea(work, slot);
    yield 'repair';
  }
  work.proveNoGrid();
}

function placeArea({ bench, state }: AreaWork, slot: number): void {
  const nodes = slotNodes(state)[slot]!;
  const before = state.slotOf.slice();
  const apart = divisionApart(bench, state, slot);
  if (spread(state, slot, nodes)) {
    smooth(state, nodes);
    const cost = state.cost();
    const beside = state.slotOf.slice();
    load(state, before);
    if (apart === undefined || cost <= apart.cost) {
      load(state, beside);
      return;
    }
  } else load(state, before);
  if (apart !== undefined) new Neighbourhood(bench, state, [slot], slotNodes(state)).apply(apart.division);
}

/** The best of some divisions of an open area into grids of its own. */
function divisionApart(
  bench: AreaWork['bench'],
  state: PlanState,
  slot: number,
): { division: Division; cost: number } | undefined {
  const { standard, target, weights } = state.problem;
  const soft = !addsUp(state.weight[slot]!, standard);
  const prices = partPrices({ standard, target, balance: weights.balance, soft });
  const taste = { road: 0.5, border: weights.border / 100, stay: 0, change: 0 };
  const around = new Neighbourhood(bench, state, [slot], slotNodes(state));
  const piece = around.piece();
  let best: { division: Division; cost: number } | undefined;
  for (let tree = 0; tree < TREES; tree++) {
    const division = around.divided(piece, prices, taste);
    if (division === undefined) continue;
    around.apply(division);
    const cost = state.cost();
    around.restore();
    if (cost < (best?.cost ?? Infinity)) best = { division, cost };
  }
  return best;
}

/** Gives the cells one after the other to grids beside them, the cheapest first. False when no grid is beside them. */
function spread(state: PlanState, slot: number, nodes: readonly number[]): boolean {
  const left = new Set(nodes);
  while (left.size > 0) {
    let best: ReturnType<typeof nodeMove> | undefined;
    for (const v of left) {
      for (const other of slotsBeside(state, v)) {
        if (other === slot) continue;
        const move = nodeMove(state, v, other);
        if (best === undefined || move.gridCost < best.gridCost) best = move;
      }
    }
    if (best === undefined) return false;
    takeMove(state, best);
    left.delete(best.node);
  }
  return true;
}

/** Single cells change over while that is better. */
function smooth(state: PlanState, nodes: readonly number[]): void {
  for (let pass = 0; pass < SMOOTHINGS; pass++) {
    let moved = false;
    for (const v of nodes) {
      for (const other of slotsBeside(state, v)) {
        if (other === state.slotOf[v]) continue;
        const move = nodeMove(state, v, other);
        if (move.cost > -1e-9 || !state.holdsWithout(v)) continue;
        takeMove(state, move);
        moved = true;
      }
    }
    if (!moved) return;
  }
}

function slotsBeside({ problem: { graph }, slotOf }: PlanState, v: number): Set<number> {
  const found = new Set<number>();
  for (let k = graph.start[v]!; k < graph.open[v]!; k++) found.add(slotOf[graph.to[k]!]!);
  return found;
}

/** Takes a division over; who continues which grid of today stays, since no cell that has one moves. */
function load(state: PlanState, slotOf: Int32Array): void {
  const continues = state.continues.slice();
  state.load(slotOf);
  state.continues.set(continues);
}
