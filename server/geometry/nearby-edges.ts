/** The edges whose boxes come near given boxes, by a raster over the boxes: some more than needed, none missing. */
import type { EdgeUses } from './edge-uses.ts';
import type { Box } from './polygon.ts';

const MOST_CELLS_A_SIDE = 1024;

/** Numbers of edges in rising order: all open ones, and all whose box meets one of the boxes. */
export function edgesNear(table: EdgeUses, boxes: readonly Box[]): Int32Array {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x0, y0, x1, y1] of boxes) {
    minX = Math.min(minX, x0);
    minY = Math.min(minY, y0);
    maxX = Math.max(maxX, x1);
    maxY = Math.max(maxY, y1);
  }
  // Four cells an edge each way: more would take longer to clear than they save, a repair looks at a few hundred edges.
  const side = Math.min(MOST_CELLS_A_SIDE, Math.ceil(4 * Math.sqrt(table.count)) + 1);
  const wide = (maxX - minX + 1) / side;
  const high = (maxY - minY + 1) / side;
  const col = (x: number): number => Math.floor((Math.min(maxX, Math.max(minX, x)) - minX) / wide);
  const row = (y: number): number => Math.floor((Math.min(maxY, Math.max(minY, y)) - minY) / high);
  const marked = new Uint8Array(side * side);
  for (const [x0, y0, x1, y1] of boxes) {
    const to = col(x1);
    for (let r = row(y0); r <= row(y1); r++) marked.fill(1, r * side + col(x0), r * side + to + 1);
  }
  const near: number[] = [];
  for (let edge = 0; edge < table.count; edge++) {
    if (table.isOpen(edge) || meetsMarked(edge)) near.push(edge);
  }
  return Int32Array.from(near);

  function meetsMarked(edge: number): boolean {
    const x0 = table.ax[edge]!;
    const x1 = table.bx[edge]!;
    const y0 = Math.min(table.ay[edge]!, table.by[edge]!);
    const y1 = Math.max(table.ay[edge]!, table.by[edge]!);
    if (x1 < minX || x0 > maxX || y1 < minY || y0 > maxY) return false;
    const to = row(y1);
    const last = col(x1);
    for (let r = row(y0); r <= to; r++) {
      for (let c = col(x0); c <= last; c++) if (marked[r * side + c] === 1) return true;
    }
    return false;
  }
}
