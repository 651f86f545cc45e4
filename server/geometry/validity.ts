/**
 * From a caller's rings in degrees to a valid shape on the lattice, or the refusal that says what is wrong and where.
 * Coordinates are rounded once, to 1e-7 degree; validity is tested on what rounding made. Where that fails, the same test
 * runs on the caller's own coordinates (own-lattice.ts): what is wrong there is the caller's fault; what only rounding
 * broke is mended without moving a vertex (ring-mend.ts) and noted.
 */
import { reversedRing, senseOf } from './area.ts';
import { toUnits, UNITS_PER_DEGREE } from './lattice.ts';
import { ownLattice, perDegree } from './own-lattice.ts';
import { plainRing } from './plain-ring.ts';
import type { MultiPolygon, Polygon, Ring } from './polygon.ts';
import { type RingCode, type RingFault, ringFaults } from './ring-fault.ts';
import { mendRings } from './ring-mend.ts';

/** Degrees; the first position may be repeated at the end. Further ordinates are not looked at. */
export type DegreeRing = readonly (readonly number[])[];

export type ValidityCode =
  | RingCode
  /** A ring spans more than 180° of longitude: it crosses the date line or its coordinates are wrong. */
  | 'ring-too-wide'
  /** No ring at all. */
  | 'geometry-empty'
  /** Valid, but finer than the lattice: nothing of it, or of what holds it together, is left after rounding. */
  | 'ring-below-resolution'
  /** `checkPolygon` only: rounding pinched the polygon into several; `checkMultiPolygon` gives them as parts. */
  | 'rounding-pinched';

export type RepairCode =
  /** Consecutive equal points of the input, dropped. */
  | 'point-repeated'
  /** Neighbouring points that fell together by rounding. */
  | 'rounding-point-merged'
  /** A ring or part thinner than the lattice, dropped where it has no width left. */
  | 'rounding-collapsed'
  /** Borders that met by rounding: cut there, parts or holes now touch in a point. */
  | 'rounding-touching'
  /** Borders that crossed by rounding: the crossing was put on the nearest lattice point. */
  | 'rounding-crossing';

export interface Repair {
  readonly code: RepairCode;
  /** Lattice units. */
  readonly at: readonly [x: number, y: number];
  readonly polygon: number;
  readonly ring: number;
  /** How many points, where points were dropped. */
  readonly count?: number;
}

export interface Refused {
  readonly ok: false;
  readonly code: ValidityCode;
  /** The lattice point nearest to the place. */
  readonly at: readonly [x: number, y: number];
  readonly polygon: number;
  readonly ring: number;
}

export interface CheckedPolygon {
  readonly ok: true;
  readonly polygon: Polygon;
  readonly repairs: readonly Repair[];
}

export interface CheckedMultiPolygon {
  readonly ok: true;
  readonly polygons: MultiPolygon;
  readonly repairs: readonly Repair[];
}

/** How many places of rounding are noted one by one. */
const MOST_NOTES = 100;

interface ReadRing {
  readonly lattice: Ring;
  readonly fine: Float64Array;
}

/** One polygon: shell first, then holes. Coordinates must be finite and in range (geojson.ts sees to it). */
export function checkPolygon(rings: readonly DegreeRing[]): CheckedPolygon | Refused {
  const checked = checkMultiPolygon([rings]);
  if (!checked.ok) return checked;
  if (checked.polygons.length === 1) return { ok: true, polygon: checked.polygons[0]!, repairs: checked.repairs };
  // Only mending makes several parts of one, and its notes come last.
  const { at, ring } = checked.repairs[checked.repairs.length - 1]!;
  return { ok: false, code: 'rounding-pinched', at, polygon: 0, ring };
}

/** Several parts. Rings may have any sense; the answer's shells run counter-clockwise, its holes clockwise. */
export function checkMultiPolygon(polygons: readonly (readonly DegreeRing[])[]): CheckedMultiPolygon | Refused {
  const plain = polygons.length === 1 && polygons[0]!.length === 1 ? plainRing(polygons[0]![0]!) : null;
  if (plain !== null) return { ok: true, polygons: [[plain]], repairs: [] };
  const repairs: Repair[] = [];
  const scale = perDegree(polygons);
  const read: ReadRing[][] = [];
  for (let p = 0; p < polygons.length; p++) {
    const rings: ReadRing[] = [];
    for (let r = 0; r < polygons[p]!.length; r++) {
      const ring = readRing(polygons[p]![r]!, scale, p, r, repairs);
      if (spanX(ring.lattice) > 180e7) {
        return { ok: false, code: 'ring-too-wide', at: [ring.lattice[0]!, ring.lattice[1]!], polygon: p, ring: r };
      }
      rings.push(ring);
    }
    read.push(rings);
  }
  if (!read.some((rings) => rings.length > 0)) {
    return { ok: false, code: 'geometry-empty', at: [0, 0], polygon: 0, ring: 0 };
  }
  const rounded = ringFaults(inFloats(read), 1);
  if (rounded.length === 0) {
    const shape = read.filter((rings) => rings.length > 0).map((rings) => rings.map(({ lattice }) => lattice));
    return { ok: true, polygons: shape.map(normalised), repairs };
  }
  const own = ringFaults(
    read.map((rings) => rings.map(({ fine }) => fine)),
    1,
  )[0];
  if (own !== undefined) return refusal(own, scale / UNITS_PER_DEGREE);
  return mended(read, repairs);
}

/**
 * Up to `most` faults of the caller's own coordinates, each place once, whatever rounding does; none = valid. A ring with a
 * spike also touches itself: that is not told again.
 */
export function ownFaults(polygons: readonly (readonly DegreeRing[])[], most: number): Refused[] {
  const scale = perDegree(polygons);
  const fine = polygons.map((rings, p) => rings.map((ring, r) => readRing(ring, scale, p, r, []).fine));
  const faults = new Map<string, Refused>();
  const spiked = new Set<string>();
  // A place may come up once for each pair of segments that meet there, and again.
  for (const fault of ringFaults(fine, most * 8)) {
    const refused = refusal(fault, scale / UNITS_PER_DEGREE);
    const ring = `${refused.polygon} ${refused.ring}`;
    if (refused.code === 'ring-spike') spiked.add(ring);
    if (refused.code === 'ring-self-touching' && spiked.has(ring)) continue;
    const key = `${refused.code} ${refused.at}`;
    if (!faults.has(key)) faults.set(key, refused);
  }
  return [...faults.values()].slice(0, most);
}

function mended(read: readonly ReadRing[][], repairs: Repair[]): CheckedMultiPolygon | Refused {
  const faults = ringFaults(inFloats(read), MOST_NOTES);
  const sensed = read.flatMap((rings) =>
    rings.map(({ lattice, fine }, r) => (fineSense(fine) > 0 === (r === 0) ? lattice : reversedRing(lattice))),
  );
  const polygons = mendRings(sensed);
  if (polygons === null || polygons.length === 0 || ringFaults(polygons.map((rings) => rings.map(floats))).length > 0) {
    return { ...refusal(faults[0]!, 1), code: 'ring-below-resolution' };
  }
  const noted = new Set<string>();
  for (const fault of faults) {
    const { at, polygon, ring } = refusal(fault, 1);
    const code = repairOf(fault.code);
    const key = `${code} ${at}`;
    if (!noted.has(key)) repairs.push({ code, at, polygon, ring });
    noted.add(key);
  }
  return { ok: true, polygons, repairs };
}

function repairOf(code: RingCode): RepairCode {
  switch (code) {
    case 'ring-too-short':
    case 'ring-zero-area':
    case 'ring-spike':
      return 'rounding-collapsed';
    case 'ring-self-crossing':
    case 'hole-crosses-shell':
    case 'holes-cross':
    case 'parts-overlap':
      return 'rounding-crossing';
    default:
      return 'rounding-touching';
  }
}

function refusal({ code, x, y, polygon, ring }: RingFault, perUnit: number): Refused {
  return { ok: false, code, at: [Math.round(x / perUnit), Math.round(y / perUnit)], polygon, ring };
}

/** Both lattices, each without closing vertex and without consecutive repeated points. */
function readRing(positions: DegreeRing, scale: number, polygon: number, ring: number, repairs: Repair[]): ReadRing {
  const fine: number[] = [];
  const lattice: number[] = [];
  const last = positions.length - 1;
  const closed = last > 0 && positions[0]![0] === positions[last]![0] && positions[0]![1] === positions[last]![1];
  let repeated: Repair | null = null;
  let merged: Repair | null = null;
  for (let i = 0; i < (closed ? last : positions.length); i++) {
    const fx = ownLattice(positions[i]![0]!, scale);
    const fy = ownLattice(positions[i]![1]!, scale);
    const x = toUnits(positions[i]![0]!);
    const y = toUnits(positions[i]![1]!);
    if (fine.length > 0 && fx === fine[fine.length - 2] && fy === fine[fine.length - 1]) {
      repeated = counted(repeated, 'point-repeated', x, y);
      continue;
    }
    fine.push(fx, fy);
    if (lattice.length > 0 && x === lattice[lattice.length - 2] && y === lattice[lattice.length - 1]) {
      merged = counted(merged, 'rounding-point-merged', x, y);
      continue;
    }
    lattice.push(x, y);
  }
  while (fine.length > 2 && fine[0] === fine[fine.length - 2] && fine[1] === fine[fine.length - 1]) {
    fine.length -= 2;
    repeated = counted(repeated, 'point-repeated', lattice[0]!, lattice[1]!);
  }
  while (
    lattice.length > 2 &&
    lattice[0] === lattice[lattice.length - 2] &&
    lattice[1] === lattice[lattice.length - 1]
  ) {
    lattice.length -= 2;
    if (lattice.length < fine.length) merged = counted(merged, 'rounding-point-merged', lattice[0]!, lattice[1]!);
  }
  for (const repair of [repeated, merged]) if (repair !== null) repairs.push(repair);
  return { lattice: Int32Array.from(lattice), fine: Float64Array.from(fine) };

  function counted(known: Repair | null, code: RepairCode, x: number, y: number): Repair {
    return known === null ? { code, at: [x, y], polygon, ring, count: 1 } : { ...known, count: (known.count ?? 0) + 1 };
  }
}

function spanX(ring: Ring): number {
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < ring.length; i += 2) {
    min = Math.min(min, ring[i]!);
    max = Math.max(max, ring[i]!);
  }
  return max - min;
}

function inFloats(read: readonly ReadRing[][]): Float64Array[][] {
  return read.map((rings) => rings.map(({ lattice }) => floats(lattice)));
}

function floats(ring: Ring): Float64Array {
  return Float64Array.from(ring);
}

function normalised(polygon: Polygon): Polygon {
  return polygon.map((ring, i) => (senseOf(ring) === (i === 0 ? 1 : -1) ? ring : reversedRing(ring)));
}

/** The sense of a ring on the fine lattice: by BigInt, it is asked only where rounding broke something. */
function fineSense(ring: Float64Array): number {
  let doubled = 0n;
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length;
    doubled += BigInt(ring[i]!) * BigInt(ring[j + 1]!) - BigInt(ring[j]!) * BigInt(ring[i + 1]!);
  }
  return doubled > 0n ? 1 : doubled < 0n ? -1 : 0;
}
