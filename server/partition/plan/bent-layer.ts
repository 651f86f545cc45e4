/** A layer with arcs that take another course, all of them at once: where a node has moved, the ends of all its arcs have. */
import type { LayerOverlay } from '../../contract/plan-state.ts';
import type { Arc, Cell, CellLayer } from '../cells/cell-layer.ts';
import { isStrictlyInside } from '../cells/parity.ts';
import { scanSides } from '../cells/scan-point.ts';
import { areaOfSides } from './cell-areas.ts';
import { lengthCm, type PlanLayer, sidesOf } from './plan-layer.ts';

type Bends = LayerOverlay['bends'];

/** `layer` is untouched by others. No bend has a fault. */
export function bentLayer(layer: PlanLayer, asked: Bends): PlanLayer {
  const bends = canonicalBends(layer.base, asked);
  const arcs = [...layer.arcs];
  const nodes = layer.nodes.slice();
  const beside = new Set<number>();
  for (const { arc: number, points } of bends) {
    const arc = arcs[number]!;
    // Lines of its own: an outline drops none of its vertices.
    arcs[number] = {
      ...arc,
      points: Int32Array.from(points),
      added: new Uint8Array(points.length / 2 - 2),
      lenCm: lengthCm(layer.metres, points),
      firstLine: -2 * number - 2,
      lastLine: -2 * number - 3,
    };
    nodes.set(points.slice(0, 2), 2 * arc.from);
    nodes.set(points.slice(-2), 2 * arc.to);
    beside.add(arc.left).add(arc.right);
  }
  const cells = layer.cells.map((cell, i) => (beside.has(i) ? remeasured(layer, arcs, cell, i) : cell));
  return { ...layer, overlay: { ...layer.overlay, bends }, arcs, nodes, cells };
}

/** In order of the arcs, without those that are as they were built. */
function canonicalBends({ arcs }: CellLayer, bends: Bends): Bends {
  return bends
    .filter(({ arc, points }) => `${points}` !== `${arcs[arc]!.points}`)
    .map(({ arc, points }) => ({ arc, points: [...points] }))
    .sort((a, b) => a.arc - b.arc);
}

function remeasured({ metres }: PlanLayer, arcs: readonly Arc[], cell: Cell, number: number): Cell {
  const sides = sidesOf(arcs, (one) => one === number);
  const [x, y] = isStrictlyInside(sides, cell.x, cell.y) ? [cell.x, cell.y] : scanSides(sides);
  return { ...cell, ...areaOfSides(metres, arcs, number), x, y };
}
