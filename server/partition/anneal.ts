/**
 * Annealing on the true objective: a node on a border goes over to the grid on the other side, if both still hang together and
 * no more grids are unlawful than before. That rule is hard; pricing violations instead loses lawful plans.
 */
import { expOfNegative, logarithm } from './elementary.ts';
import type { PlanState } from './plan-state.ts';
import type { SeededRandom } from './seeded-random.ts';

export interface AnnealingRun {
  /** Rows of the edge table, all connecting, whose two ends may change. */
  readonly edges: Int32Array;
  readonly moves: number;
  readonly hot: number;
  readonly cold: number;
}

const STEPS = 256;

/** Leaves the state at the best plan met, by unlawful grids first, then J. */
export function anneal(state: PlanState, random: SeededRandom, { edges, moves, hot, cold }: AnnealingRun): void {
  const { graph, weights, prices, target, standard } = state.problem;
  const { slotOf, weight, towers, towerWeight, areaCm2, outlineCm, price } = state;
  const { start, to, toCm, toCost } = graph;
  const borderPrice = weights.border / 100;
  const changePrice = weights.change / target;
  const fall = logarithm(cold / hot);
  const best = slotOf.slice();
  let unlawful = 0;
  let bestUnlawful = 0;
  let gain = 0;
  let bestGain = 0;
  let temperature = hot;
  if (edges.length === 0) return;
  for (let move = 0; move < moves; move++) {
    if (move % STEPS === 0) temperature = hot * expOfNegative((fall * move) / moves);
    const pick = random.next() * edges.length;
    const e = edges[Math.floor(pick)]!;
    const turned = pick % 1 < 0.5;
    const u = turned ? graph.edges.b[e]! : graph.edges.a[e]!;
    const other = turned ? graph.edges.a[e]! : graph.edges.b[e]!;
    const a = slotOf[u]!;
    const b = slotOf[other]!;
    if (a === b || state.size[a] === 1) continue;
    const w = graph.weight[u]!;
    if (w > standard.max) continue;
    const before =
      Number(prices.violation(weight[a]!, towers[a]!, towerWeight[a]!) > 0) +
      Number(prices.violation(weight[b]!, towers[b]!, towerWeight[b]!) > 0);
    const after =
      Number(prices.violation(weight[a]! - w, towers[a]!, towerWeight[a]!) > 0) +
      Number(prices.violation(weight[b]! + w, towers[b]!, towerWeight[b]!) > 0);
    if (after > before) continue;
    let cmA = 0;
    let cmB = 0;
    let cost = 0;
    for (let k = start[u]!; k < start[u + 1]!; k++) {
      const slot = slotOf[to[k]!];
      if (slot === a) {
        cmA += toCm[k]!;
        cost += toCost[k]!;
      } else if (slot === b) {
        cmB += toCm[k]!;
        cost -= toCost[k]!;
      }
    }
    const outline = graph.outlineCm[u]!;
    const area = graph.areaCm2[u]!;
    const outlineA = outlineCm[a]! - outline + 2 * cmA;
    const outlineB = outlineCm[b]! + outline - 2 * cmB;
    const priceA = prices.price(weight[a]! - w, towers[a]!, towerWeight[a]!, areaCm2[a]! - area, outlineA);
    const priceB = prices.price(weight[b]! + w, towers[b]!, towerWeight[b]!, areaCm2[b]! + area, outlineB);
    let delta = priceA - price[a]! + priceB - price[b]! + borderPrice * cost;
    const present = graph.present[u]!;
    if (changePrice > 0 && present >= 0) {
      if (state.continues[a] === present) delta += changePrice * w;
      else if (state.continues[b] === present) delta -= changePrice * w;
    }
    if (delta > 0 && random.next() >= expOfNegative(-delta / temperature)) continue;
    if (!state.holdsWithout(u)) continue;
    slotOf[u] = b;
    state.size[a]!--;
    state.size[b]!++;
    weight[a]! -= w;
    weight[b]! += w;
    areaCm2[a]! -= area;
    areaCm2[b]! += area;
    outlineCm[a] = outlineA;
    outlineCm[b] = outlineB;
    price[a] = priceA;
    price[b] = priceB;
    unlawful += after - before;
    gain += delta;
    if (unlawful < bestUnlawful || (unlawful === bestUnlawful && gain < bestGain - 1e-9)) {
      bestUnlawful = unlawful;
      bestGain = gain;
      best.set(slotOf);
    }
  }
  state.load(best);
}

/** All connecting edges of an area, or only those whose ends are both in the given slots. */
export function movableEdges(state: PlanState, slots?: readonly number[]): Int32Array {
  const { a, b, connects } = state.problem.graph.edges;
  const wanted = new Uint8Array(state.size.length).fill(slots === undefined ? 1 : 0);
  for (const slot of slots ?? []) wanted[slot] = 1;
  const rows: number[] = [];
  for (let e = 0; e < a.length; e++) {
    if (connects[e] === 1 && wanted[state.slotOf[a[e]!]!] === 1 && wanted[state.slotOf[b[e]!]!] === 1) rows.push(e);
  }
  return Int32Array.from(rows);
}
