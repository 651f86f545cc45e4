/**
 * The exact size of a region whose corners may be fractions: doubled area in square units, good to 2⁻³⁰ of a square unit,
 * and square metres by the WGS 84 lengths of a unit at the region's centroid latitude.
 */
import { metresPerUnitX, metresPerUnitY } from './distance.ts';
import type { Faces } from './faces.ts';
import { MAX_SPAN } from './lattice.ts';
import type { NodeTable } from './node-table.ts';
import { cornerRings, type Region } from './regions.ts';

const BITS = 64n;
const EXACT = 2 ** 52;

export interface RegionMeasure {
  readonly doubledArea: number;
  readonly areaM2: number;
  readonly perimeterM: number;
  /** Latitude in units whose metres were used. */
  readonly atY: number;
}

export function measureRegion(faces: Faces, region: Region): RegionMeasure {
  const { nodes } = faces.pieces;
  const rings = cornerRings(faces, region);
  const atY = centroidY(nodes, rings);
  const mx = metresPerUnitX(atY);
  const my = metresPerUnitY(atY);
  let doubledArea = 0;
  let perimeterM = 0;
  for (const ring of rings) {
    doubledArea += doubledAreaOf(nodes, ring);
    for (let i = 0; i < ring.length; i++) {
      const a = ring[i]!;
      const b = ring[(i + 1) % ring.length]!;
      perimeterM += Math.hypot((nodes.x[b]! - nodes.x[a]!) * mx, (nodes.y[b]! - nodes.y[a]!) * my);
    }
  }
  doubledArea = Math.max(0, doubledArea);
  return { doubledArea, areaM2: (doubledArea / 2) * mx * my, perimeterM, atY };
}

/** Signed, counter-clockwise positive. Whole coordinates are summed exactly; fractions are cut after 64 binary places. */
function doubledAreaOf(nodes: NodeTable, ring: readonly number[]): number {
  const x0 = Math.floor(nodes.x[ring[0]!]!);
  const y0 = Math.floor(nodes.y[ring[0]!]!);
  let sum = 0;
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i]!;
    const b = ring[(i + 1) % ring.length]!;
    const ax = nodes.x[a]! - x0;
    const ay = nodes.y[a]! - y0;
    const bx = nodes.x[b]! - x0;
    const by = nodes.y[b]! - y0;
    const wide = Math.max(Math.abs(ax), Math.abs(ay), Math.abs(bx), Math.abs(by)) > MAX_SPAN;
    const term = ax * by - bx * ay;
    if (!nodes.isLattice(a) || wide || Math.abs(sum) + Math.abs(term) > EXACT) return fixedPointArea(nodes, ring);
    sum += term;
  }
  return sum;
}

function fixedPointArea(nodes: NodeTable, ring: readonly number[]): number {
  const fixed = ring.map((node) => {
    const fraction = nodes.fraction(node);
    if (fraction === undefined) return [BigInt(nodes.x[node]!) << BITS, BigInt(nodes.y[node]!) << BITS] as const;
    return [(fraction.nx << BITS) / fraction.d, (fraction.ny << BITS) / fraction.d] as const;
  });
  let sum = 0n;
  for (let i = 0; i < fixed.length; i++) {
    const [ax, ay] = fixed[i]!;
    const [bx, by] = fixed[(i + 1) % fixed.length]!;
    sum += ax * by - bx * ay;
  }
  return Number(sum) / 2 ** (2 * Number(BITS));
}

/** Floats are enough: the lengths of a unit change by 1e-9 from one unit of latitude to the next. */
function centroidY(nodes: NodeTable, rings: readonly (readonly number[])[]): number {
  const first = rings[0]![0]!;
  const x0 = nodes.x[first]!;
  const y0 = nodes.y[first]!;
  let weight = 0;
  let moment = 0;
  let low = Infinity;
  let high = -Infinity;
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i++) {
      const a = ring[i]!;
      const b = ring[(i + 1) % ring.length]!;
      const ay = nodes.y[a]! - y0;
      const by = nodes.y[b]! - y0;
      const cross = (nodes.x[a]! - x0) * by - (nodes.x[b]! - x0) * ay;
      weight += cross;
      moment += (ay + by) * cross;
      low = Math.min(low, nodes.y[a]!);
      high = Math.max(high, nodes.y[a]!);
    }
  }
  const y = weight > 0 ? y0 + moment / weight / 3 : (low + high) / 2;
  return Math.min(high, Math.max(low, y));
}
