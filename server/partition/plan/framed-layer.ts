/**
 * A layer with the ground outside its community as one more cell, out to a frame around it. Outlines of the grids and of what
 * is outside then share every vertex, so that a check of both finds where the edge of the community is not covered.
 */

import { ARC_CLASS } from '../cell-graph.ts';
import { type ArcTurns, arcTurns } from '../cells/arc-turns.ts';
import type { Arc, CellLayer } from '../cells/cell-layer.ts';
import type { PlanLayer } from './plan-layer.ts';

/** From the community to the frame, in units: about 100 m. */
const MARGIN = 10_000;

export interface FramedLayer extends Pick<CellLayer, 'arcs' | 'nodes'> {
  readonly turns: ArcTurns;
  /** Number of the cell outside. */
  readonly outside: number;
  /** x0, y0, … of the frame, counter-clockwise. */
  readonly frame: Int32Array;
}

export function framedLayer(layer: PlanLayer): FramedLayer {
  const outside = layer.cells.length;
  const [x0, y0, x1, y1] = layer.metres.box;
  const [west, south, east, north] = [x0 - MARGIN, y0 - MARGIN, x1 + MARGIN, y1 + MARGIN];
  const frame = Int32Array.of(west, south, east, south, east, north, west, north);
  const node = layer.nodes.length / 2;
  const around: Arc = {
    from: node,
    to: node,
    left: outside,
    right: -1,
    lenCm: 0,
    class: ARC_CLASS.barrier,
    connects: false,
    flags: 0,
    points: Int32Array.of(...frame, west, south),
    added: new Uint8Array(3),
    firstLine: -1,
    lastLine: -2,
  };
  const inside = layer.arcs.map((arc) => {
    if (arc.left >= 0 && arc.right >= 0) return arc;
    return arc.left < 0 ? { ...arc, left: outside } : { ...arc, right: outside };
  });
  const arcs = [...inside, around];
  const nodes = Int32Array.of(...layer.nodes, west, south);
  return { arcs, nodes, turns: arcTurns({ arcs, nodes }), outside, frame };
}
