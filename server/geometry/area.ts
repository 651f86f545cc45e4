/**
 * Areas and centroids of lattice rings. The doubled area in square units is exact, and its sign is the sense of the ring
 * (positive = counter-clockwise). Square metres follow from the WGS 84 lengths of a unit at the centroid's latitude:
 * about 1e-7 off for shapes of 10 km, 3e-6 for 50 km.
 */
import { metresPerUnitX, metresPerUnitY, pointDistanceM } from './distance.ts';
import { MAX_SPAN } from './lattice.ts';
import type { MultiPolygon, Polygon, Ring } from './polygon.ts';

const EXACT = 2 ** 53;

/** Twice the signed area of a ring in square units, exact. */
export function doubledArea(ring: Ring): bigint {
  const x0 = ring[0] ?? 0;
  const y0 = ring[1] ?? 0;
  let sum = 0;
  let carried = 0n;
  for (let i = 2; i + 3 < ring.length; i += 2) {
    const ax = ring[i]! - x0;
    const ay = ring[i + 1]! - y0;
    const bx = ring[i + 2]! - x0;
    const by = ring[i + 3]! - y0;
    if (Math.max(Math.abs(ax), Math.abs(ay), Math.abs(bx), Math.abs(by)) > MAX_SPAN) {
      carried += BigInt(ax) * BigInt(by) - BigInt(bx) * BigInt(ay);
      continue;
    }
    const term = ax * by - bx * ay;
    if (Math.abs(sum) + Math.abs(term) > EXACT) {
      carried += BigInt(sum);
      sum = 0;
    }
    sum += term;
  }
  return carried + BigInt(sum);
}

/** The ring's sense: 1 counter-clockwise, −1 clockwise, 0 without area. */
export function senseOf(ring: Ring): -1 | 0 | 1 {
  const doubled = doubledArea(ring);
  return doubled > 0n ? 1 : doubled < 0n ? -1 : 0;
}

/** The same ring the other way round; the first vertex stays first. */
export function reversedRing(ring: Ring): Ring {
  const back = new Int32Array(ring.length);
  for (let i = 0; i < ring.length; i += 2) {
    const from = (ring.length - i) % ring.length;
    back[i] = ring[from]!;
    back[i + 1] = ring[from + 1]!;
  }
  return back;
}

/** Square metres of one polygon: the shell less its holes, whatever the sense of the rings. */
export function areaM2(polygon: Polygon): number {
  const [shell] = polygon;
  if (polygon.length === 1 && shell!.length > 0) {
    const known = smallAreaM2(shell!);
    if (known > 0) return known;
  }
  let doubled = 0n;
  for (let i = 0; i < polygon.length; i++) {
    const ring = doubledArea(polygon[i]!);
    const size = ring < 0n ? -ring : ring;
    doubled += i === 0 ? size : -size;
  }
  const [, y] = centroid([polygon]);
  return (Number(doubled) / 2) * metresPerUnitX(y) * metresPerUnitY(y);
}

/**
 * The same in one pass, as most polygons are one small ring: its doubled area is exact when it is summed in float64. 0 when
 * the ring is not small or has no area.
 */
function smallAreaM2(ring: Ring): number {
  const { length } = ring;
  const x0 = ring[0]!;
  const y0 = ring[1]!;
  let doubled = 0;
  let moment = 0;
  let bits = 0;
  let ax = ring[length - 2]! - x0;
  let ay = ring[length - 1]! - y0;
  for (let i = 0; i < length; i += 2) {
    const bx = ring[i]! - x0;
    const by = ring[i + 1]! - y0;
    const cross = ax * by - bx * ay;
    doubled += cross;
    moment += (ay + by) * cross;
    bits |= (ring[i]! ^ x0) | (ring[i + 1]! ^ y0);
    ax = bx;
    ay = by;
  }
  // Two numbers differ by no more than their bits do, if the sign is not among them.
  if (doubled === 0 || bits < 0 || bits > Math.sqrt(EXACT / length)) return 0;
  const y = y0 + moment / doubled / 3;
  return (Math.abs(doubled) / 2) * metresPerUnitX(y) * metresPerUnitY(y);
}

/** Square metres of all parts together. */
export function totalAreaM2(shape: MultiPolygon): number {
  let sum = 0;
  for (const polygon of shape) sum += areaM2(polygon);
  return sum;
}

/** Metres along every ring, holes too. */
export function perimeterM(shape: MultiPolygon): number {
  let sum = 0;
  for (const polygon of shape) {
    for (const ring of polygon) {
      let ax = ring[ring.length - 2]!;
      let ay = ring[ring.length - 1]!;
      for (let i = 0; i < ring.length; i += 2) {
        sum += pointDistanceM(ax, ay, ring[i]!, ring[i + 1]!);
        ax = ring[i]!;
        ay = ring[i + 1]!;
      }
    }
  }
  return sum;
}

/**
 * The centre of mass in lattice units, not rounded; it may lie outside (see inner-point.ts). The mean of the vertices when
 * there is no area. Throws a RangeError when there is no vertex.
 */
export function centroid(shape: MultiPolygon): [x: number, y: number] {
  const first = shape.flat()[0];
  if (first === undefined || first.length === 0) throw new RangeError('centroid of an empty shape');
  const x0 = first[0]!;
  const y0 = first[1]!;
  let weight = 0;
  let sumX = 0;
  let sumY = 0;
  for (const polygon of shape) {
    polygon.forEach((ring, index) => {
      const [w, mx, my] = moments(ring, x0, y0);
      const sign = w < 0 === (index === 0) ? -1 : 1;
      weight += sign * w;
      sumX += sign * mx;
      sumY += sign * my;
    });
  }
  return weight === 0 ? meanVertex(shape) : [x0 + sumX / weight / 3, y0 + sumY / weight / 3];
}

/** Doubled area and its moments about an origin, in float64. */
function moments(ring: Ring, x0: number, y0: number): [number, number, number] {
  let weight = 0;
  let mx = 0;
  let my = 0;
  let ax = ring[ring.length - 2]! - x0;
  let ay = ring[ring.length - 1]! - y0;
  for (let i = 0; i < ring.length; i += 2) {
    const bx = ring[i]! - x0;
    const by = ring[i + 1]! - y0;
    const cross = ax * by - bx * ay;
    weight += cross;
    mx += (ax + bx) * cross;
    my += (ay + by) * cross;
    ax = bx;
    ay = by;
  }
  return [weight, mx, my];
}

function meanVertex(shape: MultiPolygon): [number, number] {
  let count = 0;
  let sumX = 0;
  let sumY = 0;
  for (const ring of shape.flat()) {
    for (let i = 0; i < ring.length; i += 2) {
      sumX += ring[i]!;
      sumY += ring[i + 1]!;
      count += 1;
    }
  }
  return [sumX / count, sumY / count];
}
