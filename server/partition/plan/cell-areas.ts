/** The area of a cell from the arcs around it, exact in square units, and measured as when the layer was built. */
import type { Arc, Cell } from '../cells/cell-layer.ts';
import { type LocalMetres, squareMetres } from '../cells/local-metres.ts';

export function areaOfSides(
  metres: LocalMetres,
  arcs: readonly Arc[],
  cell: number,
): Pick<Cell, 'doubledArea' | 'areaCm2'> {
  const { x0, y0 } = metres;
  let doubledArea = 0;
  for (const { left, right, points } of arcs) {
    if ((left === cell) === (right === cell)) continue;
    const sign = left === cell ? 1 : -1;
    for (let i = 2; i < points.length; i += 2) {
      const [ax, ay] = [points[i - 2]! - x0, points[i - 1]! - y0];
      doubledArea += sign * (ax * (points[i + 1]! - y0) - ay * (points[i]! - x0));
    }
  }
  return { doubledArea, areaCm2: Math.max(1, Math.round(squareMetres(metres, doubledArea) * 1e4)) };
}
