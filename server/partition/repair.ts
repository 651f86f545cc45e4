/**
 * Large neighbourhoods: some grids around an unlawful one are divided anew, the whole of them at once. A division that is no
 * worse is taken even if it is no better: such moves along a plateau solve most of what is hard.
 */
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
    divideAnew(bench, state, slots, nodesOf, hard, soft);
    open = openViolations(state, excuses);
    yield open;
  }
}

function divideAnew(
  bench: Workbench,
  state: PlanState,
  slots: readonly number[],
  nodesOf: readonly (readonly number[])[],
  hard: PartPrices,
  soft: PartPrices,
): void {
  const { problem, pieces, trees, partitions, partOf, random } = bench;
  const nodes = slots.flatMap((slot) => nodesOf[slot]!);
  const before = slots.reduce((sum, slot) => sum + wrong(state, slot), 0);
  const households = slots.reduce((sum, slot) => sum + state.weight[slot]!, 0);
  const holdsTower = slots.some((slot) => state.towers[slot]! > 0);
  const piece = pieces.of(nodes);
  const taste = { road: 0, stay: 0, border: problem.weights.border / 100, change: 0 };
  const kept = Int32Array.from(nodes, (v) => state.slotOf[v]!);
  const grow = (i: number) => trees.grow(piece, random, { ...taste, road: ROAD_FACTORS[i % 3]! });
  if (holdsTower || addsUp(households, problem.standard)) {
    for (let i = 0; i < HARD_TREES; i++) {
      const tree = grow(i);
      if (tree === undefined) return;
      if (partitions.solve(tree, hard) === Infinity) continue;
      const used = state.resplit(slots, nodes, partOf, partitions.parts(partOf));
      if (used.reduce((sum, slot) => sum + wrong(state, slot), 0) < before) return;
      restore(state, slots, used, nodes, kept);
      if (!holdsTower) return;
    }
  }
  let best = before;
  let bestParts: Int32Array | undefined;
  let bestCount = 0;
  for (let i = 0; i < SOFT_TREES; i++) {
    const tree = grow(i);
    if (tree === undefined) return;
    partitions.solve(tree, soft);
    const parts = partitions.parts(partOf);
    const used = state.resplit(slots, nodes, partOf, parts);
    const after = used.reduce((sum, slot) => sum + wrong(state, slot), 0);
    if (after < best || (after === best && bestParts === undefined)) {
      best = after;
      bestCount = parts;
      bestParts = partOf.slice(0, nodes.length);
    }
    restore(state, slots, used, nodes, kept);
  }
  if (bestParts !== undefined) state.resplit(slots, nodes, bestParts, bestCount);
}

function wrong(state: PlanState, slot: number): number {
  const violation = state.violation(slot);
  return violation > 0 ? VIOLATION_PRICE + (VIOLATION_SLOPE * violation) / state.problem.target : 0;
}

/** Takes a resplit back. */
export function restore(
  state: PlanState,
  slots: readonly number[],
  used: readonly number[],
  nodes: readonly number[],
  slotOf: Int32Array,
): void {
  for (const slot of used) state.size[slot] = 0;
  for (const slot of slots) state.size[slot] = 0;
  nodes.forEach((v, i) => {
    state.slotOf[v] = slotOf[i]!;
    state.size[slotOf[i]!]!++;
  });
  state.refresh(slots, nodes);
}
