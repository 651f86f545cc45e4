/**
 * Random spanning trees that follow roads: Kruskal's method on keys of chance plus class, so that edges across roads join last
 * and what a division cuts lies on roads.
 */
import type { Piece } from './piece.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { Tree } from './tree-partition.ts';
import type { WorkGraph } from './work-graph.ts';

export interface TreeTaste {
  /** Added to the key by class: 0 for no thought of roads. */
  readonly road: number;
  /** Added where the present grids of the two sides differ, so that each of them is a subtree. */
  readonly stay: number;
  /** Price of a metre of border, times preference. */
  readonly border: number;
  /** Price of keeping together what is apart at present, and of parting what is together. */
  readonly change: number;
}

/** Keys are compared as whole numbers of this many to 1. */
const KEY_STEPS = 2 ** 22;
const EDGE_LIMIT = 2 ** 24;

/** Keeps its buffers: a tree is good until the next is grown. */
export class RandomTrees {
  readonly #graph: WorkGraph;
  readonly #keys: Float64Array;
  readonly #set: Int32Array;
  readonly #degree: Int32Array;
  readonly #next: Int32Array;
  readonly #half: Int32Array;
  readonly #order: Int32Array;
  readonly #parent: Int32Array;
  readonly #cut: Float64Array;
  readonly #keep: Float64Array;

  constructor(graph: WorkGraph) {
    const { nodeCount } = graph;
    if (graph.edges.a.length >= EDGE_LIMIT) throw new RangeError('too many edges in one community');
    this.#graph = graph;
    this.#keys = new Float64Array(graph.edges.a.length);
    this.#set = new Int32Array(nodeCount);
    this.#degree = new Int32Array(nodeCount);
    this.#next = new Int32Array(2 * nodeCount);
    this.#half = new Int32Array(2 * nodeCount);
    this.#order = new Int32Array(nodeCount);
    this.#parent = new Int32Array(nodeCount);
    this.#cut = new Float64Array(nodeCount);
    this.#keep = new Float64Array(nodeCount);
  }

  /** Undefined when the piece does not hang together. */
  grow(piece: Piece, random: SeededRandom, taste: TreeTaste): Tree | undefined {
    const { edges, present } = this.#graph;
    const count = piece.nodes.length;
    const keys = this.#keys.subarray(0, piece.edgeCount);
    for (let i = 0; i < piece.edgeCount; i++) {
      const e = piece.edge[i]!;
      let key = random.next() + taste.road * edges.class[e]!;
      if (taste.stay > 0 && present[edges.a[e]!] !== present[edges.b[e]!]) key += taste.stay;
      keys[i] = Math.floor(key * KEY_STEPS) * EDGE_LIMIT + i;
    }
    keys.sort();
    for (let v = 0; v < count; v++) {
      this.#set[v] = v;
      this.#degree[v] = -1;
    }
    let halves = 0;
    for (let i = 0; i < keys.length && halves < 2 * (count - 1); i++) {
      const at = keys[i]! % EDGE_LIMIT;
      const a = piece.a[at]!;
      const b = piece.b[at]!;
      const x = this.#find(a);
      const y = this.#find(b);
      if (x === y) continue;
      this.#set[x] = y;
      // Half-edges of a node are a linked list that starts at #degree[node].
      for (const from of [a, b]) {
        this.#half[halves] = at;
        this.#next[halves] = this.#degree[from]!;
        this.#degree[from] = halves++;
      }
    }
    return halves < 2 * (count - 1) ? undefined : this.#rooted(piece, taste);
  }

  #rooted(piece: Piece, taste: TreeTaste): Tree {
    const { edges, present } = this.#graph;
    const order = this.#order;
    const parent = this.#parent;
    order[0] = 0;
    parent[0] = -1;
    for (let head = 0, tail = 1; head < tail; head++) {
      const v = order[head]!;
      for (let h = this.#degree[v]!; h >= 0; h = this.#next[h]!) {
        const at = this.#half[h]!;
        const child = piece.a[at] === v ? piece.b[at]! : piece.a[at]!;
        if (child === parent[v]) continue;
        const e = piece.edge[at]!;
        const differs = present[edges.a[e]!] !== present[edges.b[e]!];
        parent[child] = v;
        this.#cut[child] = taste.border * edges.cost[e]! + (differs ? 0 : taste.change);
        this.#keep[child] = differs ? taste.change : 0;
        order[tail++] = child;
      }
    }
    return { count: piece.nodes.length, order, parent, weight: piece.weight, cut: this.#cut, keep: this.#keep };
  }

  #find(item: number): number {
    const set = this.#set;
    let at = item;
    while (set[at] !== at) {
      set[at] = set[set[at]!]!;
      at = set[at]!;
    }
    return at;
  }
}
