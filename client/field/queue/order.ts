/** What may be sent now, and how long what failed waits. Pure. */
import { type Entry, isOpen } from './entry.ts';

/** What stands in its way: an entry that was made before and has not arrived; undefined: nothing does. */
export const obstacle = (entries: readonly Entry[], entry: Entry): Entry | undefined =>
  entries.find(
    (other) =>
      isOpen(other) &&
      ((other.subject === entry.subject && other.login === entry.login && other.seq < entry.seq) ||
        entry.after.includes(other.id)),
  );

/** The first that can go; null: none. */
export function nextToSend(entries: readonly Entry[], login: string, now: number): Entry | null {
  const mine = entries.filter((entry) => entry.login === login && entry.standing === 'waiting');
  mine.sort((a, b) => a.seq - b.seq);
  return mine.find((entry) => entry.notBefore <= now && obstacle(entries, entry) === undefined) ?? null;
}

/** When to look again; null: nothing waits for a time. */
export function nextMoment(entries: readonly Entry[], login: string): number | null {
  const times = entries
    .filter((entry) => entry.login === login && entry.standing === 'waiting' && obstacle(entries, entry) === undefined)
    .map(({ notBefore }) => notBefore);
  return times.length === 0 ? null : Math.min(...times);
}

const FIRST_MS = 2_000;
const LONGEST_MS = 5 * 60_000;

/** Twice as long each time, a fifth more or less so that phones of one street do not come back at once. */
export function waitAfter(tries: number, random: number, asked = 0): number {
  const wait = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(tries - 1, 20));
  return Math.max(asked, Math.round(wait * (0.8 + random * 0.4)));
}
