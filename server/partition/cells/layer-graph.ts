/** A layer of cells as the graph that the proposal engine works on. */
import type { CellGraph } from '../cell-graph.ts';
import type { CellLayer } from './cell-layer.ts';

/**
 * Cells stand in the layer's order. `whole`: compounds that are never cut whatever their size, by id; the engine keeps small
 * ones whole by itself.
 */
export function graphOfLayer(layer: CellLayer, whole: ReadonlySet<string> = new Set()): CellGraph {
  const { cells } = layer;
  return {
    community: layer.community,
    cells: {
      ids: cells.map(({ id }) => id),
      households: Int32Array.from(cells, ({ households }) => households),
      areaCm2: Float64Array.from(cells, ({ areaCm2 }) => areaCm2),
      outerCm: outerLengths(layer),
    },
    arcs: innerArcs(layer),
    links: layer.links,
    ties: layer.ties.map((tie) => Int32Array.from(tie)),
    compounds: layer.compounds
      .filter(({ cells: own }) => own.length > 0)
      .map(({ id, cells: own }) => ({ id, cells: Int32Array.from(own), whole: whole.has(id) })),
  };
}

/** Along the edge of the community, by cell. */
function outerLengths({ cells, arcs }: CellLayer): Float64Array {
  const outerCm = new Float64Array(cells.length);
  for (const { left, right, lenCm } of arcs) {
    if (left < 0) outerCm[right]! += lenCm;
    else if (right < 0) outerCm[left]! += lenCm;
  }
  return outerCm;
}

/** Those between two cells, as columns. */
function innerArcs({ arcs }: CellLayer): CellGraph['arcs'] {
  let count = 0;
  for (const { left, right } of arcs) if (left >= 0 && right >= 0) count++;
  const inner = {
    left: new Int32Array(count),
    right: new Int32Array(count),
    lenCm: new Int32Array(count),
    class: new Uint8Array(count),
    connects: new Uint8Array(count),
  };
  let row = 0;
  for (const arc of arcs) {
    if (arc.left < 0 || arc.right < 0) continue;
    inner.left[row] = arc.left;
    inner.right[row] = arc.right;
    inner.lenCm[row] = arc.lenCm;
    inner.class[row] = arc.class;
    inner.connects[row++] = Number(arc.connects);
  }
  return inner;
}
