/** How two segments meet, exactly, on any lattice of integers that float64 holds, also beyond 2⁵³. */

export type Meeting =
  | { readonly kind: 'apart' }
  /** One point inside both; x, y are the nearest float64 to it. */
  | { readonly kind: 'cross'; readonly x: number; readonly y: number }
  /** One point that is an end of at least one of them. */
  | { readonly kind: 'touch'; readonly x: number; readonly y: number }
  /** A common stretch; x, y is one end of it. */
  | { readonly kind: 'overlap'; readonly x: number; readonly y: number };

const APART: Meeting = { kind: 'apart' };

/** Beyond this relative difference the rounded products have the right order: four roundings and four differences. */
const SAFE = 2 ** -49;
/** Products of integers up to here, and the differences in them, are exact in float64. */
const EXACT = 2 ** 51;

/** The sign of the turn a → b → c: positive to the left. */
export function turn(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const p = (bx - ax) * (cy - ay);
  const q = (by - ay) * (cx - ax);
  const size = Math.abs(p) + Math.abs(q);
  if (size <= EXACT || Math.abs(p - q) > SAFE * size) return p - q;
  const x = BigInt(ax);
  const y = BigInt(ay);
  const exact = (BigInt(bx) - x) * (BigInt(cy) - y) - (BigInt(by) - y) * (BigInt(cx) - x);
  return exact > 0n ? 1 : exact < 0n ? -1 : 0;
}

/** The segments a–b and c–d, none of them a point. */
export function meet(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): Meeting {
  const c = turn(ax, ay, bx, by, cx, cy);
  const d = turn(ax, ay, bx, by, dx, dy);
  if ((c > 0 && d > 0) || (c < 0 && d < 0)) return APART;
  if (c === 0 && d === 0) return alongLine(ax, ay, bx, by, cx, cy, dx, dy);
  const a = turn(cx, cy, dx, dy, ax, ay);
  const b = turn(cx, cy, dx, dy, bx, by);
  if ((a > 0 && b > 0) || (a < 0 && b < 0)) return APART;
  if (c === 0) return { kind: 'touch', x: cx, y: cy };
  if (d === 0) return { kind: 'touch', x: dx, y: dy };
  if (a === 0) return { kind: 'touch', x: ax, y: ay };
  if (b === 0) return { kind: 'touch', x: bx, y: by };
  const ux = bx - ax;
  const uy = by - ay;
  const vx = dx - cx;
  const vy = dy - cy;
  const t = ((cx - ax) * vy - (cy - ay) * vx) / (ux * vy - uy * vx);
  return { kind: 'cross', x: ax + t * ux, y: ay + t * uy };
}

function alongLine(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): Meeting {
  // Along the axis in which the segments are not a point.
  const level = ax !== bx;
  const a = level ? ax : ay;
  const b = level ? bx : by;
  const c = level ? cx : cy;
  const d = level ? dx : dy;
  const from = Math.max(Math.min(a, b), Math.min(c, d));
  const to = Math.min(Math.max(a, b), Math.max(c, d));
  if (from > to) return APART;
  const [x, y] = a === from ? [ax, ay] : b === from ? [bx, by] : c === from ? [cx, cy] : [dx, dy];
  return { kind: from === to ? 'touch' : 'overlap', x, y };
}

/** A path through a point: where it comes from and where it goes. */
export interface Pass {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
}

/** Whether two paths through p change sides there. Paths that share a direction at p are not called crossing. */
export function passesCross(px: number, py: number, one: Pass, other: Pass): boolean {
  const from = sideOfPass(px, py, one, other.fromX, other.fromY);
  const to = sideOfPass(px, py, one, other.toX, other.toY);
  return from * to < 0;
}

/** 1 left of the path through p, −1 right of it, 0 on it. */
function sideOfPass(px: number, py: number, { fromX, fromY, toX, toY }: Pass, qx: number, qy: number): number {
  const before = turn(fromX, fromY, px, py, qx, qy);
  const after = turn(px, py, toX, toY, qx, qy);
  if (before === 0 && dot(px, py, fromX, fromY, qx, qy) > 0) return 0;
  if (after === 0 && dot(px, py, toX, toY, qx, qy) > 0) return 0;
  const bend = turn(fromX, fromY, px, py, toX, toY);
  const left = bend > 0 ? before > 0 && after > 0 : bend < 0 ? before > 0 || after > 0 : before > 0;
  return left ? 1 : -1;
}

function dot(px: number, py: number, ax: number, ay: number, bx: number, by: number): number {
  return (ax - px) * (bx - px) + (ay - py) * (by - py);
}
