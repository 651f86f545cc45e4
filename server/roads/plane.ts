/** A county as a plane in metres around one of its points: good to centimetres for steps of people. Pure. */
import { metresPerUnitX, metresPerUnitY } from '../geometry/distance.ts';

const UNITS = 1e7;

export type LonLat = readonly [lon: number, lat: number];
export interface Spot {
  readonly x: number;
  readonly y: number;
}

export class Plane {
  readonly #origin: LonLat;
  readonly #perLon: number;
  readonly #perLat: number;

  constructor(origin: LonLat) {
    this.#origin = origin;
    this.#perLon = metresPerUnitX(origin[1] * UNITS) * UNITS;
    this.#perLat = metresPerUnitY(origin[1] * UNITS) * UNITS;
  }

  spot([lon, lat]: LonLat): Spot {
    return { x: (lon - this.#origin[0]) * this.#perLon, y: (lat - this.#origin[1]) * this.#perLat };
  }

  /** With seven decimals, as everywhere. */
  lonLat({ x, y }: Spot): LonLat {
    const rounded = (degrees: number): number => Math.round(degrees * UNITS) / UNITS;
    return [rounded(this.#origin[0] + x / this.#perLon), rounded(this.#origin[1] + y / this.#perLat)];
  }
}

export function apart(a: Spot, b: Spot): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** How far along a–b, from 0 to 1, the point nearest to p is. */
export function nearestAlong(p: Spot, a: Spot, b: Spot): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const square = dx * dx + dy * dy;
  return square === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / square));
}

export function between(a: Spot, b: Spot, share: number): Spot {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}
