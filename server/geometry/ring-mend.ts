/**
 * The valid shape nearest to rings that rounding has made touch or cross: no vertex moves; edges are cut where others meet
 * them, crossings go to the nearest lattice point (an edge bends by less than a unit), stretches used in both directions
 * vanish, and what has a positive winding number is the inside. Rings come with the sense of the true shape: shells
 * counter-clockwise, holes clockwise. Exact after the cuts; the result is the same whatever the order of the rings.
 */

import { doubledArea } from './area.ts';
import { type Border, borderRings } from './border-trace.ts';
import type { MultiPolygon, Ring } from './polygon.ts';
import { boundsOf, ringWithin } from './ring-nesting.ts';
import { meet, turn } from './segment-meeting.ts';
import { nearPairs, pairsToLookAt } from './segment-pairs.ts';

/** Bending an edge may bring it onto another one; rounds needed in practice: one or two. */
const MOST_ROUNDS = 40;
/** A shape so crowded that looking at its pairs takes many seconds is not mended. */
const MOST_PAIRS = 100_000_000;

/** The mended parts, shells first and normalised; empty when nothing is left; null when it cannot be done. */
export function mendRings(rings: readonly Ring[]): MultiPolygon | null {
  const noded = cutAtMeetings(directedEdges(rings));
  return noded === null ? null : assemble(borderRings(netEdges(noded)));
}

function directedEdges(rings: readonly Ring[]): number[] {
  const edges: number[] = [];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length;
      if (ring[i] !== ring[j] || ring[i + 1] !== ring[j + 1]) {
        edges.push(ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!);
      }
    }
  }
  return edges;
}

/** Cuts edges until any two meet in common ends only, or are the same. */
function cutAtMeetings(edges: number[]): number[] | null {
  let current = edges;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const segments = Float64Array.from(current);
    if (pairsToLookAt(segments) > MOST_PAIRS) return null;
    const cuts = new Map<number, Set<string>>();
    nearPairs(segments, (i, j) => {
      const [ax, ay, bx, by] = segments.subarray(4 * i, 4 * i + 4) as unknown as [number, number, number, number];
      const [cx, cy, dx, dy] = segments.subarray(4 * j, 4 * j + 4) as unknown as [number, number, number, number];
      const meeting = meet(ax, ay, bx, by, cx, cy, dx, dy);
      if (meeting.kind === 'apart') return false;
      if (meeting.kind === 'cross') {
        const x = Math.round(meeting.x);
        const y = Math.round(meeting.y);
        cut(i, x, y);
        cut(j, x, y);
      } else {
        for (const [x, y] of [
          [ax, ay],
          [bx, by],
        ] as const) {
          if (onClosed(cx, cy, dx, dy, x, y)) cut(j, x, y);
        }
        for (const [x, y] of [
          [cx, cy],
          [dx, dy],
        ] as const) {
          if (onClosed(ax, ay, bx, by, x, y)) cut(i, x, y);
        }
      }
      return false;

      function cut(edge: number, x: number, y: number): void {
        if (segments[4 * edge] === x && segments[4 * edge + 1] === y) return;
        if (segments[4 * edge + 2] === x && segments[4 * edge + 3] === y) return;
        const key = `${x} ${y}`;
        const known = cuts.get(edge);
        if (known === undefined) cuts.set(edge, new Set([key]));
        else known.add(key);
      }
    });
    if (cuts.size === 0) return current;
    current = withCuts(current, cuts);
  }
  return null;
}

function onClosed(ax: number, ay: number, bx: number, by: number, x: number, y: number): boolean {
  const inBox = Math.min(ax, bx) <= x && x <= Math.max(ax, bx) && Math.min(ay, by) <= y && y <= Math.max(ay, by);
  return inBox && turn(ax, ay, bx, by, x, y) === 0;
}

/** The same edges once each, whatever their direction; those used as often forth as back are left out. */
function netEdges(edges: readonly number[]): Border[] {
  const found = new Map<string, { ax: number; ay: number; bx: number; by: number; net: number }>();
  for (let i = 0; i < edges.length; i += 4) {
    const [px, py, qx, qy] = edges.slice(i, i + 4) as [number, number, number, number];
    const forth = px < qx || (px === qx && py < qy);
    const [ax, ay, bx, by] = forth ? [px, py, qx, qy] : [qx, qy, px, py];
    const key = `${ax} ${ay} ${bx} ${by}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, { ax, ay, bx, by, net: forth ? 1 : -1 });
    else known.net += forth ? 1 : -1;
  }
  const ordered = [...found.values()].filter(({ net }) => net !== 0);
  return ordered.sort((a, b) => a.ax - b.ax || a.ay - b.ay || a.bx - b.bx || a.by - b.by);
}

/** The same ring from its westernmost, then southernmost vertex on. */
function fromLowest(ring: readonly number[]): number[] {
  let low = 0;
  for (let i = 2; i < ring.length; i += 2) {
    if (ring[i]! < ring[low]! || (ring[i] === ring[low] && ring[i + 1]! < ring[low + 1]!)) low = i;
  }
  return [...ring.slice(low), ...ring.slice(0, low)];
}

/** Each hole to the smallest shell around it; the largest part first; null when a hole has none. */
function assemble(rings: readonly number[][]): MultiPolygon | null {
  const all = rings.map((flat) => {
    const ring = Int32Array.from(fromLowest(flat));
    const fine = Float64Array.from(ring);
    return { ring, fine, bounds: boundsOf(fine), area: doubledArea(ring) };
  });
  const shells = all.filter(({ area }) => area > 0n).sort((a, b) => (a.area < b.area ? -1 : a.area > b.area ? 1 : 0));
  const polygons = shells.map(({ ring }) => [ring]);
  for (const hole of all) {
    if (hole.area >= 0n) continue;
    const around = shells.findIndex((shell) => ringWithin(hole.fine, shell.fine, hole.bounds, shell.bounds));
    if (around < 0) return null;
    polygons[around]!.push(hole.ring);
  }
  return polygons.reverse();
}

function withCuts(edges: readonly number[], cuts: ReadonlyMap<number, ReadonlySet<string>>): number[] {
  const result: number[] = [];
  for (let i = 0; i < edges.length / 4; i++) {
    const [ax, ay, bx, by] = edges.slice(4 * i, 4 * i + 4) as [number, number, number, number];
    const along = (x: number, y: number): number => (x - ax) * (bx - ax) + (y - ay) * (by - ay);
    const points = [...(cuts.get(i) ?? [])]
      .map((key) => key.split(' ').map(Number) as [number, number])
      .sort((p, q) => along(...p) - along(...q) || p[0] - q[0] || p[1] - q[1]);
    let [px, py] = [ax, ay];
    for (const [qx, qy] of [...points, [bx, by] as const]) {
      if (px !== qx || py !== qy) result.push(px, py, qx, qy);
      [px, py] = [qx, qy];
    }
  }
  return result;
}
