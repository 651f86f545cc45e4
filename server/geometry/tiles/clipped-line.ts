/** What a tile draws of a line: its stretches within the drawn square, with the same points at the tile's lines as rings have. */
import type { TileFrame } from './mercator.ts';
import { cutSegment, cuts, isUncut } from './segment-cuts.ts';

/** Adds the stretches to `parts`, each as x, y in units of the tile. `first`, `last`: points of `line`. */
export function clipLine(line: Int32Array, first: number, last: number, frame: TileFrame, parts: number[][]): void {
  let part: number[] = [];
  for (let i = 2 * first; i < 2 * last; i += 2) {
    const ax = line[i]!;
    const ay = line[i + 1]!;
    const bx = line[i + 2]!;
    const by = line[i + 3]!;
    if (ax === bx && ay === by) continue;
    if (isUncut(ax, ay, bx, by, frame)) {
      stretch(ax, ay, bx, by);
      continue;
    }
    const count = cutSegment(ax, ay, bx, by, frame);
    let px = ax;
    let py = ay;
    for (let k = 0; k <= count; k += 2) {
      const qx = k < count ? cuts[k]! : bx;
      const qy = k < count ? cuts[k + 1]! : by;
      if (px !== qx || py !== qy) stretch(px, py, qx, qy);
      px = qx;
      py = qy;
    }
  }
  finish();

  /** All of it is within the square or none but its ends. */
  function stretch(px: number, py: number, qx: number, qy: number): void {
    if (!isInside(px, py, frame) || !isInside(qx, qy, frame) || runsAlongEdge(px, py, qx, qy, frame)) {
      finish();
      return;
    }
    if (part.length === 0) part.push(px - frame.west, py - frame.north);
    part.push(qx - frame.west, qy - frame.north);
  }

  function finish(): void {
    if (part.length > 0) parts.push(part);
    part = [];
  }
}

function isInside(x: number, y: number, { minX, minY, maxX, maxY }: TileFrame): boolean {
  return x >= minX && x <= maxX && y >= minY && y <= maxY;
}

/** Cuts beside the square were put on its edge: what lies between two of them is no line. */
function runsAlongEdge(px: number, py: number, qx: number, qy: number, frame: TileFrame): boolean {
  const { minX, minY, maxX, maxY } = frame;
  return (px === qx && (px === minX || px === maxX)) || (py === qy && (py === minY || py === maxY));
}
