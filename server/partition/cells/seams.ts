/**
 * VORONOI: the lines that are as near to one building's samples as to another's, as chains between the points where three
 * buildings are equally near. Topology comes from the triangulation's indices, never from equal coordinates.
 */
import Delaunator from 'delaunator';
import type { FaceSamples } from './samples.ts';
import { simplifyChain } from './simplify-chain.ts';

export interface Seam {
  /** Seeds on the two sides. */
  readonly left: number;
  readonly right: number;
  /** x0, y0, … in local metres. The ends may be far outside the face. */
  readonly points: Float64Array;
  /** The same with fewer points, nowhere further off than SIMPLIFY_M. */
  readonly simple: Float64Array;
}

export const SIMPLIFY_M = 0.3;
/** Three far points around the samples, this many times their extent away: every region that matters is closed. */
const FAR = 16;

/** In an order that depends on the samples alone. */
export function seamsOf({ xy, seed }: FaceSamples): Seam[] {
  const count = seed.length;
  if (count < 2) return [];
  const all = withFarPoints(xy);
  const { triangles, halfedges } = new Delaunator(all);
  const owner = (site: number): number => (site < count ? seed[site]! : -1);
  const isSeam = (e: number): boolean => {
    if (halfedges[e]! < 0) return false;
    const p = owner(triangles[e]!);
    const q = owner(triangles[next(e)]!);
    return p !== q && p >= 0 && q >= 0;
  };
  const centres = new Float64Array((2 * triangles.length) / 3).fill(Number.NaN);
  const done = new Uint8Array(triangles.length);
  const seams: Seam[] = [];
  const degree = (t: number): number => Number(isSeam(3 * t)) + Number(isSeam(3 * t + 1)) + Number(isSeam(3 * t + 2));
  // Chains first, from where they begin; what is left are closed rings.
  for (const wantsEnds of [true, false]) {
    for (let e = 0; e < triangles.length; e++) {
      if (done[e] === 1 || !isSeam(e)) continue;
      if (wantsEnds && degree(Math.floor(e / 3)) === 2) continue;
      seams.push(follow(e));
    }
  }
  return seams;

  /** Across edge e out of its triangle, and on while there is one way. */
  function follow(first: number): Seam {
    const points: number[] = [];
    push(points, Math.floor(first / 3));
    for (let e = first; ; ) {
      done[e] = 1;
      done[halfedges[e]!] = 1;
      const entered = halfedges[e]!;
      const t = Math.floor(entered / 3);
      push(points, t);
      if (degree(t) !== 2) break;
      const [f, g] = [next(entered), next(next(entered))];
      const onward = isSeam(f) ? f : g;
      if (done[onward] === 1) break;
      e = onward;
    }
    // Delaunator's triangles turn clockwise where y points up: on the way out of one the edge's first site is on the left.
    const line = Float64Array.from(points);
    return {
      left: owner(triangles[first]!),
      right: owner(triangles[next(first)]!),
      points: line,
      simple: simplifyChain(line, SIMPLIFY_M),
    };
  }

  function push(points: number[], t: number): void {
    if (Number.isNaN(centres[2 * t]!)) setCentre(t);
    points.push(centres[2 * t]!, centres[2 * t + 1]!);
  }

  /** The centre of the circle through the triangle's corners. */
  function setCentre(t: number): void {
    const a = 2 * triangles[3 * t]!;
    const b = 2 * triangles[3 * t + 1]!;
    const c = 2 * triangles[3 * t + 2]!;
    const ux = all[b]! - all[a]!;
    const uy = all[b + 1]! - all[a + 1]!;
    const vx = all[c]! - all[a]!;
    const vy = all[c + 1]! - all[a + 1]!;
    const twice = 2 * (ux * vy - uy * vx);
    const u = ux * ux + uy * uy;
    const v = vx * vx + vy * vy;
    centres[2 * t] = all[a]! + (vy * u - uy * v) / twice;
    centres[2 * t + 1] = all[a + 1]! + (ux * v - vx * u) / twice;
  }
}

function next(e: number): number {
  return e % 3 === 2 ? e - 2 : e + 1;
}

function withFarPoints(xy: Float64Array): Float64Array {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < xy.length; i += 2) {
    minX = Math.min(minX, xy[i]!);
    maxX = Math.max(maxX, xy[i]!);
    minY = Math.min(minY, xy[i + 1]!);
    maxY = Math.max(maxY, xy[i + 1]!);
  }
  const far = FAR * (maxX - minX + maxY - minY + 100);
  const [cx, cy] = [(minX + maxX) / 2, (minY + maxY) / 2];
  const all = new Float64Array(xy.length + 6);
  all.set(xy);
  all.set([cx - 0.9 * far, cy - 0.5 * far, cx + 0.8 * far, cy - 0.6 * far, cx + 0.1 * far, cy + far], xy.length);
  return all;
}
