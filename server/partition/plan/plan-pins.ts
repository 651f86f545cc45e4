/** The pins of a community as the engine and its checker take them. */
import type { PlanPin } from '../../contract/plan-state.ts';
import type { Pins } from '../request.ts';
import { cellsOf } from './cell-ranges.ts';
import type { PlanLayer } from './plan-layer.ts';

/** Pins name arcs of the layer as it was built; the engine's rows are those between two cells, in stretches where cells were cut. */
export function pinsOf(layer: PlanLayer, all: readonly PlanPin[]): { pins: Pins; whole: ReadonlySet<string> } {
  const together: Int32Array[] = [];
  const walls = new Set<number>();
  const whole = new Set<string>();
  for (const pin of all) {
    if (pin.pin === 'together') together.push(Int32Array.from(cellsOf(pin.cells) ?? []));
    else if (pin.pin === 'never-cross') for (const arc of pin.arcs) walls.add(arc);
    else whole.add(pin.compound);
  }
  const inner = [...layer.arcs.keys()].filter((arc) => layer.arcs[arc]!.left >= 0 && layer.arcs[arc]!.right >= 0);
  const neverCross = inner.flatMap((arc, row) => (walls.has(layer.baseArc[arc]!) ? [row] : []));
  return { pins: { together, neverCross: Int32Array.from(neverCross) }, whole };
}
