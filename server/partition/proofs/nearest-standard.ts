/** What the standard would have to be for sums to come out: an offer beside a `no-count` proof. */
import { addsUp, type Standard } from '../standard.ts';

/**
 * The standards nearest to the given one (by the sum of both changes) under which every area could be divided as far as
 * counting goes; several when equally near, the one with the least change of the maximum first. Empty for no households.
 */
export function nearestStandards(areas: readonly number[], { min, max }: Standard): Standard[] {
  const counted = areas.filter((households) => households > 0);
  let best = Infinity;
  let found: Standard[] = [];
  if (counted.length === 0) return found;
  for (let upper = max; upper - max <= best; upper++) {
    let lower = min;
    for (const households of counted) lower = Math.min(lower, Math.floor(households / Math.ceil(households / upper)));
    const change = upper - max + (min - lower);
    if (change > best) continue;
    if (change < best) found = [];
    best = change;
    found.push({ min: lower, max: upper });
  }
  return found.filter((standard) => counted.every((households) => addsUp(households, standard)));
}
