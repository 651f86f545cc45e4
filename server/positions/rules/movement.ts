/**
 * When a worker has entered another grid: not at the first fix beyond a border, but when it is further beyond than the fix may
 * be wrong, and stays; or stays long, for grids too narrow for that. Pure. Outside every grid is a place like the others.
 */
import type { Position } from './fix-check.ts';
import { DWELL_MS, FIXES_IN_ROW, LONG_DWELL_MS, MARGIN_M } from './limits.ts';

/** Code of a grid; null: outside every grid. */
export type Place = string | null;

export interface Whereabouts {
  /** undefined: not known yet. */
  grid: Place | undefined;
  /** Since when, by the first fix that says so. */
  since: number;
  candidate: { grid: Place; since: number; fixes: number } | null;
}

export interface Move {
  readonly from: Place;
  readonly to: Place;
  /** The first fix that says so, and the one that settled it. */
  readonly sinceT: number;
  readonly t: number;
  readonly reason: 'distance' | 'dwell';
}

export function nowhere(): Whereabouts {
  return { grid: undefined, since: 0, candidate: null };
}

/** `distanceM`: to the nearest border. A coarse fix is never asked about. Null: nothing is settled by this one. */
export function follow(where: Whereabouts, fix: Position, grid: Place, distanceM: number): Move | null {
  if (where.grid === undefined) {
    where.grid = grid;
    where.since = fix.t;
    return null;
  }
  if (grid === where.grid) {
    where.candidate = null;
    return null;
  }
  if (where.candidate === null || where.candidate.grid !== grid) {
    where.candidate = { grid, since: fix.t, fixes: 1 };
    return null;
  }
  const { candidate } = where;
  candidate.fixes++;
  const stayed = fix.t - candidate.since;
  const clear = distanceM - fix.accuracyM > MARGIN_M;
  const settled = clear && (stayed >= DWELL_MS || candidate.fixes >= FIXES_IN_ROW);
  if (!settled && stayed < LONG_DWELL_MS) return null;
  const reason = settled ? 'distance' : 'dwell';
  const move: Move = { from: where.grid, to: grid, sinceT: candidate.since, t: fix.t, reason };
  where.grid = grid;
  where.since = candidate.since;
  where.candidate = null;
  return move;
}

/**
 * The grids were drawn anew: the worker may be in another one without having moved. The answer says from which, if so. `newest`: the
 * grid that the newest fix lies in now; what was told of another one says nothing any more, of the same one it still counts.
 */
export function reassign(where: Whereabouts, grid: Place, newest: Place): { from: Place } | null {
  const from = where.grid;
  if (from !== undefined) where.grid = grid;
  if (where.candidate?.grid !== newest || newest === where.grid) where.candidate = null;
  return from === undefined || from === grid ? null : { from };
}
