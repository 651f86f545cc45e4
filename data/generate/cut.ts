/**
 * One straight or bent cut through a face of the mesh: where it lands on the border, whether it stays inside, and what
 * it leaves on both sides. Nothing is changed before applyCut().
 */
import type { Line, Mesh } from './mesh.ts';
import { add, contains, cross, crossing, direction, distance, mix, type Point, polar, subtract } from './plane.ts';

/** Where a cut meets the border of the face: at a vertex of it, or on an edge. */
export interface Landing {
  readonly half: number;
  readonly point: Point;
  readonly isVertex: boolean;
}

export interface Cut {
  readonly from: Landing;
  readonly to: Landing;
  readonly between: readonly Point[];
  readonly left: readonly Point[];
  readonly right: readonly Point[];
  /** 2 when both ends meet the border at right angles, less otherwise, below 0 into corners. */
  readonly squareness: number;
}

const LEAST_EDGE_M = 14;

/** The cut through a point at an angle; `bow` bends it sideways by that share of its length. */
export function cutThrough(
  mesh: Mesh,
  face: number,
  through: Point,
  angle: number,
  tie: number,
  bow: number,
): Cut | null {
  const halves = mesh.loop(face);
  const ring = mesh.ring(face);
  if (!contains(ring, through)) return null;
  const from = land(mesh, halves, ring, through, angle, tie);
  const to = land(mesh, halves, ring, through, angle + Math.PI, tie);
  if (!from || !to || from.half === to.half) return null;
  const length = distance(from.point, to.point);
  if (length < 30) return null;
  const side = polar(direction(from.point, to.point) + Math.PI / 2, length * bow);
  const steps = length > 160 && bow !== 0 ? 3 : 1;
  const between = Array.from({ length: steps - 1 }, (_, i) => {
    const t = (i + 1) / steps;
    return add(mix(from.point, to.point, t), [side[0] * 4 * t * (1 - t), side[1] * 4 * t * (1 - t)]);
  });
  if (!staysInside(ring, [from.point, ...between, to.point])) return null;
  const [left, right] = parts(ring, halves, from, to, between);
  const square = squareness(ring, halves, from, through) + squareness(ring, halves, to, through);
  return { from, to, between, left, right, squareness: square };
}

/** The first border point seen from inside in a direction, moved to a junction or corner near it. */
function land(
  mesh: Mesh,
  halves: readonly number[],
  ring: readonly Point[],
  from: Point,
  angle: number,
  tie: number,
): Landing | null {
  const far = add(from, polar(angle, 20_000));
  let hit: { i: number; t: number; u: number } | null = null;
  for (let i = 0; i < ring.length; i++) {
    const c = crossing(from, far, ring[i] as Point, ring[(i + 1) % ring.length] as Point);
    if (c && (!hit || c.t < hit.t)) hit = { i, ...c };
  }
  if (!hit) return null;
  const [a, b] = [ring[hit.i] as Point, ring[(hit.i + 1) % ring.length] as Point];
  const point = mix(a, b, hit.u);
  let tied: Landing | null = null;
  let reach = Number.POSITIVE_INFINITY;
  ring.forEach((vertex, i) => {
    const half = halves[i] as number;
    const d = distance(vertex, point);
    const limit = mesh.degree(half) > 2 && !isCorner(ring, i) ? tie : LEAST_EDGE_M;
    if (d < limit && d < reach) [tied, reach] = [{ half, point: vertex, isVertex: true }, d];
  });
  return tied ?? { half: halves[hit.i] as number, point, isVertex: false };
}

/** A bend of more than 35°: no place for a street to arrive. */
function isCorner(ring: readonly Point[], i: number): boolean {
  const n = ring.length;
  const a = direction(ring[(i + n - 1) % n] as Point, ring[i] as Point);
  const b = direction(ring[i] as Point, ring[(i + 1) % n] as Point);
  return Math.cos(b - a) < Math.cos(0.6);
}

/** 1 when the cut meets the border at a right angle, 0 when it runs along it. */
function squareness(ring: readonly Point[], halves: readonly number[], landing: Landing, from: Point): number {
  const i = halves.indexOf(landing.half);
  if (landing.isVertex && isCorner(ring, i)) return -0.6;
  const d = subtract(ring[(i + 1) % ring.length] as Point, ring[i] as Point);
  const e = subtract(landing.point, from);
  return Math.abs(cross(d, e)) / (Math.hypot(...d) * Math.hypot(...e));
}

function staysInside(ring: readonly Point[], chain: readonly Point[]): boolean {
  for (let k = 1; k < chain.length; k++) {
    const [p, q] = [chain[k - 1] as Point, chain[k] as Point];
    const [inner, outer] = [mix(p, q, 0.004), mix(p, q, 0.996)];
    if (!contains(ring, inner) || !contains(ring, outer)) return false;
    for (let i = 0; i < ring.length; i++)
      if (crossing(inner, outer, ring[i] as Point, ring[(i + 1) % ring.length] as Point)) return false;
  }
  return true;
}

function parts(
  ring: readonly Point[],
  halves: readonly number[],
  from: Landing,
  to: Landing,
  between: readonly Point[],
): [Point[], Point[]] {
  const walk = (start: Landing, end: Landing): Point[] => {
    const out: Point[] = [start.point];
    const last = halves.indexOf(end.half);
    for (let i = halves.indexOf(start.half); i !== last; ) {
      i = (i + 1) % ring.length;
      if (i !== last || !end.isVertex) out.push(ring[i] as Point);
    }
    out.push(end.point);
    return out;
  };
  return [
    [...walk(from, to), ...[...between].reverse()],
    [...walk(to, from), ...between],
  ];
}

/** Cuts the mesh; returns the new face. */
export function applyCut(mesh: Mesh, cut: Cut, line: Line): number {
  const enter = (landing: Landing): number =>
    landing.isVertex ? landing.half : mesh.splitEdge(landing.half, landing.point);
  return mesh.splitFace(enter(cut.from), enter(cut.to), cut.between, line);
}
