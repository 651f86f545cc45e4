/**
 * 16,384 events whose serials follow each other, each field in an array of its own: an event's number in the page is its
 * serial less `first`. Times are ms, NaN where there is none; a serial that no event has got has no `reported`.
 */

import type { PagePlaces } from './page-places.ts';

export const PAGE_EVENTS = 16_384;

/** Where an event without a place lies, for both coordinates. */
export const NOWHERE = -(2 ** 31);

/** Bits of `flags`. */
export const FLAG = { filed: 1, overran: 2, reworked: 4, supervised: 8, emergency: 16 } as const;

const times = (): Float64Array => new Float64Array(PAGE_EVENTS).fill(Number.NaN);

export class EventPage {
  readonly first: number;
  readonly reported = times();
  readonly ended = times();
  /** Of the clock that runs. */
  readonly due = times();
  readonly dispatched = times();
  readonly handled = times();
  readonly handleDue = times();
  readonly verifyDue = times();
  /** Lattice units. */
  readonly x = new Int32Array(PAGE_EVENTS).fill(NOWHERE);
  readonly y = new Int32Array(PAGE_EVENTS).fill(NOWHERE);
  /** Numbers of the tables of EventColumns. */
  readonly area = new Uint32Array(PAGE_EVENTS);
  readonly grid = new Uint32Array(PAGE_EVENTS);
  readonly category = new Uint32Array(PAGE_EVENTS);
  readonly handler = new Uint32Array(PAGE_EVENTS);
  /** Positions in GRADES, WAYS, CHANNELS, EVENT_STATES. */
  readonly grade = new Uint8Array(PAGE_EVENTS);
  readonly way = new Uint8Array(PAGE_EVENTS);
  readonly channel = new Uint8Array(PAGE_EVENTS);
  readonly state = new Uint8Array(PAGE_EVENTS);
  readonly flags = new Uint8Array(PAGE_EVENTS);
  /** At most 255 of each are told. */
  readonly dispatches = new Uint8Array(PAGE_EVENTS);
  readonly returns = new Uint8Array(PAGE_EVENTS);
  /** Between these lies every report of the page: what asks for other times passes it by. */
  earliest = Number.POSITIVE_INFINITY;
  latest = Number.NEGATIVE_INFINITY;
  /** Made by who asks where they lie; null once one has come, or moved. */
  places: PagePlaces | null = null;
  /** One more than the last number in use. */
  size = 0;
  count = 0;

  constructor(first: number) {
    this.first = first;
  }

  get byteLength(): number {
    return Object.values(this).reduce(
      (sum: number, field) => sum + (ArrayBuffer.isView(field) ? field.byteLength : 0),
      this.places?.byteLength ?? 0,
    );
  }
}
