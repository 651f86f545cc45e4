/** Whether a position proves that somebody was at a place. Pure. */
import type { Visit } from '../contract/visits.ts';

/** More doubt about a position is given to nobody. */
const DOUBT_M = 50;

/** `near`: as the settings have it, the accuracy of the position being taken off. */
export function proofOf(distanceM: number | null, accuracyM: number, nearM: number): Visit['proof'] {
  if (distanceM === null) return 'none';
  return distanceM <= nearM + Math.min(accuracyM, DOUBT_M) ? 'near' : 'far';
}
