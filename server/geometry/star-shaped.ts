/**
 * The quickest proof that a ring does not cross itself: from one point all of its sides are seen turning left, and once around
 * in all. Then each ray from there meets the ring once. Most grids of a town are of this kind.
 */
import { MAX_SPAN } from './lattice.ts';

/**
 * The ring is that of vertices `first` … `last` of x0, y0, x1, y1, …, the last equal to the first. True: it is simple and
 * counter-clockwise. False says nothing. Exact; O(vertices).
 */
export function isStarShaped(xy: Int32Array, first: number, last: number): boolean {
  const [cx, cy] = middleOf(xy, first, last);
  let ax = xy[2 * first]! - cx;
  let ay = xy[2 * first + 1]! - cy;
  let rounds = 0;
  let bits = 0;
  for (let i = 2 * first + 2; i <= 2 * last; i += 2) {
    const x = xy[i]!;
    const y = xy[i + 1]!;
    const bx = x - cx;
    const by = y - cy;
    if (ax * by - bx * ay <= 0) return false;
    if (ay < 0 && by >= 0) rounds += 1;
    bits |= (x ^ cx) | (y ^ cy);
    ax = bx;
    ay = by;
  }
  // Two numbers differ by no more than their bits do, if the sign is not among them: the products were exact.
  return rounds === 1 && bits >= 0 && bits < MAX_SPAN;
}

/** The mean of four vertices. Any point would be right; this one often has the whole ring in view. */
function middleOf(xy: Int32Array, first: number, last: number): [x: number, y: number] {
  let x = 0;
  let y = 0;
  for (let k = 0; k < 4; k++) {
    const at = 2 * (first + (((last - first) * k) >> 2));
    x += xy[at]!;
    y += xy[at + 1]!;
  }
  return [Math.round(x / 4), Math.round(y / 4)];
}
