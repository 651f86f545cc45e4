/**
 * `bbox` with `bbox-crs` as WKT in degrees that features have to meet. Four numbers or six, heights being passed over; in degrees
 * west may lie beyond east, then the box crosses the antimeridian. Sides of a projected box are bent in degrees, so they get points
 * between. Pure.
 */
import type { ReferenceSystem } from '../features/reference-systems.ts';
import { broken } from './broken.ts';

type Box = readonly [west: number, south: number, east: number, north: number];

/** Points on a side: between two of them a side of 50 km leaves its straight line by less than a centimetre. */
const ON_SIDE = 64;

/** Null: outside of everything. Throws `request-invalid` for what is no box. */
export function bboxShape(text: string, system: ReferenceSystem): string | null {
  const box = boxOf(text, system);
  if (system.kind === 'metres') return projectedShape(box, system);
  const [west, south, east, north] = box;
  if (west < -180 || east > 180 || west > 180 || east < -180 || south < -90 || north > 90)
    throw broken('bbox', 'coordinate-out-of-range', { bbox: text });
  if (west <= east) return wkt([ringOf(box)]);
  return wkt([ringOf([west, south, 180, north]), ringOf([-180, south, east, north])]);
}

/** x first, whatever order the system has. */
function boxOf(text: string, { kind, northFirst }: ReferenceSystem): Box {
  const words = text.split(',');
  const numbers = words.map((word) => (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(word) ? Number(word) : Number.NaN));
  const invalid = broken('bbox', 'bbox-invalid', { bbox: text });
  if ((numbers.length !== 4 && numbers.length !== 6) || !numbers.every(Number.isFinite)) throw invalid;
  const half = numbers.length / 2;
  const [a, b, minZ = 0] = numbers.slice(0, half) as [number, number, number?];
  const [c, d, maxZ = 0] = numbers.slice(half) as [number, number, number?];
  const [west, south, east, north] = northFirst ? [b, a, d, c] : [a, b, c, d];
  if (south > north || minZ > maxZ || (west > east && kind === 'metres')) throw invalid;
  return [west, south, east, north];
}

function projectedShape([west, south, east, north]: Box, { domain, inverse }: ReferenceSystem): string | null {
  const box = [
    Math.max(west, domain[0]),
    Math.max(south, domain[1]),
    Math.min(east, domain[2]),
    Math.min(north, domain[3]),
  ] as const;
  if (box[0] > box[2] || box[1] > box[3]) return null;
  const corners = ringOf(box);
  const ring = corners.slice(1).flatMap(([x, y], i) => {
    const [fromX, fromY] = corners[i]!;
    return Array.from({ length: ON_SIDE }, (_, k) => {
      const part = k / ON_SIDE;
      return inverse(fromX + (x - fromX) * part, fromY + (y - fromY) * part);
    });
  });
  return wkt([[...ring, ring[0]!]]);
}

function ringOf([west, south, east, north]: Box): [number, number][] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

/** A box without width or height is a line or a point: what it touches is met. */
function wkt(rings: readonly (readonly [number, number])[][]): string {
  const texts = rings.map((ring) => ring.map(([x, y]) => `${x} ${y}`).join(','));
  const isFlat = rings.every(
    (ring) => new Set(ring.map(([x]) => x)).size === 1 || new Set(ring.map(([, y]) => y)).size === 1,
  );
  if (isFlat) return `MULTILINESTRING(${texts.map((text) => `(${text})`).join(',')})`;
  return `MULTIPOLYGON(${texts.map((text) => `((${text}))`).join(',')})`;
}
