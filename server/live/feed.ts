/**
 * News of the service, the same in every process on one database: whoever has some tells the database, and each process
 * keeps the last of what it heard, so that a listener who lost the line goes on where it was.
 */
import { randomBytes } from 'node:crypto';
import type { Database } from '../database/database.ts';

export interface News {
  /** The same in every process; later news have other ids, in no order. */
  readonly id: string;
  readonly kind: string;
  /** What it is about. */
  readonly area: string;
  /** JSON. */
  readonly data: string;
  /** The whole message, written once for all listeners. */
  readonly text: string;
}

export type Listener = (news: News) => void;

const CHANNEL = 'live';
const KEPT = 1000;

export class LiveFeed {
  readonly #db: Database;
  readonly #kept: News[] = [];
  readonly #listeners = new Set<Listener>();
  #stops: (() => Promise<void>)[] = [];

  constructor(db: Database) {
    this.#db = db;
  }

  async open(): Promise<void> {
    this.#stops = [
      await this.#db.listen(CHANNEL, (payload) => {
        // '' after a break in the line: what was missed is lost, and whoever listens has to look again
        if (payload === '') this.#tell(resetNews());
        else this.#tell(newsOf(JSON.parse(payload) as Told));
      }),
      await this.#db.listen('published', (county) => {
        if (county !== '') this.#tell(newsOf({ id: newId(), kind: 'published', area: county, data: { area: county } }));
      }),
    ];
  }

  /** `data`: small; a notification of PostgreSQL holds less than 8,000 bytes. */
  async tell(kind: string, area: string, data: object): Promise<void> {
    await this.#db.notify(CHANNEL, JSON.stringify({ id: newId(), kind, area, data } satisfies Told));
  }

  /** What every process finds out by itself: told to the listeners of this one only. */
  tellHere(kind: string, area: string, data: object): void {
    this.#tell(newsOf({ id: newId(), kind, area, data }));
  }

  /**
   * Every later news, after those since `last` as far as they are kept; `reset` first where they are not. The answer ends it.
   */
  listen(listener: Listener, last: string | undefined): () => void {
    const known = last === undefined ? this.#kept.length - 1 : this.#kept.findIndex(({ id }) => id === last);
    if (last !== undefined && known < 0) listener(resetNews());
    else for (const news of this.#kept.slice(known + 1)) listener(news);
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  async close(): Promise<void> {
    for (const stop of this.#stops) await stop();
    this.#listeners.clear();
  }

  #tell(news: News): void {
    this.#kept.push(news);
    if (this.#kept.length > KEPT) this.#kept.shift();
    for (const listener of [...this.#listeners]) listener(news);
  }
}

interface Told {
  id: string;
  kind: string;
  area: string;
  data: object;
}

function newsOf({ id, kind, area, data }: Told): News {
  const json = JSON.stringify(data);
  return { id, kind, area, data: json, text: `id: ${id}\nevent: ${kind}\ndata: ${json}\n\n` };
}

/** About everything: what is on the screen may be old. */
function resetNews(): News {
  return newsOf({ id: newId(), kind: 'reset', area: '', data: {} });
}

function newId(): string {
  return `${Date.now().toString(36)}-${randomBytes(5).toString('hex')}`;
}
