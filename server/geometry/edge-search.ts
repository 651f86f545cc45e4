/**
 * The edge nearest to a point, by rings of cells around it (arrays: grid-index-build.ts). The lengths of a unit are those
 * at the point. Cells without edges are skipped by their stored distance to the nearest cell that has some.
 */
import { metresPerUnitX, metresPerUnitY, segmentDistanceM } from './distance.ts';
import { CHAINED, EDGE_WORDS, HEAD_WORDS, type IndexArrays } from './grid-index-build.ts';

export interface NearestEdge {
  /** The lowest grid among those that use an edge at this distance. */
  grid: number;
  distanceM: number;
}

/** The nearest edge at less than `capM` metres; null when there is none. */
export function nearestEdge(arrays: IndexArrays, x: number, y: number, capM: number): NearestEdge | null {
  const { frame, cells, reach } = arrays;
  const { cols, rows } = frame;
  if (cols === 0) return null;
  const mx = metresPerUnitX(y);
  const my = metresPerUnitY(y);
  const sideX = 2 ** frame.shiftX;
  const sideY = 2 ** frame.shiftY;
  const col = Math.floor((x - frame.minX) / sideX);
  const row = Math.floor((y - frame.minY) / sideY);
  const within = col >= 0 && col < cols && row >= 0 && row < rows;
  const best: NearestEdge = { grid: -1, distanceM: capM };
  const last = Math.max(col, cols - 1 - col, row, rows - 1 - row);
  const outside = Math.max(0, -col, col - cols + 1, -row, row - rows + 1);
  for (let ring = within ? reach[row * cols + col]! : outside; ring <= last; ring++) {
    if (ring > 0) {
      const west = x - (frame.minX + (col - ring + 1) * sideX);
      const east = frame.minX + (col + ring) * sideX - x;
      const south = y - (frame.minY + (row - ring + 1) * sideY);
      const north = frame.minY + (row + ring) * sideY - y;
      if (Math.min(Math.min(west, east) * mx, Math.min(south, north) * my) > best.distanceM) break;
    }
    const south = row - ring;
    const north = row + ring;
    const c0 = Math.max(0, col - ring);
    const c1 = Math.min(cols - 1, col + ring);
    for (let c = c0; c <= c1; c++) {
      if (south >= 0 && south < rows) lookInto(south, c);
      if (ring > 0 && north >= 0 && north < rows) lookInto(north, c);
    }
    const r0 = Math.max(0, south + 1);
    const r1 = Math.min(rows - 1, north - 1);
    for (let r = r0; r <= r1; r++) {
      if (col - ring >= 0 && col - ring < cols) lookInto(r, col - ring);
      if (col + ring < cols && col + ring >= 0) lookInto(r, col + ring);
    }
  }
  return best.grid < 0 ? null : best;

  function lookInto(r: number, c: number): void {
    const west = frame.minX + c * sideX;
    const south = frame.minY + r * sideY;
    if (Math.max(west - x, x - west - sideX) * mx > best.distanceM) return;
    if (Math.max(south - y, y - south - sideY) * my > best.distanceM) return;
    const cell = r * cols + c;
    if (reach[cell] !== 0) return;
    const { records } = arrays;
    let offset = -2 - cells[cell]!;
    for (;;) {
      const head = records[offset]!;
      const names = offset + HEAD_WORDS;
      let e = names + records[offset + 1]!;
      const end = e + (head & ~CHAINED) * EDGE_WORDS;
      for (; e < end; e += EDGE_WORDS) {
        const ay = records[e + 2]!;
        const by = records[e + 3]!;
        if ((ay - y) * my > best.distanceM || (y - by) * my > best.distanceM) continue;
        const ax = records[e + 4]!;
        const bx = records[e + 5]!;
        if (Math.min(ax - x, bx - x) * mx > best.distanceM || Math.min(x - ax, x - bx) * mx > best.distanceM) continue;
        const distance = segmentDistanceM(x, y, ax, ay, bx, by, mx, my);
        if (distance > best.distanceM || (distance === best.distanceM && best.grid < 0)) continue;
        const mask = records[e + 1]!;
        const grid = records[names + 31 - Math.clz32(mask & -mask)]!;
        if (distance < best.distanceM || grid < best.grid) best.grid = grid;
        best.distanceM = distance;
      }
      if ((head & CHAINED) === 0) return;
      offset = end;
    }
  }
}
