/**
 * The numbers above the live map, by area: what happened today in Asia/Shanghai, and what is so now. They are kept by adding
 * what comes and taking away what goes; only when the clock alone changes one, at a deadline or at midnight, all are counted anew.
 */
import { midnightBefore } from '../columns/shanghai-time.ts';
import type { BoardEvent } from './board-event.ts';

export const COUNTS = ['reported', 'filed', 'handled', 'closed', 'open', 'overdue', 'suspended', 'unlocated'] as const;
export type BoardCounts = Record<(typeof COUNTS)[number], number>;

const DAY_MS = 24 * 3600_000;

const noCounts = (): BoardCounts => ({
  ...{ reported: 0, filed: 0, handled: 0, closed: 0 },
  ...{ open: 0, overdue: 0, suspended: 0, unlocated: 0 },
});

export class BoardCounter {
  #byArea = new Map<string, BoardCounts>();
  #at = 0;
  #midnight = 0;
  /** From here on the clock has made a number another one. */
  #until = 0;

  add(event: BoardEvent): void {
    this.#count(event, 1);
  }

  delete(event: BoardEvent): void {
    this.#count(event, -1);
  }

  /** `events`: all there are, for counting anew. Whoever is not on the board (ended before today) counts nowhere. */
  counts(events: Iterable<BoardEvent>, now: number): ReadonlyMap<string, BoardCounts> {
    if (now >= this.#until || now < this.#at) {
      this.#byArea = new Map();
      this.#at = now;
      this.#midnight = midnightBefore(now);
      this.#until = this.#midnight + DAY_MS;
      for (const event of events) this.#count(event, 1);
    }
    return this.#byArea;
  }

  /** As of the moment they were last counted anew, so that what goes takes away what it brought. */
  #count(event: BoardEvent, by: 1 | -1): void {
    const { state, area } = event.row;
    let counts = this.#byArea.get(area);
    if (counts === undefined) {
      counts = noCounts();
      this.#byArea.set(area, counts);
    }
    const midnight = this.#midnight;
    if (event.reported >= midnight) counts.reported += by;
    if (event.filed !== null && event.filed >= midnight) counts.filed += by;
    if (event.handled !== null && event.handled >= midnight) counts.handled += by;
    if (event.ended !== null) {
      if (event.ended >= midnight && (state === 'closed' || state === 'followed-up')) counts.closed += by;
      return;
    }
    counts.open += by;
    if (event.due !== null) {
      if (event.due <= this.#at) counts.overdue += by;
      else if (event.due < this.#until) this.#until = event.due;
    }
    if (state === 'suspended') counts.suspended += by;
    if (event.x === null) counts.unlocated += by;
  }
}

export function sumCounts(byArea: ReadonlyMap<string, BoardCounts>, sees: (area: string) => boolean): BoardCounts {
  const sum = noCounts();
  for (const [area, counts] of byArea) {
    if (sees(area)) for (const name of COUNTS) sum[name] += counts[name];
  }
  return sum;
}
