/** From a sorted question to the connected areas that may be redrawn, each by itself. */

import { UnionFind } from '../geometry/union-find.ts';
import { ARC_CLASSES } from './cell-graph.ts';
import { type Contacts, contactsBetween, contactsOf } from './contacts.ts';
import { compoundsKept, keptGroups } from './kept-groups.ts';
import type { ProposalRequest } from './request.ts';
import { type NodeTable, type WorkGraph, workGraph } from './work-graph.ts';

export interface WorkAreas {
  /** In order of their lowest cell. */
  readonly areas: readonly WorkGraph[];
  /** Places in `pins.together` of pins whose cells do not hang together. */
  readonly pinsApart: readonly number[];
}

export function workAreas(request: ProposalRequest, leaveCutCompounds: boolean): WorkAreas {
  const contacts = contactsOf(request.graph, request.pins.neverCross);
  const { headOf, apart } = keptGroups(request, contacts, compoundsKept(request, leaveCutCompounds));
  const heads = new UnionFind(headOf.length);
  headOf.forEach((head, cell) => {
    if (head >= 0) heads.union(head, cell);
  });
  for (let i = 0; i < contacts.a.length; i++) {
    const a = contacts.a[i]!;
    const b = contacts.b[i]!;
    if (contacts.connects[i] === 1 && headOf[a]! >= 0 && headOf[b]! >= 0) heads.union(a, b);
  }
  const cellsOf = new Map<number, number[]>();
  headOf.forEach((head, cell) => {
    if (head < 0) return;
    const area = heads.find(cell);
    const cells = cellsOf.get(area);
    if (cells === undefined) cellsOf.set(area, [cell]);
    else cells.push(cell);
  });
  return { areas: [...cellsOf.values()].map((cells) => areaOf(request, contacts, headOf, cells)), pinsApart: apart };
}

function areaOf(request: ProposalRequest, contacts: Contacts, headOf: Int32Array, cells: readonly number[]): WorkGraph {
  const nodeOf = new Int32Array(headOf.length).fill(-1);
  let nodeCount = 0;
  for (const cell of cells) {
    const head = headOf[cell]!;
    if (nodeOf[head]! < 0) nodeOf[head] = nodeCount++;
    nodeOf[cell] = nodeOf[head]!;
  }
  const nodes = nodeTable(request, contacts, nodeOf, nodeCount, cells);
  return workGraph(nodes, contactsBetween(contacts, nodeOf, nodeCount), request.weights);
}

function nodeTable(
  { graph, present }: ProposalRequest,
  contacts: Contacts,
  nodeOf: Int32Array,
  nodeCount: number,
  cells: readonly number[],
): NodeTable {
  const { households, areaCm2, outerCm } = graph.cells;
  const nodes: NodeTable = {
    weight: new Int32Array(nodeCount),
    areaCm2: new Float64Array(nodeCount),
    outerCm: new Float64Array(nodeCount),
    present: new Int32Array(nodeCount).fill(-1),
    memberStart: new Int32Array(nodeCount + 1),
    members: new Int32Array(cells.length),
  };
  const members: number[][] = Array.from({ length: nodeCount }, () => []);
  for (const cell of cells) {
    const v = nodeOf[cell]!;
    nodes.weight[v]! += Math.max(0, households[cell]!);
    nodes.areaCm2[v]! += areaCm2[cell]!;
    nodes.outerCm[v]! += outerCm[cell]!;
    members[v]!.push(cell);
  }
  for (let i = 0; i < contacts.a.length; i++) {
    const a = nodeOf[contacts.a[i]!]!;
    const b = nodeOf[contacts.b[i]!]!;
    if (a >= 0 === b >= 0) continue;
    // Beyond it lies a cell that no plan moves here: for this area it is outside.
    for (let k = 0; k < ARC_CLASSES; k++) {
      nodes.outerCm[Math.max(a, b)]! += contacts.classCm[ARC_CLASSES * i + k]!;
    }
  }
  members.forEach((list, v) => {
    nodes.members.set(list, nodes.memberStart[v]!);
    nodes.memberStart[v + 1] = nodes.memberStart[v]! + list.length;
    nodes.present[v] = mostHouseholds(list, households, present.gridOf);
  });
  return nodes;
}

/** The grid with most of the households, then with most of the cells, then the one that comes first. */
function mostHouseholds(cells: readonly number[], households: Int32Array, gridOf: Int32Array): number {
  const sums = new Map<number, number>();
  for (const cell of cells) {
    const grid = gridOf[cell]!;
    sums.set(grid, (sums.get(grid) ?? 0) + Math.max(0, households[cell]!) + 1 / 1024);
  }
  let best = -1;
  for (const [grid, sum] of sums) {
    const bestSum = sums.get(best) ?? -1;
    if (sum > bestSum || (sum === bestSum && grid < best)) best = grid;
  }
  return best;
}
