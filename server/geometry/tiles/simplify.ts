/**
 * Douglas and Peucker on whole numbers: which points of a chain stay so that no point that goes is farther from the new line
 * than the tolerance. Both ends stay. Of equally far points the first one stays, so a chain gives the same result always.
 */

/** Sets `keep` to 1 for the points from `first` to `last` that stay. Tolerance 0 keeps all. */
export function simplify(
  xs: Int32Array,
  ys: Int32Array,
  first: number,
  last: number,
  tolerance: number,
  keep: Uint8Array,
): void {
  if (tolerance === 0) {
    keep.fill(1, first, last + 1);
    return;
  }
  keep.fill(0, first, last + 1);
  keep[first] = 1;
  keep[last] = 1;
  const limit = tolerance * tolerance;
  const open: number[] = [first, last];
  while (open.length > 0) {
    const to = open.pop()!;
    const from = open.pop()!;
    let farthest = -1;
    let most = limit;
    for (let i = from + 1; i < to; i++) {
      const distance = squaredDistance(xs[i]!, ys[i]!, xs[from]!, ys[from]!, xs[to]!, ys[to]!);
      if (distance > most) {
        most = distance;
        farthest = i;
      }
    }
    if (farthest < 0) continue;
    keep[farthest] = 1;
    open.push(from, farthest, farthest, to);
  }
}

/** From a point to a segment. */
function squaredDistance(px: number, py: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const length = dx * dx + dy * dy;
  const along = (px - ax) * dx + (py - ay) * dy;
  if (length === 0 || along <= 0) return (px - ax) ** 2 + (py - ay) ** 2;
  if (along >= length) return (px - bx) ** 2 + (py - by) ** 2;
  const across = (px - ax) * dy - (py - ay) * dx;
  return (across * across) / length;
}
