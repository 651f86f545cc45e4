/** A layer of cells as the graph that the proposal engine works on. */
import type { CellGraph } from '../cell-graph.ts';
import type { CellLayer } from './cell-layer.ts';

/**
 * Cells stand in the layer's order. `whole`: compounds that are never cut whatever their size, by id; the engine keeps small
 * ones whole by itself.
 */
export function graphOfLayer(layer: CellLayer, whole: ReadonlySet<string> = new Set()): CellGraph {
  const { cells, arcs } = layer;
  const inner = arcs.filter(({ left, right }) => left >= 0 && right >= 0);
  const outerCm = new Float64Array(cells.length);
  for (const { left, right, lenCm } of arcs) {
    if (left < 0) outerCm[right]! += lenCm;
    else if (right < 0) outerCm[left]! += lenCm;
  }
  return {
    community: layer.community,
    cells: {
      ids: cells.map(({ id }) => id),
      households: Int32Array.from(cells, ({ households }) => households),
      areaCm2: Float64Array.from(cells, ({ areaCm2 }) => areaCm2),
      outerCm,
    },
    arcs: {
      left: Int32Array.from(inner, ({ left }) => left),
      right: Int32Array.from(inner, ({ right }) => right),
      lenCm: Int32Array.from(inner, ({ lenCm }) => lenCm),
      class: Uint8Array.from(inner, (arc) => arc.class),
      connects: Uint8Array.from(inner, ({ connects }) => Number(connects)),
    },
    links: layer.links,
    ties: layer.ties.map((tie) => Int32Array.from(tie)),
    compounds: layer.compounds
      .filter(({ cells: own }) => own.length > 0)
      .map(({ id, cells: own }) => ({ id, cells: Int32Array.from(own), whole: whole.has(id) })),
  };
}
