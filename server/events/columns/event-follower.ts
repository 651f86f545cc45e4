/**
 * Keeps columns and board in step with the table, in every process: at the start the board is loaded, which is what people
 * look at, then all events page by page; both are followed from the first moment on.
 *
 * The channel `events` tells the serials that a transaction changed, as a JSON array; '' means that something was missed
 * (after a break in the line), or that it was too much to tell. Then everything is read that transactions have written
 * which had not ended at the last such look. A notice only says where to look: its rows are read anew, one question after
 * the other, so that what comes later is never older.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../database/database.ts';
import type { Board } from '../board/board.ts';
import { eventsBySerial, serialsSince } from '../board/board-repository.ts';
import { type BatchRead, type Horizon, readChanged, readPage, readSerials } from './column-repository.ts';
import type { EventBatch } from './event-batch.ts';
import type { EventColumns } from './event-columns.ts';
import { PAGE_EVENTS } from './event-page.ts';
import { midnightBefore } from './shanghai-time.ts';

export const EVENTS_CHANNEL = 'events';

/** Serials read in one question. */
const BATCH = 2000;
/** So old a look may be before the next notice is answered by a look: the next break in the line has then little to read. */
const LOOK_AGAIN_MS = 60_000;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;

export interface FollowerDeps {
  db: Database;
  columns: EventColumns;
  board: Board;
  clock: () => Date;
  /** Hears of a read that failed; it is tried again. */
  warn: (error: unknown) => void;
}

export class EventFollower {
  readonly #deps: FollowerDeps;
  readonly #dirty = new Set<number>();
  readonly #ending = new AbortController();
  /** Something may have been missed. */
  #lost = false;
  #horizon: Horizon | null = null;
  #lookedAt = 0;
  #running: Promise<void> | null = null;
  #phase: 'board' | 'columns' | 'following' = 'board';
  /** The last serial of the pages loaded so far. */
  #page = 0;
  readonly #boardReady = new Gate();
  readonly #ready = new Gate();
  #stop: (() => Promise<void>) | null = null;
  /** For the metrics. */
  readonly counted = { notices: 0, looks: 0, rows: 0, failures: 0 };

  constructor(deps: FollowerDeps) {
    this.#deps = deps;
  }

  /** Listens, and begins to load; `ready` says when all is there. */
  async open(): Promise<void> {
    this.#stop = await this.#deps.db.listen(EVENTS_CHANNEL, (payload) => {
      this.counted.notices++;
      if (payload === '') this.#lost = true;
      else for (const serial of JSON.parse(payload) as number[]) this.#dirty.add(serial);
      this.#wake();
    });
    this.#wake();
  }

  get loaded(): boolean {
    return this.#phase === 'following';
  }

  get boardLoaded(): boolean {
    return this.#phase !== 'board';
  }

  /** All events are there. Rejects when it is closed before. */
  get ready(): Promise<void> {
    return this.#ready.passed;
  }

  /** The board is there; earlier. */
  get boardReady(): Promise<void> {
    return this.#boardReady.passed;
  }

  /** Resolves when everything heard of so far is read. */
  async settled(): Promise<void> {
    while (this.#running !== null) await this.#running;
  }

  async close(): Promise<void> {
    this.#ending.abort();
    await this.#stop?.();
    await this.#running;
    this.#boardReady.shut();
    this.#ready.shut();
  }

  #wake(): void {
    this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    const { signal } = this.#ending;
    for (let wait = FIRST_WAIT_MS; !signal.aborted; ) {
      try {
        if (this.#phase === 'board') await this.#loadBoard();
        else if (this.#lost || (this.#dirty.size > 0 && Date.now() - this.#lookedAt > LOOK_AGAIN_MS))
          await this.#look();
        else if (this.#dirty.size > 0) await this.#readDirty();
        else if (this.#phase === 'columns') await this.#loadPage();
        else break;
        wait = FIRST_WAIT_MS;
      } catch (error) {
        this.counted.failures++;
        // what was taken out of the set and not read is found by looking
        this.#lost = true;
        if (!signal.aborted) this.#deps.warn(error);
        await sleep(wait, undefined, { signal, ref: false }).catch(() => {});
        wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      }
    }
    // in the turn that found nothing more to do, so that no notice falls between
    this.#running = null;
  }

  async #loadBoard(): Promise<void> {
    const { db, board, clock } = this.#deps;
    // what changes from here on is told, or found by the next look
    this.#horizon ??= (await readSerials(db, [])).horizon;
    const shown = await serialsSince(db, new Date(midnightBefore(clock().getTime())));
    for (let i = 0; i < shown.length && !this.#ending.signal.aborted; i += BATCH) {
      board.apply(await eventsBySerial(db, shown.slice(i, i + BATCH)), clock().getTime());
    }
    await this.#look();
    this.#phase = 'columns';
    this.#boardReady.open();
  }

  async #loadPage(): Promise<void> {
    const { batch } = await readPage(this.#deps.db, this.#page);
    this.#deps.columns.apply(batch);
    if (batch.serial.length > 0) this.#page = batch.serial.at(-1)!;
    else {
      this.#phase = 'following';
      this.#ready.open();
    }
  }

  /** What was written by transactions that had not ended at the last look. */
  async #look(): Promise<void> {
    const { db } = this.#deps;
    this.counted.looks++;
    this.#lost = false;
    this.#dirty.clear();
    const began = Date.now();
    let next: Horizon | null = null;
    for (let after = 0; ; ) {
      const read: BatchRead = await readChanged(db, this.#horizon!, after);
      next ??= read.horizon;
      await this.#take(read.batch);
      if (read.batch.serial.length < PAGE_EVENTS) break;
      after = read.batch.serial.at(-1)!;
    }
    this.#horizon = next;
    this.#lookedAt = began;
  }

  async #readDirty(): Promise<void> {
    const serials = [...this.#dirty].slice(0, BATCH);
    for (const serial of serials) this.#dirty.delete(serial);
    const { batch } = await readSerials(this.#deps.db, serials);
    await this.#take(batch);
  }

  /** Both in one turn, the columns first: whoever hears of the board may look into them. */
  async #take(batch: EventBatch): Promise<void> {
    const { db, columns, board, clock } = this.#deps;
    const midnight = midnightBefore(clock().getTime());
    const shown = [...batch.serial].filter((serial, n) => !(batch.ended[n]! < midnight) || board.has(serial));
    const events = [];
    for (let i = 0; i < shown.length; i += BATCH) events.push(...(await eventsBySerial(db, shown.slice(i, i + BATCH))));
    this.counted.rows += batch.serial.length;
    columns.apply(batch);
    board.apply(events, clock().getTime());
  }
}

/** A promise that is kept from outside, or broken when it is closed before. */
class Gate {
  #settle: { resolve: () => void; reject: (why: Error) => void } | null = null;
  readonly passed = new Promise<void>((resolve, reject) => {
    this.#settle = { resolve, reject };
  });

  constructor() {
    this.passed.catch(() => {});
  }

  open(): void {
    this.#settle?.resolve();
  }

  shut(): void {
    this.#settle?.reject(new Error('closed before the events were loaded'));
  }
}
