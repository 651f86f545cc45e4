/** Some nodes of an area by themselves, numbered anew, with the edges that connect them: what a tree is grown on. */
import type { WorkGraph } from './work-graph.ts';

export interface Piece {
  readonly nodes: readonly number[];
  readonly weight: Int32Array;
  readonly edgeCount: number;
  /** Ends by place in `nodes`. */
  readonly a: Int32Array;
  readonly b: Int32Array;
  /** Row of the area's edge table. */
  readonly edge: Int32Array;
}

/** Makes pieces of one area; a piece is good until the next is made. */
export class Pieces {
  readonly #graph: WorkGraph;
  readonly #local: Int32Array;
  readonly #weight: Int32Array;
  readonly #a: Int32Array;
  readonly #b: Int32Array;
  readonly #edge: Int32Array;

  constructor(graph: WorkGraph) {
    const edges = graph.edges.a.length;
    this.#graph = graph;
    this.#local = new Int32Array(graph.nodeCount).fill(-1);
    this.#weight = new Int32Array(graph.nodeCount);
    this.#a = new Int32Array(edges);
    this.#b = new Int32Array(edges);
    this.#edge = new Int32Array(edges);
  }

  of(nodes: readonly number[]): Piece {
    const { start, open, to, toEdge, weight } = this.#graph;
    for (let i = 0; i < nodes.length; i++) {
      this.#local[nodes[i]!] = i;
      this.#weight[i] = weight[nodes[i]!]!;
    }
    let count = 0;
    for (let i = 0; i < nodes.length; i++) {
      const v = nodes[i]!;
      for (let k = start[v]!; k < open[v]!; k++) {
        const other = this.#local[to[k]!]!;
        if (other <= i) continue;
        this.#a[count] = i;
        this.#b[count] = other;
        this.#edge[count] = toEdge[k]!;
        count++;
      }
    }
    for (const v of nodes) this.#local[v] = -1;
    return { nodes, weight: this.#weight, edgeCount: count, a: this.#a, b: this.#b, edge: this.#edge };
  }
}
