/**
 * The quickest proof that a ring is simple: from one point all of its sides are seen turning the same way, and once around in
 * all. Then each ray from there meets the ring once. Most grids of a town are of this kind.
 */
import { MAX_SPAN } from './lattice.ts';

/**
 * Of the ring of `count` vertices from `first` on in x0, y0, x1, y1, …: 1 or −1 when it is simple, counter-clockwise or
 * clockwise; 0 says nothing. Exact; O(count).
 */
export function starSense(xy: Int32Array, first: number, count: number): -1 | 0 | 1 {
  if (count < 3) return 0;
  const [cx, cy] = middleOf(xy, first, count);
  const last = 2 * (first + count - 1);
  let ax = xy[last]! - cx;
  let ay = xy[last + 1]! - cy;
  const turn = ax * (xy[2 * first + 1]! - cy) - (xy[2 * first]! - cx) * ay;
  const sense = turn > 0 ? 1 : -1;
  let rounds = 0;
  let bits = 0;
  for (let i = 2 * first; i <= last; i += 2) {
    const x = xy[i]!;
    const y = xy[i + 1]!;
    const bx = x - cx;
    const by = y - cy;
    if ((ax * by - bx * ay) * sense <= 0) return 0;
    if (ay < 0 && by >= 0) rounds += 1;
    bits |= (x ^ cx) | (y ^ cy);
    ax = bx;
    ay = by;
  }
  // Two numbers differ by no more than their bits do, if the sign is not among them: the products were exact.
  return rounds === 1 && bits >= 0 && bits < MAX_SPAN ? sense : 0;
}

/** The mean of four vertices. Any point would be right; this one often has the whole ring in view. */
function middleOf(xy: Int32Array, first: number, count: number): [x: number, y: number] {
  let x = 0;
  let y = 0;
  for (let k = 0; k < 4; k++) {
    const at = 2 * (first + ((count * k) >> 2));
    x += xy[at]!;
    y += xy[at + 1]!;
  }
  return [Math.round(x / 4), Math.round(y / 4)];
}
