/** The borders near a place, by the cells of a grid index (arrays: grid-index-build.ts) that a box meets. */
import { metresPerUnitX, metresPerUnitY, segmentDistanceM } from './distance.ts';
import { CHAINED, EDGE_WORDS, HEAD_WORDS, type IndexArrays } from './grid-index-build.ts';

export interface NearBorder {
  readonly grid: number;
  readonly distanceM: number;
}

/** `names[bit]` for each bit of `mask` are the grids that use the edge. An edge may come up once for each cell it meets. */
type EdgeVisitor = (ax: number, ay: number, bx: number, by: number, mask: number, names: Int32Array) => void;

/** Every grid with a border at less than `limitM` metres, by the lengths of a unit at the point, in rising order. */
export function bordersWithin(arrays: IndexArrays, x: number, y: number, limitM: number): NearBorder[] {
  const mx = metresPerUnitX(y);
  const my = metresPerUnitY(y);
  const nearest = new Map<number, number>();
  const reachX = limitM / mx;
  const reachY = limitM / my;
  eachEdgeIn(arrays, x - reachX, y - reachY, x + reachX, y + reachY, (ax, ay, bx, by, mask, names) => {
    const distanceM = segmentDistanceM(x, y, ax, ay, bx, by, mx, my);
    if (distanceM >= limitM) return;
    for (let rest = mask; rest !== 0; rest &= rest - 1) {
      const grid = names[31 - Math.clz32(rest & -rest)]!;
      nearest.set(grid, Math.min(distanceM, nearest.get(grid) ?? Infinity));
    }
  });
  return [...nearest].map(([grid, distanceM]) => ({ grid, distanceM })).sort((a, b) => a.grid - b.grid);
}

/** Visits every edge whose box meets the box. */
export function eachEdgeIn(
  { frame, cells, records }: IndexArrays,
  minX: number,
  minY: number,
  maxX: number,
  maxY: number,
  visit: EdgeVisitor,
): void {
  const sideX = 2 ** frame.shiftX;
  const sideY = 2 ** frame.shiftY;
  const col1 = Math.min(frame.cols - 1, Math.floor((maxX - frame.minX) / sideX));
  const row1 = Math.min(frame.rows - 1, Math.floor((maxY - frame.minY) / sideY));
  for (let row = Math.max(0, Math.floor((minY - frame.minY) / sideY)); row <= row1; row++) {
    for (let col = Math.max(0, Math.floor((minX - frame.minX) / sideX)); col <= col1; col++) {
      const cell = cells[row * frame.cols + col]!;
      if (cell >= -1) continue;
      for (let offset = -2 - cell; ; ) {
        const head = records[offset]!;
        const first = offset + HEAD_WORDS;
        let e = first + records[offset + 1]!;
        const names = records.subarray(first, e);
        const end = e + (head & ~CHAINED) * EDGE_WORDS;
        for (; e < end; e += EDGE_WORDS) {
          const ay = records[e + 2]!;
          const by = records[e + 3]!;
          if (ay > maxY || by < minY) continue;
          const ax = records[e + 4]!;
          const bx = records[e + 5]!;
          if ((ax > maxX && bx > maxX) || (ax < minX && bx < minX)) continue;
          visit(ax, ay, bx, by, records[e + 1]!, names);
        }
        if ((head & CHAINED) === 0) break;
        offset = end;
      }
    }
  }
}
