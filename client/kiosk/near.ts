/** Service points near a place: those within the distance, nearest first, or the nearest of all where there is none. Pure. */
import type { Point } from '../print/plane.ts';
import { type Ground, type GroundPlace, metresBetween } from './ground.ts';

export const NEAR_M = 500;

export interface NearPoint extends GroundPlace {
  readonly metres: number;
}

export interface Near {
  readonly within: readonly NearPoint[];
  /** The nearest beyond; null where one is within, and where there is none at all. */
  readonly beyond: NearPoint | null;
}

export function servicePointsNear(ground: Ground, from: Point, withinM = NEAR_M): Near {
  const all = ground.places
    .filter(({ place }) => place.kind === 'service-point')
    .map((one) => ({ ...one, metres: metresBetween(one, from) }))
    .sort((a, b) => a.metres - b.metres);
  const within = all.filter(({ metres }) => metres <= withinM);
  return { within, beyond: within.length > 0 ? null : (all[0] ?? null) };
}
