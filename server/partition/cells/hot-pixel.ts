/**
 * The pixel of a lattice point: the square of one unit around it, with its left and lower sides, without its right and upper
 * ones, so that every point of the plane is in one pixel. Exact for coordinates within MAX_SPAN of each other.
 */

/** Whether the segment a–b passes through the pixel of v. */
export function passesPixel(ax: number, ay: number, bx: number, by: number, vx: number, vy: number): boolean {
  if ((ax < vx && bx < vx) || (ax > vx && bx > vx) || (ay < vy && by < vy) || (ay > vy && by > vy)) return false;
  const dx = bx - ax;
  const dy = by - ay;
  if (dx === 0 || dy === 0) return true;
  // Twice the turn at the centre; at the corners it differs by up to this.
  const reach = (dx < 0 ? -dx : dx) + (dy < 0 ? -dy : dy);
  const turn = 2 * (dx * (vy - ay) - dy * (vx - ax));
  if (turn < reach && turn > -reach) return true;
  // Through one corner only: the lower left one is the pixel's own. The segment's ends are never at a half.
  if (dx > 0 === dy > 0 || turn !== dx - dy) return false;
  const cx = vx - 0.5;
  const cy = vy - 0.5;
  return Math.min(ax, bx) < cx && cx < Math.max(ax, bx) && Math.min(ay, by) < cy && cy < Math.max(ay, by);
}
