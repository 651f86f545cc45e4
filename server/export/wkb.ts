/** A geometry as WKB, little endian, and as GeoPackage has it: with its system and its box before it. Pure. */
import type { PlainGeometry } from '../features/positions.ts';

type Ring = [number, number][];

/** minX, minY, maxX, maxY */
export type Bounds = [number, number, number, number];

export const NO_BOUNDS: Bounds = [Infinity, Infinity, -Infinity, -Infinity];

export function boundsOf({ coordinates }: PlainGeometry): Bounds {
  const bounds: Bounds = [...NO_BOUNDS];
  const positions = (coordinates as number[]).flat(3) as number[];
  for (let i = 0; i < positions.length; i += 2) {
    bounds[0] = Math.min(bounds[0], positions[i]!);
    bounds[1] = Math.min(bounds[1], positions[i + 1]!);
    bounds[2] = Math.max(bounds[2], positions[i]!);
    bounds[3] = Math.max(bounds[3], positions[i + 1]!);
  }
  return bounds;
}

export function joined(a: Bounds, b: Bounds): Bounds {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

/** Points go without a box. */
export function geopackageBlob(geometry: PlainGeometry, srs: number): Uint8Array {
  const isPoint = geometry.type === 'Point';
  const head = Buffer.alloc(isPoint ? 8 : 40);
  head.write('GP', 0, 'latin1');
  head[3] = isPoint ? 0b001 : 0b011;
  head.writeInt32LE(srs, 4);
  if (!isPoint) {
    const [minX, minY, maxX, maxY] = boundsOf(geometry);
    for (const [i, value] of [minX, maxX, minY, maxY].entries()) head.writeDoubleLE(value, 8 + 8 * i);
  }
  return Buffer.concat([head, wkbOf(geometry)]);
}

export function wkbOf({ type, coordinates }: PlainGeometry): Buffer {
  if (type === 'Point') return Buffer.concat([header(1), pairs([coordinates as [number, number]])]);
  if (type === 'Polygon') return polygon(coordinates as unknown as Ring[]);
  const polygons = coordinates as unknown as Ring[][];
  return Buffer.concat([header(6), count(polygons.length), ...polygons.map(polygon)]);
}

function polygon(rings: Ring[]): Buffer {
  return Buffer.concat([header(3), count(rings.length), ...rings.flatMap((ring) => [count(ring.length), pairs(ring)])]);
}

function header(type: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes[0] = 1;
  bytes.writeUInt32LE(type, 1);
  return bytes;
}

function count(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

export function pairs(positions: readonly (readonly [number, number])[]): Buffer {
  const bytes = Buffer.alloc(16 * positions.length);
  positions.forEach(([x, y], i) => {
    bytes.writeDoubleLE(x, 16 * i);
    bytes.writeDoubleLE(y, 16 * i + 8);
  });
  return bytes;
}
