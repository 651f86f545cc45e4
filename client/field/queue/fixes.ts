/** Positions that wait to be sent: which are taken, how many are kept, and what an answer leaves. Pure. */
import type { Fix } from '../../../server/contract/positions.ts';

/** What the device says, in its own time. */
export interface Position {
  readonly t: number;
  readonly lon: number;
  readonly lat: number;
  readonly accuracyM: number;
  readonly speed: number | null;
  readonly course: number | null;
}

/** 14 hours at one fix in ten seconds: more than a day of work. */
export const MOST_FIXES = 5_000;
/** The service takes a thousand; a poor network takes less. */
export const BATCH = 200;
/** Older than a day is taken by nobody. */
const OLDEST_MS = 24 * 3_600_000;

/** A device tells its position as often as it likes; one an interval is enough. */
export const isDue = (last: number | null, t: number, intervalS: number): boolean =>
  last === null || t - last >= intervalS * 1000 - 500;

/** Without what is too old; of too many every second one goes, so that the whole way stays. */
export function thinned<P extends Pick<Position, 't'>>(positions: readonly P[], now: number): P[] {
  const young = positions.filter(({ t }) => now - t < OLDEST_MS).sort((a, b) => a.t - b.t);
  if (young.length <= MOST_FIXES) return young;
  const newest = young.length - 1;
  return young.filter((_, index) => index === newest || index % 2 === 0);
}

/** As the service takes it, in its own time. The id is of the moment: a batch may be sent again. */
export function fixOf({ t, lon, lat, accuracyM, speed, course }: Position, aheadMs: number): Fix {
  return {
    t: t - aheadMs,
    lon: Number(lon.toFixed(7)),
    lat: Number(lat.toFixed(7)),
    accuracy: Math.round(accuracyM * 10) / 10,
    ...(speed === null ? {} : { speed: Math.round(speed * 10) / 10 }),
    ...(course === null || Number.isNaN(course) ? {} : { course: Math.round(course) }),
    cid: String(t),
  };
}
