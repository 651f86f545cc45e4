/**
 * What becomes of a sound fix of a worker on duty, by what is known of the worker: the second half of the chain. Pure but for
 * the track, which it moves on.
 */
import { pointDistanceM } from '../../geometry/distance.ts';
import type { Position } from './fix-check.ts';
import type { KnownFixes } from './known-fixes.ts';
import { FASTEST_M_S, SAFETY_MS, SOONEST_MS, STILL_M, STILL_MOST_M } from './limits.ts';

/** What judging needs of one worker. */
export interface Track {
  /** The newest that was believed, kept or not; null before the first of a shift. */
  last: Position | null;
  /** The newest that went into the trail. */
  kept: Position | null;
  /** Too fast to be believed at once: the next one says which of the two was right. */
  suspect: Position | null;
  readonly known: KnownFixes;
}

export type Judged = 'accepted' | 'duplicate' | 'stale' | 'jump' | 'coalesced';

/**
 * accepted and stale belong into the trail. accepted and coalesced move the dot and are judged for the grid; a coalesced one
 * only says that the worker is still there.
 */
export function judgeFix(track: Track, fix: Position, cid: string | undefined): Judged {
  const { known, last, kept } = track;
  if (known.has(fix.t, cid)) return 'duplicate';
  if (last !== null && fix.t <= last.t) {
    known.add(fix.t, cid);
    return 'stale';
  }
  if (last !== null && isJump(last, fix)) {
    const confirmed = track.suspect !== null && track.suspect.t < fix.t && !isJump(track.suspect, fix);
    if (!confirmed && fix.t - last.t < SAFETY_MS) {
      track.suspect = fix;
      return 'jump';
    }
  }
  track.suspect = null;
  track.last = fix;
  known.add(fix.t, cid);
  if (kept !== null && !fix.coarse && fix.t - kept.t < SAFETY_MS && addsNothing(kept, fix)) return 'coalesced';
  // a coarse one says little beside a good one that is fresh
  if (kept !== null && fix.coarse && !kept.coarse && fix.t - kept.t < SOONEST_MS) return 'coalesced';
  track.kept = fix;
  return 'accepted';
}

/** Faster than anybody is, even where both places are wrong by as much as they may be. */
export function isJump(from: Position, to: Position): boolean {
  const metres = pointDistanceM(from.x, from.y, to.x, to.y) - from.accuracyM - to.accuracyM;
  return metres > (FASTEST_M_S * Math.abs(to.t - from.t)) / 1000;
}

function addsNothing(kept: Position, fix: Position): boolean {
  if (kept.coarse) return false;
  if (fix.t - kept.t < SOONEST_MS) return true;
  const still = Math.max(STILL_M, Math.min(STILL_MOST_M, fix.accuracyM / 2));
  return pointDistanceM(kept.x, kept.y, fix.x, fix.y) < still;
}
