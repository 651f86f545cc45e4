/**
 * Who answers for a point that several grids cover. Every answer lists all covering grids (closed sets) in this order:
 *   1. the grid named by hand (override)
 *   2. inside before border
 *   3. lowest grid number; numbers are given by code as text, so this is the lowest code
 * and the first one answers. The same order holds in SQL (`ORDER BY`), in the client and in the documents.
 */
import type { Hits } from './hits.ts';

/**
 * What decided: `contains` inside one grid or the lowest of several · `border` no grid has the point inside, the lowest
 * on whose border it lies answers · `override` named by hand · `nearest` no grid covers the point and the caller asked
 * for the nearest.
 */
export type Rule = 'contains' | 'border' | 'override' | 'nearest';

export interface Covering {
  readonly grid: number;
  readonly onBorder: boolean;
}

/** Order of two coverings of one point without regard to overrides: negative when `a` answers before `b`. */
export function compareCoverings(a: Covering, b: Covering): number {
  return Number(a.onBorder) - Number(b.onBorder) || a.grid - b.grid;
}

/** The rule behind the first of the hits; null when there is none. An override is the caller's to apply before. */
export function ruleOf(hits: Hits): 'contains' | 'border' | null {
  if (hits.count === 0) return null;
  return hits.onBorder[0] === 0 ? 'contains' : 'border';
}
