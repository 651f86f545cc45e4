/** Cells by id and arcs by their cells, so that the order of rows in a database never changes a plan. */
import type { ArcTable, CellGraph } from './cell-graph.ts';
import type { ProposalRequest } from './request.ts';

export interface CanonicalRequest {
  readonly request: ProposalRequest;
  /** Row in the sorted graph → row in the graph asked about. */
  readonly cellAt: Int32Array;
}

/** The same question with its rows sorted. Throws a RangeError when two cells have one id. */
export function canonicalRequest(request: ProposalRequest): CanonicalRequest {
  const { graph, present, pins } = request;
  const { ids } = graph.cells;
  const cellAt = Int32Array.from(ids.keys()).sort((a, b) => (ids[a]! < ids[b]! ? -1 : ids[a]! > ids[b]! ? 1 : a - b));
  const rank = new Int32Array(ids.length);
  cellAt.forEach((cell, i) => {
    if (i > 0 && ids[cell] === ids[cellAt[i - 1]!]) throw new RangeError(`two cells are called ${ids[cell]}`);
    rank[cell] = i;
  });
  const cellsOf = (cells: Int32Array) => cells.map((cell) => rank[cell]!).sort();
  const groups = (all: readonly Int32Array[]) => all.map(cellsOf).sort(byContent);
  const { arcs, arcAt } = sortedArcs(graph.arcs, rank);
  const arcRank = new Int32Array(arcAt.length);
  arcAt.forEach((arc, i) => {
    arcRank[arc] = i;
  });
  const sorted: CellGraph = {
    community: graph.community,
    cells: {
      ids: Array.from(cellAt, (cell) => ids[cell]!),
      households: cellAt.map((cell) => graph.cells.households[cell]!),
      areaCm2: Float64Array.from(cellAt, (cell) => graph.cells.areaCm2[cell]!),
      outerCm: Float64Array.from(cellAt, (cell) => graph.cells.outerCm[cell]!),
    },
    arcs,
    links: graph.links.map((cell) => rank[cell]!),
    ties: groups(graph.ties),
    compounds: graph.compounds
      .map((one) => ({ ...one, cells: cellsOf(one.cells) }))
      .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : byContent(a.cells, b.cells))),
  };
  const neverCross = pins.neverCross.map((arc) => arcRank[arc]!).sort();
  return {
    cellAt,
    request: {
      ...request,
      graph: sorted,
      present: { grids: present.grids, gridOf: cellAt.map((cell) => present.gridOf[cell]!) },
      pins: { together: groups(pins.together), neverCross },
    },
  };
}

function sortedArcs(arcs: ArcTable, rank: Int32Array): { arcs: ArcTable; arcAt: Int32Array } {
  const count = arcs.left.length;
  const low = new Int32Array(count);
  const high = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const left = rank[arcs.left[i]!]!;
    const right = rank[arcs.right[i]!]!;
    low[i] = Math.min(left, right);
    high[i] = Math.max(left, right);
  }
  const arcAt = Int32Array.from({ length: count }, (_, i) => i).sort(
    (a, b) =>
      low[a]! - low[b]! ||
      high[a]! - high[b]! ||
      arcs.class[a]! - arcs.class[b]! ||
      arcs.connects[a]! - arcs.connects[b]! ||
      arcs.lenCm[a]! - arcs.lenCm[b]! ||
      a - b,
  );
  return {
    arcAt,
    arcs: {
      left: arcAt.map((arc) => low[arc]!),
      right: arcAt.map((arc) => high[arc]!),
      lenCm: arcAt.map((arc) => arcs.lenCm[arc]!),
      class: Uint8Array.from(arcAt, (arc) => arcs.class[arc]!),
      connects: Uint8Array.from(arcAt, (arc) => arcs.connects[arc]!),
    },
  };
}

function byContent(a: Int32Array, b: Int32Array): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}
