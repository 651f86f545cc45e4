/** One node that goes over to another slot: what that does to J, and doing it. Whether its slot still hangs together is asked apart. */
import type { PlanState } from './plan-state.ts';

export interface NodeMove {
  readonly node: number;
  readonly to: number;
  readonly outlineFrom: number;
  readonly outlineTo: number;
  /** Change of J, without what moving costs. */
  readonly cost: number;
  /** The same without the slot that it leaves. */
  readonly gridCost: number;
}

export function nodeMove(state: PlanState, node: number, to: number): NodeMove {
  const { graph, weights, prices } = state.problem;
  const { slotOf, weight, towers, towerWeight, areaCm2, outlineCm, price } = state;
  const from = slotOf[node]!;
  let cmFrom = 0;
  let cmTo = 0;
  let borderFrom = 0;
  let borderTo = 0;
  for (let k = graph.start[node]!; k < graph.start[node + 1]!; k++) {
    const slot = slotOf[graph.to[k]!];
    if (slot === from) {
      cmFrom += graph.toCm[k]!;
      borderFrom += graph.toCost[k]!;
    } else if (slot === to) {
      cmTo += graph.toCm[k]!;
      borderTo += graph.toCost[k]!;
    }
  }
  const outlineFrom = outlineCm[from]! - graph.outlineCm[node]! + 2 * cmFrom;
  const outlineTo = outlineCm[to]! + graph.outlineCm[node]! - 2 * cmTo;
  const w = graph.weight[node]!;
  const area = graph.areaCm2[node]!;
  const tower = Number(w > state.problem.standard.max);
  const priceTo = prices.price(
    weight[to]! + w,
    towers[to]! + tower,
    towerWeight[to]! + tower * w,
    areaCm2[to]! + area,
    outlineTo,
  );
  const isLast = state.size[from] === 1;
  const priceFrom = isLast
    ? 0
    : prices.price(
        weight[from]! - w,
        towers[from]! - tower,
        towerWeight[from]! - tower * w,
        areaCm2[from]! - area,
        outlineFrom,
      );
  const border = weights.border / 100;
  const gridCost = priceTo - price[to]! - border * borderTo;
  return {
    node,
    to,
    outlineFrom,
    outlineTo,
    gridCost,
    cost: gridCost + priceFrom - price[from]! + border * borderFrom,
  };
}

export function takeMove(state: PlanState, { node, to, outlineFrom, outlineTo }: NodeMove): void {
  const { graph, standard } = state.problem;
  const from = state.slotOf[node]!;
  const w = graph.weight[node]!;
  for (const [slot, sign, outline] of [
    [from, -1, outlineFrom],
    [to, 1, outlineTo],
  ] as const) {
    state.size[slot]! += sign;
    state.weight[slot]! += sign * w;
    state.areaCm2[slot]! += sign * graph.areaCm2[node]!;
    state.outlineCm[slot] = outline;
    if (w > standard.max) {
      state.towers[slot]! += sign;
      state.towerWeight[slot]! += sign * w;
    }
  }
  state.slotOf[node] = to;
  if (state.size[from]! > 0) state.price[from] = state.priceOf(from);
  state.price[to] = state.priceOf(to);
}
