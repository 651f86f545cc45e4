/**
 * A check of a county after everything that is published of it, once however many processes there are: the database gives
 * each revision to the first that asks. One that lost its process is taken over at the next look.
 */
import { randomUUID } from 'node:crypto';
import type { Database } from '../database/database.ts';
import type { CheckJobs } from './check-jobs.ts';
import { checkableCounties, takeAutomatic } from './check-repository.ts';

export interface AutomaticDeps {
  db: Database;
  checks: CheckJobs;
  clock: () => Date;
  processId: string;
  warn: (error: unknown) => void;
}

const AUTHOR = 'system';
/** What was lost by a process that died is found by the others within this time. */
const LOOK_MS = 60_000;

export class AutomaticChecks {
  readonly #deps: AutomaticDeps;
  #stopListening: (() => Promise<void>) | null = null;
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;
  #again = false;
  /** What failed here is not tried here again: it would fail every minute. */
  readonly #failed = new Set<string>();
  #closed = false;

  constructor(deps: AutomaticDeps) {
    this.#deps = deps;
  }

  /** Follows what is published from now on, after a look at what already is. */
  async open(): Promise<void> {
    this.#stopListening = await this.#deps.db.listen('published', () => this.look());
    this.#timer = setInterval(() => this.look(), LOOK_MS);
    this.#timer.unref();
    this.look();
  }

  /** Runs what nobody has checked; one look at a time, and another when somebody asked meanwhile. */
  look(): void {
    if (this.#closed) return;
    this.#again = true;
    this.#looking ??= this.#run().finally(() => {
      this.#looking = null;
    });
  }

  /** Resolves when nothing is left to be checked by this process. */
  async idle(): Promise<void> {
    while (this.#looking !== null) await this.#looking;
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#stopListening?.();
    await this.idle();
  }

  async #run(): Promise<void> {
    const { db, checks, clock, processId, warn } = this.#deps;
    try {
      while (this.#again && !this.#closed) {
        this.#again = false;
        for (const { county, revision } of await checkableCounties(db)) {
          if (this.#closed) return;
          const which = `${county} ${revision}`;
          if (this.#failed.has(which)) continue;
          const check = { id: randomUUID(), area: county, asOf: null, plan: null, author: AUTHOR, processId };
          const id = await takeAutomatic(db, county, revision, { ...check, startedAt: clock() });
          if (id === null) continue;
          if ((await checks.run(id, { area: county, asOf: null, plan: null })) === null) this.#failed.add(which);
        }
      }
    } catch (error) {
      if (!this.#closed) warn(error);
    }
  }
}
