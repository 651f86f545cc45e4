/**
 * The cheapest division of a tree into connected parts whose weights a price list allows, exactly: dynamic programming over the
 * weight of the part that is still open at each node. Trees are where this is polynomial (Ito, Nishizeki, Schröder, Uno, Zhou,
 * Algorithmica 62, 2012). A node heavier than the standard, a tower, gets a part of its own; others join it only where nothing
 * else works. Time O(Σ |F_u| · |F_v|) ≤ O(n · cap²).
 */
import { type PartPrices, VIOLATION_SLOPE } from './part-prices.ts';

/** A rooted tree over local nodes 0 … count − 1. */
export interface Tree {
  readonly count: number;
  /** Every node, parents before their children; the root first. */
  readonly order: Int32Array;
  /** −1 for the root. */
  readonly parent: Int32Array;
  readonly weight: Int32Array;
  /** Price of cutting, and of keeping, the edge from a node to its parent. */
  readonly cut: Float64Array;
  readonly keep: Float64Array;
}

const CUT = -1;
const OPEN = 0;
const PAID = 1;
const TOWER = 2;
const FIRST_CAPACITY = 1 << 14;

/** Keeps its buffers from one tree to the next. Not re-entrant. */
export class TreePartitions {
  #tree: Tree | undefined;
  // Entries of all stages, one after the other: weight of the open part, its cost, and how it came about.
  #weight = new Int32Array(FIRST_CAPACITY);
  #cost = new Float64Array(FIRST_CAPACITY);
  #how = new Int32Array(FIRST_CAPACITY);
  #used = 0;
  // Stages: what is known of a node after some of its children. Stage v is node v's first.
  #from = new Int32Array(0);
  #to = new Int32Array(0);
  #before = new Int32Array(0);
  #child = new Int32Array(0);
  #paid = new Float64Array(0);
  #tower = new Float64Array(0);
  #joinsPaid = new Uint8Array(0);
  #towerComes = new Uint8Array(0);
  /** Per node: its last stage, and the state that closes its part best (weight, or −1 for a tower's). */
  #last = new Int32Array(0);
  #closing = new Int32Array(0);
  #best = new Float64Array(0);
  #bestHow = new Int32Array(0);

  /** The least price, or Infinity where this tree has no division. */
  solve(tree: Tree, prices: PartPrices): number {
    this.#tree = tree;
    this.#reserve(tree.count, prices.cap);
    this.#used = 0;
    for (let v = 0; v < tree.count; v++) this.#start(v, tree.weight[v]!, prices);
    let stages = tree.count;
    for (let i = tree.count - 1; i > 0; i--) {
      const v = tree.order[i]!;
      this.#merge(stages++, tree.parent[v]!, v, this.#close(v, prices), tree, prices.cap);
    }
    return this.#close(tree.order[0]!, prices);
  }

  /** Of the last tree solved, which must have had a division: part of each node, numbered from 0; returns how many. */
  parts(into: Int32Array): number {
    const tree = this.#tree!;
    const nodes = [tree.order[0]!];
    const states = [this.#closing[nodes[0]!]! < 0 ? TOWER : OPEN];
    const weights = [this.#closing[nodes[0]!]!];
    let parts = 1;
    into[nodes[0]!] = 0;
    while (nodes.length > 0) {
      const node = nodes.pop()!;
      let state = states.pop()!;
      let weight = weights.pop()!;
      for (let stage = this.#last[node]!; stage >= tree.count; stage = this.#before[stage]!) {
        const child = this.#child[stage]!;
        let childState: number;
        let childWeight = 0;
        if (state === OPEN) {
          const how = this.#how[this.#find(stage, weight)]!;
          childState = how === CUT ? CUT : OPEN;
          childWeight = how;
          if (how !== CUT) weight -= how;
        } else if (state === TOWER && this.#towerComes[stage] === 1) {
          childState = TOWER;
          state = PAID;
        } else {
          childState = this.#joinsPaid[stage] === 1 ? PAID : CUT;
        }
        if (childState === CUT) {
          into[child] = parts++;
          childWeight = this.#closing[child]!;
          childState = childWeight < 0 ? TOWER : OPEN;
        } else {
          into[child] = into[node]!;
        }
        nodes.push(child);
        states.push(childState);
        weights.push(childWeight);
      }
    }
    return parts;
  }

  #start(v: number, weight: number, { max, target }: PartPrices): void {
    const isTower = weight > max;
    this.#from[v] = this.#used;
    if (!isTower) {
      this.#weight[this.#used] = weight;
      this.#cost[this.#used] = 0;
      this.#used++;
    }
    this.#to[v] = this.#used;
    this.#paid[v] = isTower ? Infinity : (VIOLATION_SLOPE * weight) / target;
    this.#tower[v] = isTower ? 0 : Infinity;
    this.#last[v] = v;
  }

  /** Price of ending v's part here. */
  #close(v: number, { byWeight, partPrice }: PartPrices): number {
    const stage = this.#last[v]!;
    let best = this.#tower[stage]! + partPrice;
    let closing = -1;
    for (let i = this.#from[stage]!; i < this.#to[stage]!; i++) {
      const price = this.#cost[i]! + byWeight[this.#weight[i]!]!;
      if (price < best) {
        best = price;
        closing = this.#weight[i]!;
      }
    }
    this.#closing[v] = closing;
    return best;
  }

  #merge(stage: number, u: number, v: number, closed: number, tree: Tree, cap: number): void {
    const uStage = this.#last[u]!;
    const vStage = this.#last[v]!;
    const keep = tree.keep[v]!;
    const cut = closed + tree.cut[v]!;
    this.#before[stage] = uStage;
    this.#child[stage] = v;
    this.#last[u] = stage;
    const paidJoin = this.#paid[vStage]! + keep;
    const attached = Math.min(cut, paidJoin);
    this.#joinsPaid[stage] = paidJoin < cut ? 1 : 0;
    const stays = this.#tower[uStage]! + attached;
    const comes = this.#paid[uStage]! + this.#tower[vStage]! + keep;
    this.#tower[stage] = Math.min(stays, comes);
    this.#towerComes[stage] = comes < stays ? 1 : 0;
    this.#paid[stage] = this.#paid[uStage]! + attached;
    this.#mergeOpen(stage, uStage, vStage, cut, keep, cap);
  }

  #mergeOpen(stage: number, uStage: number, vStage: number, cut: number, keep: number, cap: number): void {
    const best = this.#best;
    const how = this.#bestHow;
    const weight = this.#weight;
    const cost = this.#cost;
    const uFrom = this.#from[uStage]!;
    const uTo = this.#to[uStage]!;
    let low = cap + 1;
    let high = -1;
    if (cut < Infinity && uTo > uFrom) {
      low = weight[uFrom]!;
      high = weight[uTo - 1]!;
      for (let i = uFrom; i < uTo; i++) {
        best[weight[i]!] = cost[i]! + cut;
        how[weight[i]!] = CUT;
      }
    }
    for (let j = this.#from[vStage]!; j < this.#to[vStage]! && uTo > uFrom; j++) {
      const x = weight[j]!;
      const joined = cost[j]! + keep;
      if (weight[uFrom]! + x > cap) break;
      low = Math.min(low, weight[uFrom]! + x);
      for (let i = uFrom; i < uTo; i++) {
        const w = weight[i]! + x;
        if (w > cap) break;
        const price = cost[i]! + joined;
        if (price < best[w]!) {
          best[w] = price;
          how[w] = x;
          if (w > high) high = w;
        }
      }
    }
    this.#from[stage] = this.#used;
    if (high >= low) this.#collect(low, high);
    this.#to[stage] = this.#used;
  }

  /** Moves what stands in the dense table to the end of the entries, sorted by weight, and empties the table. */
  #collect(low: number, high: number): void {
    if (this.#used + high - low + 1 > this.#weight.length) this.#grow();
    let used = this.#used;
    for (let w = low; w <= high; w++) {
      const price = this.#best[w]!;
      if (price === Infinity) continue;
      this.#weight[used] = w;
      this.#cost[used] = price;
      this.#how[used] = this.#bestHow[w]!;
      used++;
      this.#best[w] = Infinity;
    }
    this.#used = used;
  }

  #find(stage: number, weight: number): number {
    let low = this.#from[stage]!;
    let high = this.#to[stage]! - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#weight[middle]! < weight) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #reserve(count: number, cap: number): void {
    if (this.#last.length < count) {
      const stages = 2 * count;
      this.#from = new Int32Array(stages);
      this.#to = new Int32Array(stages);
      this.#before = new Int32Array(stages);
      this.#child = new Int32Array(stages);
      this.#paid = new Float64Array(stages);
      this.#tower = new Float64Array(stages);
      this.#joinsPaid = new Uint8Array(stages);
      this.#towerComes = new Uint8Array(stages);
      this.#last = new Int32Array(count);
      this.#closing = new Int32Array(count);
    }
    if (this.#best.length <= cap) {
      this.#best = new Float64Array(cap + 1).fill(Infinity);
      this.#bestHow = new Int32Array(cap + 1);
    }
    while (this.#weight.length < count + cap + 1) this.#grow();
  }

  #grow(): void {
    const size = 2 * this.#weight.length;
    const weight = new Int32Array(size);
    const cost = new Float64Array(size);
    const how = new Int32Array(size);
    weight.set(this.#weight);
    cost.set(this.#cost);
    how.set(this.#how);
    this.#weight = weight;
    this.#cost = cost;
    this.#how = how;
  }
}
