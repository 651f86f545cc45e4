/** Which events were open at a moment, and how many of each kind of figure, without making an object. Pure. */
import { firstAtOrAfter } from './period.ts';
import type { Played } from './played.ts';

export interface Tally {
  open: number;
  /** Reported, and ended as done, since a moment. */
  reported: number;
  closed: number;
  unlocated: number;
}

/** Indexes of the contract's EVENT_STATES: closed, followed-up. The others that end are void and merged. */
const DONE_STATES: readonly number[] = [7, 8];
const NOWHERE = -(2 ** 31);

/** Writes the indexes of the open ones into `found`, oldest first, and their figures into `tally`; answers their number. */
export function openAt(
  played: Played,
  at: number,
  { since, found, tally }: { since: number; found: Uint32Array; tally: Tally },
): number {
  const { reported, ended, lon, state } = played;
  const end = firstAtOrAfter(reported, at + 1);
  let open = 0;
  let closed = 0;
  let unlocated = 0;
  for (let i = 0; i < end; i++) {
    const over = ended[i]!;
    if (over <= at) {
      if (over >= since && DONE_STATES.includes(state[i]!)) closed++;
      continue;
    }
    if (lon[i] === NOWHERE) unlocated++;
    found[open++] = i;
  }
  tally.open = open;
  tally.closed = closed;
  tally.unlocated = unlocated;
  tally.reported = end - firstAtOrAfter(reported, since);
  return open;
}
