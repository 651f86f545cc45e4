/** Do points that lie beside the county lie in it after a change of datum, or with lon and lat exchanged? Pure. */
import type { Datum } from '../contract/geometry.ts';
import { toWgs84 } from '../geometry/datum.ts';
import { toDegrees, toUnits } from '../geometry/lattice.ts';

/** So many points are enough to tell. */
export const SUSPICION_SAMPLE = 2000;
const FEWEST = 10;
const ENOUGH = 0.9;
const GAIN = 0.05;

export interface Suspicion {
  code: 'looks-swapped' | 'looks-like-gcj02' | 'looks-like-bd09';
  /** Shares of the points inside as given, and after the change. */
  params: { inside: number; insideAfter: number };
}

/** Points in lattice units. Null when nothing speaks for a mistake. */
export function datumSuspicion(
  points: readonly (readonly [number, number])[],
  covers: (x: number, y: number) => boolean,
): Suspicion | null {
  if (points.length < FEWEST) return null;
  const share = (change: (x: number, y: number) => readonly [number, number]): number =>
    points.filter(([x, y]) => covers(...change(x, y))).length / points.length;
  const from = (datum: Datum) => (x: number, y: number) => {
    const [lon, lat] = toWgs84(datum, toDegrees(x), toDegrees(y));
    return [toUnits(lon), toUnits(lat)] as const;
  };
  const inside = share((x, y) => [x, y]);
  let best: Suspicion | null = null;
  const changes = [
    ['looks-swapped', (x: number, y: number) => [y, x] as const],
    ['looks-like-gcj02', from('gcj02')],
    ['looks-like-bd09', from('bd09')],
  ] as const;
  for (const [code, change] of changes) {
    const after = share(change);
    if (after < ENOUGH || after - inside < GAIN || after <= (best?.params.insideAfter ?? 0)) continue;
    best = { code, params: { inside: round(inside), insideAfter: round(after) } };
  }
  return best;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
