/** What is still wrong with a plan that no proof excuses. */
import type { PlanState } from './plan-state.ts';

/** What is proven of an area. */
export interface Excuses {
  /** Nodes that can be in no lawful grid: 1. A grid that holds one is excused. */
  readonly nodes: Uint8Array;
  /** No plan has less total violation outside such grids. */
  readonly households: number;
}

export interface OpenViolations {
  readonly slots: readonly number[];
  readonly households: number;
  /** Nothing is left that could be avoided. */
  readonly done: boolean;
}

export function openViolations(state: PlanState, excuses: Excuses): OpenViolations {
  const slots = state.usedSlots().filter((slot) => state.violation(slot) > 0);
  if (slots.length === 0) return { slots, households: 0, done: true };
  const { weight } = state.problem.graph;
  const { max } = state.problem.standard;
  const excused = new Uint8Array(state.size.length);
  const extra = new Int32Array(state.size.length);
  for (let v = 0; v < state.slotOf.length; v++) {
    const slot = state.slotOf[v]!;
    if (excuses.nodes[v] === 1) excused[slot] = 1;
    else if (weight[v]! <= max) extra[slot]! += weight[v]!;
  }
  let households = 0;
  const open = slots.filter((slot) => {
    // Beside a tower every household needs evidence of its own.
    const left = state.towers[slot] === 1 ? extra[slot]! : excused[slot] === 1 ? 0 : state.violation(slot);
    households += left;
    return left > 0;
  });
  return { slots: open, households, done: households <= excuses.households };
}
