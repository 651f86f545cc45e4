/**
 * Puts the Z of a Shapefile record back on the geometry the shapefile package made of it. Polygon rings are found again
 * by their positions, because the package regroups them into shells and holes.
 */
import type { Geometry, Position } from 'geojson';
import type { RecordHeights } from './shp-records.ts';

/** ESRI writes −1e38 and below where a height is missing. */
const NO_DATA = -1e38;

/** Adds Z in place and returns the geometry. A height without a value leaves its position as it is. */
export function addHeights(geometry: Geometry | null, heights: RecordHeights | null): Geometry | null {
  if (!geometry || !heights) return geometry;
  switch (geometry.type) {
    case 'Point':
      put([geometry.coordinates], heights, 0);
      break;
    case 'MultiPoint':
    case 'LineString':
      put(geometry.coordinates, heights, 0);
      break;
    case 'MultiLineString':
      geometry.coordinates.forEach((line, i) => {
        put(line, heights, heights.parts[i] ?? 0);
      });
      break;
    case 'Polygon':
      addToRings(geometry.coordinates, heights);
      break;
    case 'MultiPolygon':
      addToRings(geometry.coordinates.flat(), heights);
      break;
  }
  return geometry;
}

function addToRings(rings: Position[][], heights: RecordHeights): void {
  const total = heights.xyz.length / 3;
  const free = new Map<string, number[]>();
  heights.parts.forEach((start, i) => {
    const length = (heights.parts[i + 1] ?? total) - start;
    const key = ringKey(length, heights.xyz[3 * start], heights.xyz[3 * start + 1]);
    free.set(key, [...(free.get(key) ?? []), start]);
  });
  for (const ring of rings) {
    const starts = free.get(ringKey(ring.length, ring[0]?.[0], ring[0]?.[1])) ?? [];
    const at = starts.findIndex((start) => matches(ring, heights, start));
    const [start] = starts.splice(at < 0 ? starts.length : at, 1);
    if (start !== undefined) put(ring, heights, start);
  }
}

function ringKey(length: number, x: number | undefined, y: number | undefined): string {
  return `${length} ${x} ${y}`;
}

function matches(ring: Position[], { xyz }: RecordHeights, start: number): boolean {
  return ring.every((position, i) => position[0] === xyz[3 * (start + i)] && position[1] === xyz[3 * (start + i) + 1]);
}

function put(positions: Position[], { xyz }: RecordHeights, start: number): void {
  positions.forEach((position, i) => {
    const z = xyz[3 * (start + i) + 2];
    if (z !== undefined && Number.isFinite(z) && z > NO_DATA) position[2] = z;
  });
}
