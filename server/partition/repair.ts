/**
 * Large neighbourhoods: some grids around an unlawful one are divided anew, the whole of them at once. A division that is no
 * worse is taken even if it is no better: such moves along a plateau solve most of what is hard.
 */
import { type Division, Neighbourhood } from './neighbourhood.ts';
import { type Excuses, type OpenViolations, openViolations } from './open-violations.ts';
import { type PartPrices, partPrices, VIOLATION_PRICE, VIOLATION_SLOPE } from './part-prices.ts';
import type { PlanState } from './plan-state.ts';
import { ROAD_FACTORS } from './seed.ts';
import { slotNodes, walkFrom } from './slot-walk.ts';
import { addsUp } from './standard.ts';
import type { Workbench } from './workbench.ts';

const HARD_TREES = 25;
const SOFT_TREES = 4;
const MOST_GRIDS = 6;
const ROUNDS_A_GRID = 25;

/** Ends as soon as nothing avoidable is left. Yields between rounds, so that the caller may stop. */
export function* repair(
  bench: Workbench,
  state: PlanState,
  excuses: Excuses,
  rounds: number,
): Generator<OpenViolations> {
  const { random, problem } = bench;
  const settings = { standard: problem.standard, target: problem.target, balance: problem.weights.balance };
  const hard = partPrices({ ...settings, soft: false });
  const soft = partPrices({ ...settings, soft: true });
  let open = openViolations(state, excuses);
  for (let round = 1; round <= rounds && !open.done; round++) {
    const first = open.slots[random.below(open.slots.length)]!;
    const reach = Math.min(MOST_GRIDS, 1 + round / ROUNDS_A_GRID);
    const nodesOf = slotNodes(state);
    const slots = walkFrom(state, random, nodesOf, first, 2 + Math.floor(random.next() * reach));
    divideAnew(state, new Neighbourhood(bench, state, slots, nodesOf), hard, soft);
    open = openViolations(state, excuses);
    yield open;
  }
}

function divideAnew(state: PlanState, around: Neighbourhood, hard: PartPrices, soft: PartPrices): void {
  const { problem } = state;
  const before = wrongIn(state, around);
  const households = around.slots.reduce((sum, slot) => sum + state.weight[slot]!, 0);
  const holdsTower = around.slots.some((slot) => state.towers[slot]! > 0);
  const piece = around.piece();
  const taste = { road: 0, stay: 0, border: problem.weights.border / 100, change: 0 };
  if (holdsTower || addsUp(households, problem.standard)) {
    for (let i = 0; i < HARD_TREES; i++) {
      const division = around.divided(piece, hard, { ...taste, road: ROAD_FACTORS[i % 3]! });
      if (division === undefined) continue;
      around.apply(division);
      if (wrongIn(state, around) < before) return;
      around.restore();
    }
  }
  let least = before;
  let best: Division | undefined;
  for (let i = 0; i < SOFT_TREES; i++) {
    const division = around.divided(piece, soft, { ...taste, road: ROAD_FACTORS[i % 3]! });
    if (division === undefined) continue;
    around.apply(division);
    const after = wrongIn(state, around);
    around.restore();
    if (after > least || (after === least && best !== undefined)) continue;
    least = after;
    best = division;
  }
  if (best !== undefined) around.apply(best);
}

/** The price of all violation in a neighbourhood. */
export function wrongIn(state: PlanState, around: Neighbourhood): number {
  const { grids, households } = state.violations(around.now);
  return VIOLATION_PRICE * grids + (VIOLATION_SLOPE * households) / state.problem.target;
}
