/**
 * The shape of a region on the lattice: corners that are fractions are rounded, so the shape may differ from the exact one by
 * half a unit (6 mm). Rings start at their lowest vertex; holes come in order of theirs.
 */
import { type Faces, startOf } from './faces.ts';
import type { MultiPolygon, Polygon, Ring } from './polygon.ts';
import { cornersOf, type HalfRing, type Region } from './regions.ts';

/**
 * The polygon of a region. A region so thin that rounding leaves nothing of it becomes a strip one unit wide from its
 * lowest corner to its highest.
 */
export function shapeOf(faces: Faces, region: Region): Polygon {
  const shell = latticeRing(faces, cornersOf(faces.half, region.shell));
  if (shell === null) return [strip(faces, region.shell)];
  const holes = region.holes
    .map((ring) => latticeRing(faces, cornersOf(faces.half, ring)))
    .filter((ring) => ring !== null)
    .sort(compareRings);
  return [shell, ...holes];
}

/** The rounded ring through the starts of these half-edges; null when fewer than three points on no one line are left. */
export function latticeRing(faces: Faces, ring: HalfRing): Ring | null {
  const { nodes } = faces.pieces;
  const points: number[] = [];
  for (const h of ring) {
    const node = startOf(faces.pieces, h);
    const x = Math.round(nodes.x[node]!);
    const y = Math.round(nodes.y[node]!);
    if (points.length > 0 && points[points.length - 2] === x && points[points.length - 1] === y) continue;
    points.push(x, y);
  }
  while (points.length > 2 && points[0] === points[points.length - 2] && points[1] === points[points.length - 1]) {
    points.length -= 2;
  }
  if (points.length < 6 || onOneLine(points)) return null;
  return fromLowest(points);
}

/** The same shape with every ring from its lowest vertex, and holes and parts in order of theirs. */
export function canonicalShape(shape: MultiPolygon): MultiPolygon {
  return shape
    .map(([shell, ...holes]) => [
      fromLowest([...shell!]),
      ...holes.map((ring) => fromLowest([...ring])).sort(compareRings),
    ])
    .sort((a, b) => compareRings(a[0]!, b[0]!));
}

/** Order of two rings by their first vertices, then by the rest. */
export function compareRings(a: Ring, b: Ring): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

function fromLowest(points: readonly number[]): Ring {
  let low = 0;
  for (let i = 2; i < points.length; i += 2) {
    if (points[i]! < points[low]! || (points[i] === points[low] && points[i + 1]! < points[low + 1]!)) low = i;
  }
  return Int32Array.from([...points.slice(low), ...points.slice(0, low)]);
}

function onOneLine(points: readonly number[]): boolean {
  const ux = points[2]! - points[0]!;
  const uy = points[3]! - points[1]!;
  for (let i = 4; i < points.length; i += 2) {
    const vx = points[i]! - points[0]!;
    const vy = points[i + 1]! - points[1]!;
    if (BigInt(ux) * BigInt(vy) !== BigInt(uy) * BigInt(vx)) return false;
  }
  return true;
}

function strip(faces: Faces, ring: HalfRing): Ring {
  const { nodes } = faces.pieces;
  const ends = ring.map((h) => startOf(faces.pieces, h)).sort((i, j) => nodes.compare(i, j));
  const ax = Math.floor(nodes.x[ends[0]!]!);
  const ay = Math.floor(nodes.y[ends[0]!]!);
  const last = ends[ends.length - 1]!;
  const bx = Math.ceil(nodes.x[last]!);
  const by = Math.ceil(nodes.y[last]!);
  if (bx - ax >= Math.abs(by - ay) && bx > ax) return Int32Array.of(ax, ay, bx, by, bx, by + 1, ax, ay + 1);
  return by > ay
    ? Int32Array.of(ax, ay, ax + 1, ay, bx + 1, by, bx, by)
    : Int32Array.of(ax, ay, bx, by, bx + 1, by, ax + 1, ay);
}
