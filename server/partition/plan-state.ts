/**
 * A division of one area while it is worked on: slot of each node, and for each slot the sums that its price is made of, kept
 * up as nodes move. A slot without nodes is free.
 */
import { GridPrices, type Weights } from './objective.ts';
import { type Standard, targetOf } from './standard.ts';
import type { WorkGraph } from './work-graph.ts';

export interface Problem {
  readonly graph: WorkGraph;
  readonly standard: Standard;
  readonly weights: Weights;
  readonly target: number;
  readonly prices: GridPrices;
  /** Grids to divide it into; undefined: as many as come out best. */
  readonly wantedGrids: number | undefined;
}

export function problemOf(graph: WorkGraph, standard: Standard, weights: Weights, wantedGrids?: number): Problem {
  const towers = graph.weight.filter((w) => w > standard.max).length;
  const households = graph.weight.reduce((sum, w) => sum + (w > standard.max ? 0 : w), 0);
  const even =
    wantedGrids === undefined ? targetOf(households, standard) : households / Math.max(1, wantedGrids - towers);
  const target = Math.min(standard.max, Math.max(standard.min, even, 1));
  return { graph, standard, weights, target, prices: new GridPrices(standard, target, weights), wantedGrids };
}

export class PlanState {
  readonly problem: Problem;
  readonly slotOf: Int32Array;
  readonly size: Int32Array;
  readonly weight: Int32Array;
  readonly towers: Int32Array;
  readonly towerWeight: Int32Array;
  readonly areaCm2: Float64Array;
  readonly outlineCm: Float64Array;
  readonly price: Float64Array;
  /** Row of the present plan that a slot continues, −1 for none; only `change` looks at it. */
  readonly continues: Int32Array;
  readonly #seen: Int32Array;
  readonly #queue: Int32Array;
  #pass = 0;

  constructor(problem: Problem) {
    const count = problem.graph.nodeCount;
    this.problem = problem;
    this.slotOf = new Int32Array(count).fill(-1);
    this.size = new Int32Array(count);
    this.weight = new Int32Array(count);
    this.towers = new Int32Array(count);
    this.towerWeight = new Int32Array(count);
    this.areaCm2 = new Float64Array(count);
    this.outlineCm = new Float64Array(count);
    this.price = new Float64Array(count);
    this.continues = new Int32Array(count).fill(-1);
    this.#seen = new Int32Array(count);
    this.#queue = new Int32Array(count);
  }

  /** Takes over a whole division; slots are numbers below the count of nodes. */
  load(slotOf: Int32Array): void {
    this.slotOf.set(slotOf);
    this.size.fill(0);
    for (const slot of slotOf) this.size[slot]!++;
    this.refresh(this.usedSlots());
  }

  usedSlots(): number[] {
    const used: number[] = [];
    for (let slot = 0; slot < this.size.length; slot++) if (this.size[slot]! > 0) used.push(slot);
    return used;
  }

  /** Gives the nodes of some slots to parts, numbered from 0: to those slots first, then to free ones. Returns the slots used. */
  resplit(slots: readonly number[], nodes: readonly number[], partOf: Int32Array, parts: number): number[] {
    for (const slot of slots) this.size[slot] = 0;
    const used = slots.slice(0, parts);
    for (let slot = 0; used.length < parts; slot++) {
      if (this.size[slot] === 0 && !slots.includes(slot)) used.push(slot);
    }
    nodes.forEach((v, i) => {
      const slot = used[partOf[i]!]!;
      this.slotOf[v] = slot;
      this.size[slot]!++;
    });
    this.refresh(used, nodes);
    return used;
  }

  /** Sums of some slots anew; `nodes`: all nodes in them. */
  refresh(slots: readonly number[], nodes?: readonly number[]): void {
    const { graph, standard } = this.problem;
    for (const slot of slots) {
      this.weight[slot] = 0;
      this.towers[slot] = 0;
      this.towerWeight[slot] = 0;
      this.areaCm2[slot] = 0;
      this.outlineCm[slot] = 0;
    }
    const count = nodes?.length ?? graph.nodeCount;
    for (let i = 0; i < count; i++) {
      const v = nodes === undefined ? i : nodes[i]!;
      const slot = this.slotOf[v]!;
      const weight = graph.weight[v]!;
      this.weight[slot]! += weight;
      if (weight > standard.max) {
        this.towers[slot]!++;
        this.towerWeight[slot]! += weight;
      }
      this.areaCm2[slot]! += graph.areaCm2[v]!;
      let outline = graph.outerCm[v]!;
      for (let k = graph.start[v]!; k < graph.start[v + 1]!; k++) {
        if (this.slotOf[graph.to[k]!] !== slot) outline += graph.toCm[k]!;
      }
      this.outlineCm[slot]! += outline;
    }
    for (const slot of slots) this.price[slot] = this.priceOf(slot);
  }

  priceOf(slot: number): number {
    return this.problem.prices.price(
      this.weight[slot]!,
      this.towers[slot]!,
      this.towerWeight[slot]!,
      this.areaCm2[slot]!,
      this.outlineCm[slot]!,
    );
  }

  violation(slot: number): number {
    return this.problem.prices.violation(this.weight[slot]!, this.towers[slot]!, this.towerWeight[slot]!);
  }

  /** J. */
  cost(): number {
    const { graph, weights, target } = this.problem;
    let grids = 0;
    for (let slot = 0; slot < this.size.length; slot++) if (this.size[slot]! > 0) grids += this.price[slot]!;
    const { a, b, cost } = graph.edges;
    let border = 0;
    for (let e = 0; e < a.length; e++) if (this.slotOf[a[e]!] !== this.slotOf[b[e]!]) border += cost[e]!;
    return grids + (weights.border * border) / 100 + (weights.change * this.moved()) / target;
  }

  /** The part of J that lies in these slots and on their borders. `nodes`: all nodes in them. */
  costIn(slots: readonly number[], nodes: readonly number[]): number {
    const { graph, weights, target } = this.problem;
    let grids = 0;
    for (const slot of slots) grids += this.price[slot]!;
    let border = 0;
    let moved = 0;
    for (const v of nodes) {
      const slot = this.slotOf[v]!;
      if (graph.present[v]! >= 0 && graph.present[v] !== this.continues[slot]) moved += graph.weight[v]!;
      for (let k = graph.start[v]!; k < graph.start[v + 1]!; k++) {
        const other = this.slotOf[graph.to[k]!]!;
        // A border inside is met from both sides, one with the outside once; that one never changes.
        if (other !== slot) border += graph.toCost[k]! / 2;
      }
    }
    return grids + (weights.border * border) / 100 + (weights.change * moved) / target;
  }

  /** Households in another grid than today's, by `continues`. */
  moved(): number {
    const { present, weight } = this.problem.graph;
    let moved = 0;
    for (let v = 0; v < present.length; v++) {
      if (present[v]! >= 0 && present[v] !== this.continues[this.slotOf[v]!]) moved += weight[v]!;
    }
    return moved;
  }

  /** Slots with a violation, and its sum. */
  violations(slots: readonly number[] = this.usedSlots()): { grids: number; households: number } {
    let grids = 0;
    let households = 0;
    for (const slot of slots) {
      const violation = this.violation(slot);
      if (violation > 0) grids++;
      households += violation;
    }
    return { grids, households };
  }

  /** Does the node's slot hang together without it? True for a slot of which it is an end; false if it is all of it. */
  holdsWithout(node: number): boolean {
    const { start, open, to } = this.problem.graph;
    const slot = this.slotOf[node]!;
    if (this.size[slot] === 1) return false;
    let first = -1;
    let wanted = 0;
    for (let k = start[node]!; k < open[node]!; k++) {
      if (this.slotOf[to[k]!] !== slot) continue;
      if (first < 0) first = to[k]!;
      wanted++;
    }
    if (wanted <= 1) return wanted === 1;
    const pass = ++this.#pass;
    const seen = this.#seen;
    const queue = this.#queue;
    for (let k = start[node]!; k < open[node]!; k++) if (this.slotOf[to[k]!] === slot) seen[to[k]!] = -pass;
    seen[node] = pass;
    seen[first] = pass;
    queue[0] = first;
    let found = 1;
    for (let head = 0, tail = 1; head < tail; head++) {
      const v = queue[head]!;
      for (let k = start[v]!; k < open[v]!; k++) {
        const other = to[k]!;
        if (seen[other] === pass || this.slotOf[other] !== slot) continue;
        if (seen[other] === -pass && ++found === wanted) return true;
        seen[other] = pass;
        queue[tail++] = other;
      }
    }
    return false;
  }
}
