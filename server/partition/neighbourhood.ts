/** Some neighbouring grids taken out of a plan to be divided anew, with the way back. */
import { anneal, movableEdges } from './anneal.ts';
import type { PartPrices } from './part-prices.ts';
import type { Piece } from './piece.ts';
import type { PlanState } from './plan-state.ts';
import { relabel } from './present-slots.ts';
import type { TreeTaste } from './random-tree.ts';
import type { Workbench } from './workbench.ts';

export interface Division {
  readonly partOf: Int32Array;
  readonly parts: number;
  readonly price: number;
}

export class Neighbourhood {
  readonly slots: readonly number[];
  readonly nodes: readonly number[];
  readonly #bench: Workbench;
  readonly #state: PlanState;
  readonly #slotOf: Int32Array;
  readonly #continues: Int32Array;
  #now: readonly number[];

  constructor(bench: Workbench, state: PlanState, slots: readonly number[], nodesOf: readonly (readonly number[])[]) {
    this.slots = slots;
    this.nodes = slots.flatMap((slot) => nodesOf[slot]!);
    this.#bench = bench;
    this.#state = state;
    this.#slotOf = Int32Array.from(this.nodes, (v) => state.slotOf[v]!);
    this.#continues = Int32Array.from(slots, (slot) => state.continues[slot]!);
    this.#now = slots;
  }

  /** The slots its nodes are in now. */
  get now(): readonly number[] {
    return this.#now;
  }

  piece(): Piece {
    return this.#bench.pieces.of(this.nodes);
  }

  /** The division of one random tree; undefined when it has none. */
  divided(piece: Piece, prices: PartPrices, taste: TreeTaste): Division | undefined {
    const { trees, partitions, partOf, random } = this.#bench;
    const tree = trees.grow(piece, random, taste);
    if (tree === undefined) return undefined;
    const price = partitions.solve(tree, prices);
    if (price === Infinity) return undefined;
    const parts = partitions.parts(partOf);
    return { partOf: partOf.slice(0, this.nodes.length), parts, price };
  }

  apply({ partOf, parts }: Division): void {
    this.restore();
    this.#now = this.#state.resplit(this.slots, this.nodes, partOf, parts);
    if (this.#state.problem.weights.change > 0) relabel(this.#state, this.#now, this.nodes);
  }

  anneal(movesANode: number, hot: number, cold: number): void {
    const edges = movableEdges(this.#state, this.#now);
    anneal(this.#state, this.#bench.random, { edges, moves: movesANode * this.nodes.length, hot, cold });
  }

  /** The part of J that lies in it. */
  cost(): number {
    return this.#state.costIn(this.#now, this.nodes);
  }

  violations(): { grids: number; households: number } {
    return this.#state.violations(this.#now);
  }

  /** The division that stands now, to come back to. */
  snapshot(): Division {
    const numbers = new Map(this.#now.map((slot, i) => [slot, i]));
    const partOf = Int32Array.from(this.nodes, (v) => numbers.get(this.#state.slotOf[v]!)!);
    return { partOf, parts: this.#now.length, price: 0 };
  }

  /** Back to how it was taken out. */
  restore(): void {
    const state = this.#state;
    for (const slot of this.#now) state.size[slot] = 0;
    for (const slot of this.slots) state.size[slot] = 0;
    this.nodes.forEach((v, i) => {
      state.slotOf[v] = this.#slotOf[i]!;
      state.size[this.#slotOf[i]!]!++;
    });
    state.refresh(this.slots, this.nodes);
    this.slots.forEach((slot, i) => {
      state.continues[slot] = this.#continues[i]!;
    });
    this.#now = this.slots;
  }
}
