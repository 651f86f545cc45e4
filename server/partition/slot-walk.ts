/** Neighbouring grids, found by walking from one to the next by chance. */
import type { PlanState } from './plan-state.ts';
import type { SeededRandom } from './seeded-random.ts';

const STEPS_A_SLOT = 8;
const NONE: ReadonlySet<number> = new Set();

/** Up to `count` slots that hang together, `first` among them and none of `without`. `nodesOf` is from `slotNodes`. */
export function walkFrom(
  state: PlanState,
  random: SeededRandom,
  nodesOf: readonly (readonly number[])[],
  first: number,
  count: number,
  without: ReadonlySet<number> = NONE,
): number[] {
  const { start, open, to } = state.problem.graph;
  const walk = [first];
  let at = first;
  for (let step = 0; walk.length < count && step < STEPS_A_SLOT * count; step++) {
    const next = new Set<number>();
    for (const v of nodesOf[at]!) {
      for (let k = start[v]!; k < open[v]!; k++) next.add(state.slotOf[to[k]!]!);
    }
    next.delete(at);
    for (const slot of without) next.delete(slot);
    if (next.size === 0) break;
    at = [...next][random.below(next.size)]!;
    if (!walk.includes(at)) walk.push(at);
  }
  return walk;
}

/** Nodes of every slot, in order. */
export function slotNodes(state: PlanState): number[][] {
  const nodesOf: number[][] = Array.from({ length: state.size.length }, () => []);
  for (let v = 0; v < state.slotOf.length; v++) nodesOf[state.slotOf[v]!]!.push(v);
  return nodesOf;
}
