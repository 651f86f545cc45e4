/** The committed layers of the demo county as the tests read them, with plain integer geometry that shares nothing with the generator. */
import { readFileSync } from 'node:fs';

export type Position = [number, number];
export type Ring = Position[];

export interface DemoFeature {
  properties: Record<string, unknown>;
  geometry: { type: string; coordinates: unknown };
}

export interface DemoDefect {
  kind: string;
  grids: string[];
  places: string[];
  areaM2: number | null;
  households: number | null;
  at: Position;
  note: string;
}

export const DEMO_FOLDER = new URL('../../../data/demo/', import.meta.url);
export const LAYERS = ['areas', 'grids', 'places', 'base'] as const;

const text = (name: string): string => readFileSync(new URL(name, DEMO_FOLDER), 'utf8');

export function layer(name: (typeof LAYERS)[number]): DemoFeature[] {
  return (JSON.parse(text(`${name}.geojson`)) as { features: DemoFeature[] }).features;
}

export function defects(): DemoDefect[] {
  return (JSON.parse(text('defects.json')) as { defects: DemoDefect[] }).defects;
}

/** Rings in whole lattice units, without the closing position; shells and holes of all parts. */
export function rings(feature: DemoFeature): Ring[] {
  const { type, coordinates } = feature.geometry;
  const parts = (type === 'Polygon' ? [coordinates] : coordinates) as Position[][][];
  return parts.flat().map((ring) => ring.slice(0, -1).map(([x, y]) => [Math.round(x * 1e7), Math.round(y * 1e7)]));
}

/** Twice the signed area in square units, exact. */
export function doubledArea(ring: Ring): bigint {
  return ring.reduce((sum, [x, y], i) => {
    const [u, v] = ring[(i + 1) % ring.length] as Position;
    return sum + BigInt(x) * BigInt(v) - BigInt(u) * BigInt(y);
  }, 0n);
}

/** Square metres at 30.05° N, good to about 1 in 1,000. */
export const squareMetres = (doubled: bigint): number => (Number(doubled) / 2) * 0.0096436 * 0.0110853;

/** Even-odd over all rings, so holes count as outside. */
export function isInside(all: readonly Ring[], [x, y]: Position): boolean {
  let inside = false;
  for (const ring of all) {
    for (let i = 0; i < ring.length; i++) {
      const [ax, ay] = ring[i] as Position;
      const [bx, by] = ring[(i + 1) % ring.length] as Position;
      if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside;
    }
  }
  return inside;
}

/** Whether two segments meet in more than a shared end. */
export function cross(a: Position, b: Position, c: Position, d: Position): boolean {
  const side = (p: Position, q: Position, r: Position): number =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

export function middle(ring: Ring): Position {
  const box = boxOf(ring);
  return [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
}

export function boxOf(ring: Ring): [number, number, number, number] {
  const xs = ring.map((p) => p[0]);
  const ys = ring.map((p) => p[1]);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** A point well inside a footprint: the middle of the widest span of the scan line through its middle. */
export function innerPoint(ring: Ring): Position {
  const y = middle(ring)[1] + 0.5;
  const hits: number[] = [];
  ring.forEach(([ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length] as Position;
    if (ay > y !== by > y) hits.push(ax + ((bx - ax) * (y - ay)) / (by - ay));
  });
  hits.sort((a, b) => a - b);
  let best: Position = [0, y];
  let widest = -1;
  for (let i = 0; i + 1 < hits.length; i += 2) {
    const [from, to] = [hits[i] as number, hits[i + 1] as number];
    if (to - from > widest) [best, widest] = [[(from + to) / 2, y], to - from];
  }
  return best;
}
