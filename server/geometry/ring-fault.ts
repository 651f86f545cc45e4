/**
 * What keeps a set of polygons from being a valid shape (OGC simple features), each fault with its place. Exact on any
 * lattice of integers that float64 holds, so that the same test runs on rounded coordinates and on the caller's own.
 * Rings come without closing vertex and without consecutive repeated points, in any sense.
 */

import { nestingFaults } from './ring-nesting.ts';
import { meet, type Pass, passesCross, turn } from './segment-meeting.ts';
import { nearPairs, pairsToLookAt, type Segments } from './segment-pairs.ts';
import { sweepPairs } from './segment-sweep.ts';

export type FineRing = Float64Array;
export type FinePolygon = readonly FineRing[];

export type RingCode =
  /** Fewer than three different points. */
  | 'ring-too-short'
  /** All points on one line. */
  | 'ring-zero-area'
  /** The ring turns back on itself: a → b → a. */
  | 'ring-spike'
  | 'ring-self-crossing'
  /** The ring comes back to a point, or runs along itself, without crossing. */
  | 'ring-self-touching'
  | 'hole-outside-shell'
  /** A hole crosses its shell or shares a stretch of border with it. */
  | 'hole-crosses-shell'
  | 'holes-nested'
  /** Two holes cross or share a stretch of border. */
  | 'holes-cross'
  /** Two parts of one shape overlap or share a stretch of border. */
  | 'parts-overlap'
  /** Rings touch in so many points that the inside falls apart. */
  | 'interior-disconnected';

export interface RingFault {
  readonly code: RingCode;
  readonly x: number;
  readonly y: number;
  readonly polygon: number;
  readonly ring: number;
}

/** Beyond this many pairs in common cells the sweep is quicker. */
const PAIRS_A_SEGMENT = 200;
const MOST_PAIRS = 100_000;

/** Every ring of a shape as one list of segments, with what is needed to go back and forth. */
export interface RingSegments {
  readonly segments: Segments;
  /** Ring of each segment, rings counted through the whole shape. */
  readonly ringOf: Int32Array;
  /** First segment of each ring, and one more for the end. */
  readonly starts: readonly number[];
  readonly polygonOf: readonly number[];
  /** Place of each ring within its polygon; 0 is the shell. */
  readonly indexOf: readonly number[];
}

/** Up to `most` faults, the simplest first: rings alone, then crossings, then nesting. None = valid. */
export function ringFaults(polygons: readonly FinePolygon[], most = 1): RingFault[] {
  const faults: RingFault[] = [];
  polygons.forEach((polygon, p) => {
    polygon.forEach((ring, r) => {
      const fault = aloneFault(ring);
      if (fault !== null && faults.length < most) faults.push({ ...fault, polygon: p, ring: r });
    });
  });
  if (faults.length >= most) return faults;
  const all = ringSegments(polygons);
  const touches = new Map<string, Set<number>>();
  crossings(all, touches, faults, most);
  if (faults.length > 0) return faults;
  return nestingFaults(polygons, all, touches, most);
}

export function ringSegments(polygons: readonly FinePolygon[]): RingSegments {
  let count = 0;
  for (const polygon of polygons) for (const ring of polygon) count += ring.length / 2;
  const segments = new Float64Array(count * 4);
  const ringOf = new Int32Array(count);
  const starts: number[] = [];
  const polygonOf: number[] = [];
  const indexOf: number[] = [];
  let at = 0;
  polygons.forEach((polygon, p) => {
    polygon.forEach((ring, r) => {
      starts.push(at);
      polygonOf.push(p);
      indexOf.push(r);
      for (let i = 0; i < ring.length; i += 2) {
        const j = (i + 2) % ring.length;
        segments[4 * at] = ring[i]!;
        segments[4 * at + 1] = ring[i + 1]!;
        segments[4 * at + 2] = ring[j]!;
        segments[4 * at + 3] = ring[j + 1]!;
        ringOf[at] = starts.length - 1;
        at += 1;
      }
    });
  });
  starts.push(at);
  return { segments, ringOf, starts, polygonOf, indexOf };
}

function aloneFault(ring: FineRing): Pick<RingFault, 'code' | 'x' | 'y'> | null {
  const n = ring.length;
  const x = ring[0] ?? 0;
  const y = ring[1] ?? 0;
  if (n < 6) return { code: 'ring-too-short', x, y };
  let spike = -1;
  let flat = true;
  for (let i = 0; i < n; i += 2) {
    const j = (i + 2) % n;
    const k = (i + 4) % n;
    if (turn(ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!, ring[k]!, ring[k + 1]!) !== 0) flat = false;
    else if (spike < 0 && turnsBack(ring, i, j, k)) spike = j;
  }
  if (flat) return { code: 'ring-zero-area', x, y };
  return spike < 0 ? null : { code: 'ring-spike', x: ring[spike]!, y: ring[spike + 1]! };
}

/** Three points on a line: whether the third goes back from the second. */
function turnsBack(ring: FineRing, i: number, j: number, k: number): boolean {
  const ux = ring[j]! - ring[i]!;
  const uy = ring[j + 1]! - ring[i + 1]!;
  const vx = ring[k]! - ring[j]!;
  const vy = ring[k + 1]! - ring[j + 1]!;
  return ux !== 0 ? ux > 0 !== vx > 0 : uy > 0 !== vy > 0;
}

/** Faults where segments meet; where rings of one polygon only touch, the point is noted with the rings. */
function crossings(all: RingSegments, touches: Map<string, Set<number>>, faults: RingFault[], most: number): void {
  const { segments: s, ringOf, starts, polygonOf, indexOf } = all;
  const crowded = pairsToLookAt(s) > PAIRS_A_SEGMENT * (s.length / 4) + MOST_PAIRS;
  (crowded ? sweepPairs : nearPairs)(s, (i, j) => {
    const one = ringOf[i]!;
    const other = ringOf[j]!;
    if (one === other && (j === i + 1 || (i === starts[one] && j === starts[one + 1]! - 1))) return false;
    const meeting = meet(
      s[4 * i]!,
      s[4 * i + 1]!,
      s[4 * i + 2]!,
      s[4 * i + 3]!,
      s[4 * j]!,
      s[4 * j + 1]!,
      s[4 * j + 2]!,
      s[4 * j + 3]!,
    );
    if (meeting.kind === 'apart') return false;
    const { x, y } = meeting;
    const crossing =
      meeting.kind === 'cross' ||
      (meeting.kind === 'touch' && passesCross(x, y, passAt(all, i, x, y), passAt(all, j, x, y)));
    const code = codeOf(one, other, crossing, meeting.kind === 'overlap');
    if (code !== null) {
      faults.push({ code, x, y, polygon: polygonOf[other]!, ring: indexOf[other]! });
      return faults.length >= most;
    }
    if (polygonOf[one] === polygonOf[other]) {
      const key = `${polygonOf[one]} ${x} ${y}`;
      const rings = touches.get(key);
      if (rings === undefined) touches.set(key, new Set([one, other]));
      else rings.add(one).add(other);
    }
    return false;
  });

  function codeOf(one: number, other: number, crossing: boolean, overlap: boolean): RingCode | null {
    if (one === other) return crossing ? 'ring-self-crossing' : 'ring-self-touching';
    if (!crossing && !overlap) return null;
    if (polygonOf[one] !== polygonOf[other]) return 'parts-overlap';
    return indexOf[one] === 0 || indexOf[other] === 0 ? 'hole-crosses-shell' : 'holes-cross';
  }
}

/** The path of segment i's ring through a point of the segment. */
function passAt({ segments: s, ringOf, starts }: RingSegments, i: number, x: number, y: number): Pass {
  const ring = ringOf[i]!;
  const first = starts[ring]!;
  const last = starts[ring + 1]! - 1;
  let from = i;
  let to = i;
  if (s[4 * i] === x && s[4 * i + 1] === y) from = i === first ? last : i - 1;
  else if (s[4 * i + 2] === x && s[4 * i + 3] === y) to = i === last ? first : i + 1;
  return { fromX: s[4 * from]!, fromY: s[4 * from + 1]!, toX: s[4 * to + 2]!, toY: s[4 * to + 3]! };
}
