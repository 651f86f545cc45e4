/**
 * All events of the service in memory, as columns: what figures, hotspots, the time slider and tiles are made of. About 90
 * bytes an event. What the database sends later is newer, for it is asked one question after the other: an event that is
 * here already is written over.
 */
import type { EventBatch } from './event-batch.ts';
import { UNIT_SEPARATOR } from './event-batch.ts';
import { EventPage, PAGE_EVENTS } from './event-page.ts';
import { NumberTable } from './number-table.ts';

const TIMES = ['reported', 'ended', 'due', 'dispatched', 'handled', 'handleDue', 'verifyDue'] as const;
const NUMBERS = ['x', 'y', 'grade', 'way', 'channel', 'state', 'flags', 'dispatches', 'returns'] as const;

export interface HandlerName {
  readonly kind: string;
  readonly code: string;
  readonly name: string;
}

export class EventColumns {
  readonly areas = new NumberTable();
  readonly grids = new NumberTable();
  /** Dictionary and code, with a slash between: a code means nothing without its dictionary. */
  readonly categories = new NumberTable();
  /** County, kind and code. */
  readonly handlers = new NumberTable();
  readonly #handlerNames: HandlerName[] = [{ kind: '', code: '', name: '' }];
  readonly #pages = new Map<number, EventPage>();
  #ordered: EventPage[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  get byteLength(): number {
    return this.#ordered.reduce((sum, page) => sum + page.byteLength, 0);
  }

  /** By serial. */
  pages(): readonly EventPage[] {
    return this.#ordered;
  }

  /** Those that may hold an event reported from (inclusive) to (exclusive). */
  pagesBetween(from: number, to: number): EventPage[] {
    return this.#ordered.filter(({ earliest, latest }) => earliest < to && latest >= from);
  }

  handlerName(number: number): HandlerName {
    return this.#handlerNames[number]!;
  }

  categoryCode(number: number): string {
    const text = this.categories.text(number);
    return text.slice(text.indexOf('/') + 1);
  }

  apply(batch: EventBatch): void {
    const { serial } = batch;
    for (let n = 0; n < serial.length; n++) {
      const page = this.#page(Math.floor(serial[n]! / PAGE_EVENTS));
      const i = serial[n]! - page.first;
      if (Number.isNaN(page.reported[i]!)) {
        page.count++;
        this.#count++;
        if (i >= page.size) page.size = i + 1;
      }
      if (page.x[i] !== batch.x[n] || page.y[i] !== batch.y[n]) page.places = null;
      for (const field of TIMES) page[field][i] = batch[field][n]!;
      for (const field of NUMBERS) page[field][i] = batch[field][n]!;
      page.area[i] = this.areas.numberOf(batch.area[n]!);
      page.grid[i] = this.grids.numberOf(batch.grid[n]!);
      page.category[i] = this.categories.numberOf(batch.category[n]!);
      page.handler[i] = this.#handler(batch.handler[n]!);
      const reported = batch.reported[n]!;
      if (reported < page.earliest) page.earliest = reported;
      if (reported > page.latest) page.latest = reported;
    }
  }

  #page(number: number): EventPage {
    const known = this.#pages.get(number);
    if (known !== undefined) return known;
    const page = new EventPage(number * PAGE_EVENTS);
    this.#pages.set(number, page);
    this.#ordered = [...this.#ordered, page].sort((a, b) => a.first - b.first);
    return page;
  }

  #handler(text: string): number {
    if (text === '') return 0;
    const [county, kind = '', code = '', name = ''] = text.split(UNIT_SEPARATOR);
    const number = this.handlers.numberOf([county, kind, code].join(UNIT_SEPARATOR));
    if (this.#handlerNames[number]?.name !== name) this.#handlerNames[number] = { kind, code, name };
    return number;
  }
}
