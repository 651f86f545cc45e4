/**
 * The part of the validity test that follows when no two rings cross: holes in their shell, holes and parts side by side,
 * and an inside that hangs together although rings may touch in points. See ring-fault.ts for the lattice.
 */
import { type Side, sideOfRing } from './point-in-polygon.ts';
import type { FinePolygon, FineRing, RingFault, RingSegments } from './ring-fault.ts';

export interface Bounds {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** `touches`: for each point where rings of one polygon touch (its key is unique to it), those rings. */
export function nestingFaults(
  polygons: readonly FinePolygon[],
  all: RingSegments,
  touches: ReadonlyMap<string, ReadonlySet<number>>,
  most: number,
): RingFault[] {
  const faults: RingFault[] = [];
  const bounds = polygons.map((polygon) => polygon.map(boundsOf));
  const add = (code: RingFault['code'], ring: FineRing, polygon: number, index: number): boolean => {
    faults.push({ code, x: ring[0]!, y: ring[1]!, polygon, ring: index });
    return faults.length >= most;
  };
  for (let p = 0; p < polygons.length; p++) {
    const polygon = polygons[p]!;
    for (let h = 1; h < polygon.length; h++) {
      if (!ringWithin(polygon[h]!, polygon[0]!, bounds[p]![h]!, bounds[p]![0]!)) {
        if (add('hole-outside-shell', polygon[h]!, p, h)) return faults;
      }
      for (let k = 1; k < polygon.length; k++) {
        if (k !== h && ringWithin(polygon[h]!, polygon[k]!, bounds[p]![h]!, bounds[p]![k]!)) {
          if (add('holes-nested', polygon[h]!, p, h)) return faults;
        }
      }
    }
  }
  for (let p = 0; p < polygons.length; p++) {
    for (let q = 0; q < polygons.length; q++) {
      if (p === q || polygons[p]!.length === 0 || polygons[q]!.length === 0) continue;
      const shell = polygons[p]![0]!;
      if (!ringWithin(shell, polygons[q]![0]!, bounds[p]![0]!, bounds[q]![0]!)) continue;
      const inHole = polygons[q]!.some((hole, h) => h > 0 && ringWithin(shell, hole, bounds[p]![0]!, bounds[q]![h]!));
      if (!inHole && add('parts-overlap', shell, p, 0)) return faults;
    }
  }
  const split = firstCycle(all, touches);
  if (split !== null) add('interior-disconnected', split.ring, all.polygonOf[split.at]!, all.indexOf[split.at]!);
  return faults;

  /** The inside falls apart exactly when rings and the points where they touch form a cycle. */
  function firstCycle(
    segments: RingSegments,
    points: ReadonlyMap<string, ReadonlySet<number>>,
  ): { ring: FineRing; at: number } | null {
    const leader = Array.from({ length: segments.polygonOf.length }, (_, i) => i);
    const find = (i: number): number => {
      let root = i;
      while (leader[root] !== root) root = leader[root]!;
      leader[i] = root;
      return root;
    };
    for (const [key, rings] of points) {
      const [first, ...others] = rings;
      for (const ring of others) {
        const a = find(first!);
        const b = find(ring);
        if (a === b) {
          const [, x, y] = key.split(' ');
          return { ring: Float64Array.of(Number(x), Number(y)), at: ring };
        }
        leader[b] = a;
      }
    }
    return null;
  }
}

export function boundsOf(ring: FineRing): Bounds {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < ring.length; i += 2) {
    minX = Math.min(minX, ring[i]!);
    maxX = Math.max(maxX, ring[i]!);
    minY = Math.min(minY, ring[i + 1]!);
    maxY = Math.max(maxY, ring[i + 1]!);
  }
  return { minX, minY, maxX, maxY };
}

/** Whether the inside of `ring` lies within `other`; the two do not cross and share no stretch, but may touch. */
export function ringWithin(ring: FineRing, other: FineRing, a: Bounds, b: Bounds): boolean {
  if (a.minX < b.minX || a.maxX > b.maxX || a.minY < b.minY || a.maxY > b.maxY) return false;
  for (let i = 0; i < ring.length; i += 2) {
    const side = sideOfRing(other, ring[i]!, ring[i + 1]!);
    if (side !== 'border') return side === 'inside';
  }
  return sideBetween(ring, other) === 'inside';
}

/** Every vertex touches: look between them, at halves, quarters and so on of the edges. */
function sideBetween(ring: FineRing, other: FineRing): Side {
  for (let parts = 2; parts <= 1024; parts *= 2) {
    const scaled = other.map((value, i) => (value - ring[i % 2]!) * parts);
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length;
      const x = (ring[i]! - ring[0]!) * (parts - 1) + (ring[j]! - ring[0]!);
      const y = (ring[i + 1]! - ring[1]!) * (parts - 1) + (ring[j + 1]! - ring[1]!);
      const side = sideOfRing(scaled, x, y);
      if (side !== 'border') return side;
    }
  }
  return 'border';
}
