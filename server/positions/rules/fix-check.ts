/** What is wrong with a fix by itself: its numbers, its place and its time. Pure; of no worker. */
import type { Fix } from '../../contract/positions.ts';
import type { Box } from '../../geometry/polygon.ts';
import { AHEAD_MS, BEYOND_UNITS, COARSE_M, OLDEST_MS, UNTOLD_ACCURACY_M } from './limits.ts';

/** A fix in lattice units and whole numbers. */
export interface Position {
  /** ms since 1970, UTC. */
  readonly t: number;
  readonly x: number;
  readonly y: number;
  readonly accuracyM: number;
  readonly coarse: boolean;
  /** Decimetres a second and degrees; −1: not told. */
  readonly speed: number;
  readonly course: number;
}

export type FixFault = 'coordinate-invalid' | 'zero' | 'outside' | 'swapped' | 'future' | 'too-old';

/** `served`: the boxes of the maps in force. */
export function checkFix(fix: Omit<Fix, 'worker' | 'cid'>, now: number, served: readonly Box[]): Position | FixFault {
  const { t, lon, lat, accuracy, speed, course } = fix;
  if (!Number.isFinite(lon) || !Number.isFinite(lat) || !Number.isFinite(t)) return 'coordinate-invalid';
  if (lon === 0 && lat === 0) return 'zero';
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) {
    return isServed(lat, lon, served) ? 'swapped' : 'coordinate-invalid';
  }
  if (!isServed(lon, lat, served)) return isServed(lat, lon, served) ? 'swapped' : 'outside';
  if (t > now + AHEAD_MS) return 'future';
  if (t < now - OLDEST_MS) return 'too-old';
  const accuracyM = known(accuracy) && accuracy >= 0 ? accuracy : UNTOLD_ACCURACY_M;
  return {
    t: Math.round(t),
    x: Math.round(lon * 1e7),
    y: Math.round(lat * 1e7),
    accuracyM,
    coarse: accuracyM > COARSE_M,
    speed: known(speed) && speed >= 0 ? Math.min(32_000, Math.round(speed * 10)) : -1,
    course: known(course) ? ((Math.round(course) % 360) + 360) % 360 : -1,
  };
}

function known(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value);
}

function isServed(lon: number, lat: number, served: readonly Box[]): boolean {
  const x = lon * 1e7;
  const y = lat * 1e7;
  return served.some(
    ([minX, minY, maxX, maxY]) =>
      x >= minX - BEYOND_UNITS && x <= maxX + BEYOND_UNITS && y >= minY - BEYOND_UNITS && y <= maxY + BEYOND_UNITS,
  );
}
