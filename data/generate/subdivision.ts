/**
 * Cuts a face of the mesh in two by a street, a lane, a wall or a field border: across its longer way, bent a little, and
 * tied to junctions that are already there so that streets run on from block to block.
 */
import { applyCut, type Cut, cutThrough } from './cut.ts';
import type { Line, LineKind, Mesh } from './mesh.ts';
import { add, area, direction, type Point, polar, rotate } from './plane.ts';
import type { Random } from './random.ts';

export interface CutStyle {
  readonly kind: LineKind;
  /** Sideways bend of the cut as a share of its length. */
  readonly bend: number;
  /** Metres within which a landing is moved to a junction. */
  readonly tie: number;
  /** Least share of the face on each side. */
  readonly balance: number;
}

/** The smallest rectangle around a ring among those along its edges: angle of the long side, and both lengths. */
export function longWay(ring: readonly Point[]): { angle: number; length: number; width: number } {
  let best = { angle: 0, length: 1, width: Number.POSITIVE_INFINITY };
  let bestArea = Number.POSITIVE_INFINITY;
  for (let i = 0; i < ring.length; i++) {
    const angle = direction(ring[i] as Point, ring[(i + 1) % ring.length] as Point);
    const turned = ring.map((p) => rotate(p, -angle));
    const [w, h] = [0, 1].map((k) => {
      const values = turned.map((p) => p[k] as number);
      return Math.max(...values) - Math.min(...values);
    }) as [number, number];
    if (w * h >= bestArea - 1e-6) continue;
    bestArea = w * h;
    best = w >= h ? { angle, length: w, width: h } : { angle: angle + Math.PI / 2, length: h, width: w };
  }
  return best;
}

/** Cuts the face; returns the new face, or null when no cut is good enough. `name` is asked for a new road only. */
export function cutFace(
  mesh: Mesh,
  face: number,
  style: CutStyle,
  random: Random,
  name: (kind: LineKind) => string | null,
): number | null {
  const ring = mesh.ring(face);
  const box = longWay(ring);
  const middle = centre(ring, box.angle);
  let best: Cut | null = null;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < 40; i++) {
    const through = add(middle, polar(box.angle, box.length * random.between(-0.2, 0.2)));
    const angle = box.angle + (i < 30 ? Math.PI / 2 : 0) + random.between(-0.16, 0.16);
    const cut = cutThrough(mesh, face, through, angle, style.tie, style.bend * random.between(-1, 1));
    const value = cut ? score(cut, style) : null;
    if (value !== null && value > bestScore) [best, bestScore] = [cut, value];
  }
  return best ? applyCut(mesh, best, lineFor(mesh, best, style.kind, name)) : null;
}

function score(cut: Cut, style: CutStyle): number | null {
  const [left, right] = [area(cut.left), area(cut.right)];
  const share = Math.min(left, right) / (left + right);
  if (share < style.balance) return null;
  const ties = [cut.from, cut.to].filter((l) => l.isVertex).length;
  return 3 * share + 0.5 * cut.squareness + 0.3 * ties - slimness(cut.left) - slimness(cut.right);
}

function centre(ring: readonly Point[], angle: number): Point {
  const turned = ring.map((p) => rotate(p, -angle));
  const mid = (k: 0 | 1): number => {
    const values = turned.map((p) => p[k]);
    return (Math.max(...values) + Math.min(...values)) / 2;
  };
  return rotate([mid(0), mid(1)], angle);
}

function slimness(ring: readonly Point[]): number {
  const box = longWay(ring);
  return 0.4 * Math.max(0, box.length / box.width - 1.3) + 0.8 * (1 - area(ring) / (box.length * box.width));
}

/** A road that arrives at the same junction in nearly the same direction is continued under its name. */
function lineFor(mesh: Mesh, cut: Cut, kind: LineKind, name: (kind: LineKind) => string | null): Line {
  const chain = [cut.from.point, ...cut.between, cut.to.point];
  for (const [landing, inward] of [
    [cut.from, chain[1] as Point],
    [cut.to, chain[chain.length - 2] as Point],
  ] as const) {
    if (!landing.isVertex) continue;
    const heading = direction(landing.point, inward);
    for (let h = landing.half, n = mesh.degree(h); n > 0; n--, h = mesh.next[h ^ 1] as number) {
      const line = mesh.lineAt(h);
      const back = direction(mesh.position(h ^ 1), mesh.position(h));
      if (line.kind === kind && line.name !== null && Math.cos(back - heading) > 0.9) return line;
    }
  }
  return mesh.addLine(kind, name(kind));
}
