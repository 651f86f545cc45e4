/**
 * Counts of the rate limit that several processes on one PostgreSQL share. Each counts what it was asked in memory and tells the
 * others by notification, twice a second and only of those who have used up another twentieth of their limit: no request waits for
 * the database, nothing is written, and whoever asks little costs nothing.
 * The bound: through n processes one address gets at most its limit, and (n − 1) times a twentieth of it and what arrives between
 * two tellings. While the database is away each process counts for itself.
 */
import type { Database } from '../database/database.ts';
import { type Counted, WindowCounts } from './window-counts.ts';

const CHANNEL = 'limits';
const EVERY_MS = 500;
/** A notification holds less than 8,000 bytes; a row is below 200. */
const ROWS_TOGETHER = 35;

interface Told {
  from: string;
  rows: [store: string, counted: Counted][];
}

export interface SharedLimitDeps {
  db: Database;
  processId: string;
}

type Answer = (error: Error | null, result?: { current: number; ttl: number }) => void;

export class SharedLimit {
  readonly #deps: SharedLimitDeps;
  readonly #counts = new Map<string, WindowCounts>();
  #unnamed = 0;
  #timer: NodeJS.Timeout | null = null;
  #stop: (() => Promise<void>) | null = null;
  #telling: Promise<unknown> = Promise.resolve();

  constructor(deps: SharedLimitDeps) {
    this.#deps = deps;
  }

  /** When the database is there. The embedded one belongs to one process: nobody is told. */
  async open(): Promise<void> {
    if (this.#deps.db.kind === 'embedded') return;
    this.#stop = await this.#deps.db.listen(CHANNEL, (payload) => this.#hear(payload));
    this.#timer = setInterval(() => {
      // what could not be told is told with the next
      this.#telling = this.#telling.then(() => this.#tell()).catch(() => {});
    }, EVERY_MS);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#telling;
    await this.#stop?.();
  }

  /** The class that the plugin makes its stores of: one for all routes, one more for each with a limit of its own. */
  storeClass() {
    const of = (name: string): WindowCounts => {
      const counts = this.#counts.get(name) ?? new WindowCounts();
      this.#counts.set(name, counts);
      return counts;
    };
    const unnamed = (): string => `#${++this.#unnamed}`;
    return class Store {
      readonly #own: WindowCounts;

      constructor(_options: object, name = '') {
        this.#own = of(name);
      }

      incr(key: string, answer: Answer, windowMs: number, most: number): void {
        answer(null, this.#own.add(key, windowMs, most));
      }

      read(key: string, answer: Answer, windowMs: number): void {
        answer(null, this.#own.look(key, windowMs));
      }

      /** Routes come in the same order in every process of one program, and so do their names. */
      child(options: object): Store {
        const { method, url } =
          (options as { routeInfo?: { method?: string | string[]; url?: string } }).routeInfo ?? {};
        return new Store(options, url === undefined ? unnamed() : `${[method].flat().join()} ${url}`);
      }
    };
  }

  async #tell(): Promise<void> {
    const { db, processId } = this.#deps;
    const rows: Told['rows'] = [];
    for (const [store, counts] of this.#counts) for (const counted of counts.untold()) rows.push([store, counted]);
    for (let at = 0; at < rows.length; at += ROWS_TOGETHER) {
      const part = rows.slice(at, at + ROWS_TOGETHER);
      await db.notify(CHANNEL, JSON.stringify({ from: processId, rows: part } satisfies Told));
      for (const [store, counted] of part) this.#counts.get(store)?.told(counted);
    }
  }

  #hear(payload: string): void {
    if (payload === '') return;
    const { from, rows } = JSON.parse(payload) as Told;
    if (from === this.#deps.processId) return;
    for (const [store, counted] of rows) this.#counts.get(store)?.heard(counted);
  }
}
