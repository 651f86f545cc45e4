/**
 * The board: every event that is open or ended since midnight, whole. It is what the live stream shows, and where events of
 * the same kind near by are looked for. Whoever changes it calls `apply`; whoever follows it hears of each change once.
 */
import type { SimilarEvent } from '../../contract/events.ts';
import { midnightBefore } from '../columns/shanghai-time.ts';
import type { Likeness, RecentEvents } from '../recent-events.ts';
import { AlikeEvents } from './alike.ts';
import { BoardCounter, type BoardCounts } from './board-counts.ts';
import type { BoardChange, BoardEvent } from './board-event.ts';
import { OpenPoints } from './open-points.ts';

export type BoardListener = (changes: readonly BoardChange[]) => void;

const OFFERED = 5;
/** About 440 m of latitude: tiles ask for boxes of that size and more. */
const CELL_UNITS = 40_000;

export class Board implements RecentEvents {
  readonly #events = new Map<number, BoardEvent>();
  readonly #points = new OpenPoints(CELL_UNITS);
  readonly #alike = new AlikeEvents();
  readonly #listeners = new Set<BoardListener>();
  readonly #counter = new BoardCounter();
  #revision = 0;

  /** Grows with every change. */
  get revision(): number {
    return this.#revision;
  }

  get size(): number {
    return this.#events.size;
  }

  get points(): OpenPoints {
    return this.#points;
  }

  events(): Iterable<BoardEvent> {
    return this.#events.values();
  }

  has(serial: number): boolean {
    return this.#events.has(serial);
  }

  get(serial: number): BoardEvent | undefined {
    return this.#events.get(serial);
  }

  /** The answer ends it. */
  follow(listener: BoardListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Events as they are now; one that is told as it was is no change. */
  apply(events: readonly BoardEvent[], now: number): void {
    const midnight = midnightBefore(now);
    const changes: BoardChange[] = [];
    for (const event of events) {
      const { serial, id } = event.row;
      const before = this.#events.get(serial);
      const stays = event.ended === null || event.ended >= midnight;
      if (before === undefined ? !stays : stays && before.text.equals(event.text)) continue;
      if (before !== undefined) this.#remove(before);
      if (stays) this.#add(event);
      changes.push({ serial, id, areaBefore: before?.row.area ?? null, now: stays ? event : null });
    }
    this.#tell(changes);
  }

  /** Takes away what ended before today. */
  turn(now: number): void {
    const midnight = midnightBefore(now);
    const over = [...this.#events.values()].filter(({ ended }) => ended !== null && ended < midnight);
    for (const event of over) this.#remove(event);
    this.#tell(over.map(({ row: { serial, id, area } }) => ({ serial, id, areaBefore: area, now: null })));
  }

  /** By area, as they are at this instant. */
  counts(now: number): ReadonlyMap<string, BoardCounts> {
    return this.#counter.counts(this.#events.values(), now);
  }

  similar(likeness: Likeness): SimilarEvent[] {
    return this.#alike.nearest(likeness, OFFERED).map(({ event: { row }, distanceM }) => {
      const { id, serial, state, text, reportedAt } = row;
      return { id, serial, state, text, distanceM: Math.round(distanceM * 10) / 10, reportedAt };
    });
  }

  #add(event: BoardEvent): void {
    this.#events.set(event.row.serial, event);
    this.#points.add(event);
    this.#alike.add(event);
    this.#counter.add(event);
  }

  #remove(event: BoardEvent): void {
    this.#events.delete(event.row.serial);
    this.#points.delete(event);
    this.#alike.delete(event);
    this.#counter.delete(event);
  }

  #tell(changes: readonly BoardChange[]): void {
    if (changes.length === 0) return;
    this.#revision++;
    for (const listener of [...this.#listeners]) listener(changes);
  }
}
