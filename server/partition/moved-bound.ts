/** The fewest households that any lawful plan must move, by arithmetic alone. */
import type { Standard } from './standard.ts';

/**
 * Of the weights of today's grids that no proof excuses. What is above the maximum must leave; what a small grid lacks must
 * come, or all of it go, and one household that moves helps two grids at most. `open`: households in no grid, who join one
 * without moving, and so help one.
 */
export function leastMoved(weights: readonly number[], { min, max }: Standard, open = 0): number {
  let above = 0;
  let below = 0;
  for (const weight of weights) {
    above += Math.max(0, weight - max);
    if (weight < min) below += Math.min(min - weight, weight);
  }
  return Math.max(above, Math.ceil(Math.max(0, below - open) / 2));
}
