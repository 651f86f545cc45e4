/** Gates, bridges and underpasses: the pairs of cells that each joins across a hard border. */

import { boxOf } from '../../geometry/cell-frame.ts';
import { segmentDistanceM } from '../../geometry/distance.ts';
import { BoxGrid } from './box-grid.ts';
import type { CellFindings } from './cell-findings.ts';
import type { Arc } from './cell-layer.ts';
import type { LocalMetres } from './local-metres.ts';
import { isStrictlyInside } from './parity.ts';

/** A gate is looked for this far from its wall. */
export const GATE_M = 10;

/**
 * Even place, odd place. A point joins the two sides of the nearest hard arc, a line the cells at its two ends. `arcs` with
 * sides as in the layer.
 */
export function hardCrossings(
  crossings: readonly Int32Array[],
  arcs: readonly Arc[],
  cellCount: number,
  metres: LocalMetres,
  findings: CellFindings,
): Int32Array {
  if (crossings.length === 0) return new Int32Array(0);
  const sides: number[][] = Array.from({ length: cellCount }, () => []);
  for (const { left, right, points } of arcs) {
    for (const cell of [left, right]) {
      if (cell < 0) continue;
      for (let i = 2; i < points.length; i += 2) sides[cell]!.push(...points.subarray(i - 2, i + 2));
    }
  }
  const boxes = new BoxGrid(Float64Array.from(sides.flatMap((own) => boxOf([[Int32Array.from(own)]]))));
  const pairs = new Map<string, readonly [number, number]>();
  for (const points of crossings) {
    const pair = points.length === 2 ? atPoint(points[0]!, points[1]!) : atEnds(points);
    if (pair === null || pair[0] === pair[1] || pair[0] < 0 || pair[1] < 0) {
      findings.add('crossing-idle', [points[0]!, points[1]!]);
      continue;
    }
    const sorted = [Math.min(...pair), Math.max(...pair)] as const;
    pairs.set(sorted.join(' '), sorted);
  }
  return Int32Array.from([...pairs.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]).flat());

  function atPoint(x: number, y: number): readonly [number, number] | null {
    let least = GATE_M;
    let best: Arc | null = null;
    for (const arc of arcs) {
      if (arc.connects || arc.left < 0 || arc.right < 0) continue;
      for (let i = 2; i < arc.points.length; i += 2) {
        const [ax, ay, bx, by] = arc.points.subarray(i - 2, i + 2) as unknown as [number, number, number, number];
        const distance = segmentDistanceM(x, y, ax, ay, bx, by, metres.mx, metres.my);
        if (distance >= least) continue;
        least = distance;
        best = arc;
      }
    }
    return best === null ? null : [best.left, best.right];
  }

  function atEnds(points: Int32Array): readonly [number, number] {
    return [cellAt(points[0]!, points[1]!), cellAt(points[points.length - 2]!, points[points.length - 1]!)];
  }

  function cellAt(x: number, y: number): number {
    let found = -1;
    boxes.near(x, y, x, y, (cell) => {
      if (found < 0 && isStrictlyInside(sides[cell]!, x, y)) found = cell;
    });
    return found;
  }
}
