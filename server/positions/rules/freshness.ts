/** How fresh a position is, and where it is seen from the worker's own grids. Pure. */
import type { WorkerPosition } from '../../contract/positions.ts';
import { LATE_INTERVALS, LOST_MS } from './limits.ts';
import type { Place } from './movement.ts';

export function freshnessOf(t: number, now: number, intervalS: number): WorkerPosition['fresh'] {
  const age = now - t;
  if (age >= LOST_MS) return 'lost';
  return age >= LATE_INTERVALS * intervalS * 1000 ? 'late' : 'fresh';
}

/** `own`: codes of the grids the worker holds a post in; for a micro grid also the grid it lies in. */
export function placeOf(grid: Place | undefined, own: ReadonlySet<string>): WorkerPosition['place'] {
  if (grid === null || grid === undefined) return 'outside';
  return own.has(grid) ? 'own-grid' : 'other-grid';
}
