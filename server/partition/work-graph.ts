/**
 * What the search works on: one connected area of a community that may be redrawn. A node is a cell, or cells that go together.
 * Neighbours are stored by rows (CSR), for each node first those that connect.
 */
import { ARC_CLASSES } from './cell-graph.ts';
import type { Contacts } from './contacts.ts';
import type { Weights } from './objective.ts';

export interface WorkGraph {
  readonly nodeCount: number;
  readonly weight: Int32Array;
  readonly areaCm2: Float64Array;
  /** Outline without a node of this graph on its other side. */
  readonly outerCm: Float64Array;
  /** The whole outline. */
  readonly outlineCm: Float64Array;
  /** Row of the present plan that most of the node's households are in; −1: none. */
  readonly present: Int32Array;
  /** Cells of node v: members[memberStart[v]] … members[memberStart[v + 1] − 1], in order. */
  readonly memberStart: Int32Array;
  readonly members: Int32Array;
  readonly edges: EdgeTable;
  /** Neighbours of v stand from start[v] to start[v + 1]; those before open[v] connect. */
  readonly start: Int32Array;
  readonly open: Int32Array;
  readonly to: Int32Array;
  readonly toEdge: Int32Array;
  readonly toCm: Float64Array;
  readonly toCost: Float64Array;
}

/** One row a pair of neighbouring nodes. */
export interface EdgeTable {
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly lenCm: Float64Array;
  /** Metres times preference. */
  readonly cost: Float64Array;
  /** Class of most of its length. */
  readonly class: Uint8Array;
  readonly connects: Uint8Array;
}

export interface NodeTable {
  readonly weight: Int32Array;
  readonly areaCm2: Float64Array;
  readonly outerCm: Float64Array;
  readonly present: Int32Array;
  readonly memberStart: Int32Array;
  readonly members: Int32Array;
}

export function workGraph(nodes: NodeTable, contacts: Contacts, { preference }: Weights): WorkGraph {
  const nodeCount = nodes.weight.length;
  const edges = edgeTable(contacts, preference);
  const start = new Int32Array(nodeCount + 1);
  const open = new Int32Array(nodeCount);
  for (let e = 0; e < edges.a.length; e++) {
    for (const v of [edges.a[e]!, edges.b[e]!]) {
      start[v + 1]!++;
      open[v]! += edges.connects[e]!;
    }
  }
  for (let v = 0; v < nodeCount; v++) start[v + 1]! += start[v]!;
  for (let v = 0; v < nodeCount; v++) open[v]! += start[v]!;
  const size = start[nodeCount]!;
  const to = new Int32Array(size);
  const toEdge = new Int32Array(size);
  const toCm = new Float64Array(size);
  const toCost = new Float64Array(size);
  const nextOpen = start.slice(0, nodeCount);
  const nextHard = open.slice();
  const outlineCm = nodes.outerCm.slice();
  const add = (v: number, other: number, e: number) => {
    const place = edges.connects[e] === 1 ? nextOpen[v]!++ : nextHard[v]!++;
    to[place] = other;
    toEdge[place] = e;
    toCm[place] = edges.lenCm[e]!;
    toCost[place] = edges.cost[e]!;
    outlineCm[v]! += edges.lenCm[e]!;
  };
  for (let e = 0; e < edges.a.length; e++) {
    add(edges.a[e]!, edges.b[e]!, e);
    add(edges.b[e]!, edges.a[e]!, e);
  }
  return { nodeCount, ...nodes, outlineCm, edges, start, open, to, toEdge, toCm, toCost };
}

function edgeTable({ a, b, classCm, connects }: Contacts, preference: Weights['preference']): EdgeTable {
  const lenCm = new Float64Array(a.length);
  const cost = new Float64Array(a.length);
  const main = new Uint8Array(a.length);
  for (let e = 0; e < a.length; e++) {
    for (let k = 0; k < ARC_CLASSES; k++) {
      const cm = classCm[ARC_CLASSES * e + k]!;
      lenCm[e]! += cm;
      cost[e]! += (cm * preference[k]!) / 100;
      if (cm > classCm[ARC_CLASSES * e + main[e]!]!) main[e] = k;
    }
  }
  return { a, b, lenCm, cost, class: main, connects };
}
