/**
 * Repairs the present plan and leaves alone what need not change: only grids outside the standard, and the neighbours they
 * need, are divided anew, along borders of today where that helps, and what moves costs.
 */
import type { AreaWork } from './area-work.ts';
import { eachArea, type Method } from './method.ts';
import { type Division, Neighbourhood } from './neighbourhood.ts';
import { openViolations } from './open-violations.ts';
import { type PartPrices, partPrices } from './part-prices.ts';
import type { Problem } from './plan-state.ts';
import { loadPresent } from './present-slots.ts';
import type { Stage } from './progress.ts';
import { wrongIn } from './repair.ts';
import { slotNodes, walkFrom } from './slot-walk.ts';
import { repairOrProve } from './solve-area.ts';

/** How the price of a household that moves, weights.change, weighs against shape and balance: the ends of the slider. */
export const LEAST_CHANGE = 12;
export const BALANCED_CHANGE = 1;

const ROUNDS = 200;
const NEIGHBOURHOODS = 10;
const TREES = 5;
/** Trees keep to present grids (`stay`) and think of roads a little; a cut inside a present grid costs as much as `change`. */
const TASTE = { road: 0.2, stay: 2, change: 1.5 };
const MOVES = 42;
const HOT = 0.03;
const COLD = 0.002;

export const CHANGE_LEAST: Method = changing('least-change', LEAST_CHANGE);
export const CHANGE_SOME: Method = changing('balanced', BALANCED_CHANGE);

function changing(name: string, change: number): Method {
  return { name, weights: { change }, leaveCutCompounds: true, solve: eachArea(changeLess) };
}

export function* changeLess(work: AreaWork): Generator<Stage, void> {
  const { state, bench } = work;
  loadPresent(state);
  yield 'seed';
  const prices = changePrices(bench.problem);
  let open = openViolations(state, work.excuses);
  for (let round = 1; round <= ROUNDS && !open.done; round++) {
    const first = open.slots[bench.random.below(open.slots.length)]!;
    bestAround(work, prices, first, 1 + Math.min(5, 2 + round / 15));
    open = openViolations(state, work.excuses);
    yield 'repair';
  }
  yield* repairOrProve(work);
  for (const slot of changedSlots(work)) {
    if (state.size[slot]! > 0) bestAround(work, prices, slot, 4);
    yield 'improve';
  }
}

export function changePrices({ standard, target, weights }: Problem): PartPrices {
  return partPrices({ standard, target, balance: weights.balance / 2, soft: false });
}

/** Of some neighbourhoods of a grid the one whose new division is best for all of J; none if nothing is better. */
export function bestAround(
  work: AreaWork,
  prices: PartPrices,
  first: number,
  reach: number,
  without?: ReadonlySet<number>,
): void {
  const { state, bench } = work;
  const taste = { ...TASTE, border: bench.problem.weights.border / 200 };
  const nodesOf = slotNodes(state);
  let bestGain = 0;
  let best: { around: Neighbourhood; division: Division } | undefined;
  for (let i = 0; i < NEIGHBOURHOODS; i++) {
    const slots = walkFrom(state, bench.random, nodesOf, first, 1 + Math.floor(bench.random.next() * reach), without);
    const around = new Neighbourhood(bench, state, slots, nodesOf);
    const wrong = wrongIn(state, around);
    const cost = around.cost();
    const piece = around.piece();
    const offer = () => {
      around.anneal(MOVES, HOT, COLD);
      const gain = cost - around.cost();
      if (gain > bestGain && wrongIn(state, around) <= wrong) {
        bestGain = gain;
        best = { around, division: around.snapshot() };
      }
      around.restore();
    };
    offer();
    let cheapest: { division: Division; cost: number } | undefined;
    for (let tree = 0; tree < TREES; tree++) {
      const division = around.divided(piece, prices, taste);
      if (division === undefined) continue;
      around.apply(division);
      const after = around.cost();
      around.restore();
      if (after < (cheapest?.cost ?? Infinity)) cheapest = { division, cost: after };
    }
    if (cheapest === undefined) continue;
    around.apply(cheapest.division);
    offer();
  }
  best?.around.apply(best.division);
}

/** Slots that differ from the grid they continue, and new ones. */
function changedSlots({ state }: AreaWork): number[] {
  const { present } = state.problem.graph;
  const changed = new Set<number>();
  for (let v = 0; v < present.length; v++) {
    const slot = state.slotOf[v]!;
    if (present[v] !== state.continues[slot]) changed.add(slot);
  }
  return [...changed].sort((a, b) => a - b);
}
