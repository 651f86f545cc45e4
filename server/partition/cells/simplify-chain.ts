/** Douglas and Peucker's simplification of one chain; its ends stay. */

/** x0, y0, … in; a chain within `tolerance` of it out. A closed chain keeps the point furthest from its ends too. */
export function simplifyChain(points: Float64Array, tolerance: number): Float64Array {
  const count = points.length / 2;
  if (count < 3) return points;
  const keeps = new Uint8Array(count);
  keeps[0] = 1;
  keeps[count - 1] = 1;
  const stack: [from: number, to: number][] = [[0, count - 1]];
  const isClosed = points[0] === points[2 * count - 2] && points[1] === points[2 * count - 1];
  for (let range = stack.pop(); range !== undefined; range = stack.pop()) {
    const [from, to] = range;
    const [ax, ay] = [points[2 * from]!, points[2 * from + 1]!];
    const ux = points[2 * to]! - ax;
    const uy = points[2 * to + 1]! - ay;
    const size = ux * ux + uy * uy;
    let furthest = -1;
    let most = isClosed && from === 0 && to === count - 1 ? -1 : tolerance * tolerance;
    for (let i = from + 1; i < to; i++) {
      const vx = points[2 * i]! - ax;
      const vy = points[2 * i + 1]! - ay;
      const t = size === 0 ? 0 : Math.max(0, Math.min(1, (vx * ux + vy * uy) / size));
      const square = (vx - t * ux) ** 2 + (vy - t * uy) ** 2;
      if (square <= most) continue;
      most = square;
      furthest = i;
    }
    if (furthest < 0) continue;
    keeps[furthest] = 1;
    stack.push([from, furthest], [furthest, to]);
  }
  const kept: number[] = [];
  for (let i = 0; i < count; i++) if (keeps[i] === 1) kept.push(points[2 * i]!, points[2 * i + 1]!);
  return Float64Array.from(kept);
}
