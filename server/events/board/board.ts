/**
 * The board: every event that is open or ended since midnight, whole. It is what the live stream shows, and where events of
 * the same kind near by are looked for. Whoever changes it calls `apply`; whoever follows it hears of each change once.
 */
import type { SimilarEvent } from '../../contract/events.ts';
import { midnightBefore } from '../columns/shanghai-time.ts';
import type { Likeness, RecentEvents } from '../recent-events.ts';
import { AlikeEvents } from './alike.ts';
import { BoardCounter, type BoardCounts } from './board-counts.ts';
import type { BoardChange, BoardEvent, Pin } from './board-event.ts';
import { OpenPoints } from './open-points.ts';

export type BoardListener = (changes: readonly BoardChange[]) => void;

const OFFERED = 5;
/** About 440 m of latitude: tiles ask for boxes of that size and more. */
const CELL_UNITS = 40_000;

export class Board implements RecentEvents {
  readonly #pins = new Map<number, Pin>();
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
    return this.#pins.size;
  }

  get points(): OpenPoints {
    return this.#points;
  }

  *events(): Generator<BoardEvent> {
    for (const { event } of this.#pins.values()) yield event;
  }

  has(serial: number): boolean {
    return this.#pins.has(serial);
  }

  get(serial: number): BoardEvent | undefined {
    return this.#pins.get(serial)?.event;
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
      const pin = this.#pins.get(serial);
      const before = pin?.event;
      const stays = event.ended === null || event.ended >= midnight;
      if (before === undefined ? !stays : stays && before.text.equals(event.text)) continue;
      if (pin === undefined) this.#add(event);
      else if (stays) this.#change(pin, event);
      else this.#remove(pin);
      changes.push({ serial, id, areaBefore: before?.row.area ?? null, now: stays ? event : null });
    }
    this.#tell(changes);
  }

  /** Takes away what ended before today. */
  turn(now: number): void {
    const midnight = midnightBefore(now);
    const over: Pin[] = [];
    for (const pin of this.#pins.values()) if (pin.event.ended !== null && pin.event.ended < midnight) over.push(pin);
    for (const pin of over) this.#remove(pin);
    this.#tell(over.map(({ event: { row } }) => ({ serial: row.serial, id: row.id, areaBefore: row.area, now: null })));
  }

  /** By area, as they are at this instant. */
  counts(now: number): ReadonlyMap<string, BoardCounts> {
    return this.#counter.counts(this.events(), now);
  }

  similar(likeness: Likeness): SimilarEvent[] {
    return this.#alike.nearest(likeness, OFFERED).map(({ event: { row }, distanceM }) => {
      const { id, serial, state, text, reportedAt } = row;
      return { id, serial, state, text, distanceM: Math.round(distanceM * 10) / 10, reportedAt };
    });
  }

  #add(event: BoardEvent): void {
    const pin: Pin = { event };
    this.#pins.set(event.row.serial, pin);
    this.#points.add(pin);
    this.#alike.add(pin);
    this.#counter.add(event);
  }

  #change(pin: Pin, event: BoardEvent): void {
    const before = pin.event;
    this.#counter.delete(before);
    this.#counter.add(event);
    if (isFoundAs(before, event)) {
      pin.event = event;
      return;
    }
    this.#points.delete(pin);
    this.#alike.delete(pin);
    pin.event = event;
    this.#points.add(pin);
    this.#alike.add(pin);
  }

  #remove(pin: Pin): void {
    this.#pins.delete(pin.event.row.serial);
    this.#points.delete(pin);
    this.#alike.delete(pin);
    this.#counter.delete(pin.event);
  }

  #tell(changes: readonly BoardChange[]): void {
    if (changes.length === 0) return;
    this.#revision++;
    for (const listener of [...this.#listeners]) listener(changes);
  }
}

/** In the same place by the same questions. */
function isFoundAs(before: BoardEvent, now: BoardEvent): boolean {
  return (
    before.x === now.x &&
    before.y === now.y &&
    (before.ended === null) === (now.ended === null) &&
    before.row.category === now.row.category &&
    before.dictionary === now.dictionary &&
    before.county === now.county
  );
}
