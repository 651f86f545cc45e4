/** The events of the area on the screen as they are now: put there by the stream and by answers to this page. */
import { computed, signal } from '@preact/signals';
import type { EventRow } from '../../../server/contract/events.ts';
import type { EventsDelta, EventsSnapshot } from '../../../server/contract/live.ts';
import { isLive, noteServiceTime } from './clock.ts';
import { EventStore, type Rows } from './event-store.ts';
import { paced } from './paced.ts';

export interface Board {
  readonly rows: Rows;
  /** Of the service: today reported, filed, handled, closed; now open, overdue, suspended, unlocated. */
  readonly counts: Readonly<Record<string, number>>;
  /** False until a snapshot is there. */
  readonly ready: boolean;
}

const EMPTY: Board = { rows: new Map(), counts: {}, ready: false };
export const board = signal<Board>(EMPTY);

/** What the events were at the moment of a clock that is not live; null: nobody has brought them, those of now are shown. */
export const pastEvents = signal<Rows | null>(null);

/** What list and map show. A new object for every flush, although the Map may be the same. */
export const shownRows = computed<{ readonly rows: Rows }>(() =>
  isLive.value || pastEvents.value === null ? board.value : { rows: pastEvents.value },
);

/** Events that nobody here knew of; a new list is new ones. */
export const arrivals = signal<readonly EventRow[]>([]);

let store = new EventStore();
let counts: Readonly<Record<string, number>> = {};
let hasSnapshot = false;

const pace = paced(() => {
  const { rows, added } = store.flush();
  board.value = { rows, counts, ready: hasSnapshot };
  if (added.length > 0) arrivals.value = added;
});

export function takeSnapshot(all: EventsSnapshot): void {
  noteServiceTime(all.at);
  store.replace(all.events);
  ({ counts } = all);
  hasSnapshot = true;
  pace.ask();
}

export function takeDelta(change: EventsDelta): void {
  for (const row of change.events) store.put(row);
  for (const id of change.gone) store.drop(id);
  ({ counts } = change);
  pace.ask();
}

/** An answer to this page brought a row, perhaps before the stream does. `isOwn`: reported here, so nobody is told of it. */
export function noteRow(row: EventRow, isOwn = false): void {
  if (isOwn) store.know(row.id);
  store.put(row);
  pace.ask();
}

/** Another area, or the workspace is left. */
export function clearBoard(): void {
  pace.stop();
  store = new EventStore();
  counts = {};
  hasSnapshot = false;
  board.value = EMPTY;
  pastEvents.value = null;
  arrivals.value = [];
}
