/**
 * A primary and a streaming replica behind one interface. Questions within `readAnywhere` go to the replica while it is near enough
 * and has what this process has written or heard of; everything else, and what the replica fails at, goes to the primary.
 */
import type { Database, Queryable, ReplicaView, Row } from './database.ts';
import { DatabaseError } from './errors.ts';
import { mayReadAnywhere } from './read-scope.ts';
import { ReplicaWatch } from './replica-watch.ts';
import type { Sql } from './sql.ts';

/** Words that only statements which write have; one in a name or a text costs a question to the primary, no more. */
const WRITES = /\b(insert|update|delete|merge|truncate|create|alter|drop|lock|nextval|setval)\b/i;

export class ReplicatedDatabase implements Database {
  readonly kind = 'postgres';
  readonly #primary: Database;
  readonly #open: () => Promise<Database>;
  readonly #watch: ReplicaWatch;
  #replica: Promise<Database> | null = null;
  readonly #answered = { replica: 0, primary: 0 };

  /** `open` is asked again while it fails. */
  constructor(primary: Database, open: () => Promise<Database>, boundMs: number) {
    this.#primary = primary;
    this.#open = open;
    this.#watch = new ReplicaWatch(primary, () => this.#opened(), boundMs);
    this.#watch.start();
  }

  replica(): ReplicaView {
    return { ...this.#watch.state(), answered: this.#answered };
  }

  async query<R extends object = Row>(statement: Sql): Promise<R[]> {
    const writes = WRITES.test(statement.compile().text);
    if (!writes && mayReadAnywhere()) {
      const rows = await this.#fromReplica<R>(statement);
      if (rows !== null) return rows;
      this.#answered.primary++;
    }
    try {
      return await this.#primary.query<R>(statement);
    } finally {
      if (writes) this.#watch.wrote();
    }
  }

  async transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    try {
      return await this.#primary.transaction(work);
    } finally {
      this.#watch.wrote();
    }
  }

  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>> {
    return this.#primary.listen(channel, (payload) => {
      this.#watch.wrote();
      heard(payload);
    });
  }

  notify(channel: string, payload: string): Promise<void> {
    return this.#primary.notify(channel, payload);
  }

  holdAlone(name: string, lost: () => void): Promise<(() => Promise<void>) | null> {
    return this.#primary.holdAlone(name, lost);
  }

  async close(): Promise<void> {
    await this.#watch.close();
    await (await this.#replica?.catch(() => null))?.close();
    await this.#primary.close();
  }

  /** null: it may not, or could not; a question changes nothing, so the primary may be asked the same. */
  async #fromReplica<R extends object>(statement: Sql): Promise<R[] | null> {
    try {
      if (!(await this.#watch.mayServe())) return null;
      const rows = await (await this.#opened()).query<R>(statement);
      this.#answered.replica++;
      return rows;
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      if (error.code === 'connection-lost') this.#watch.lost();
      return null;
    }
  }

  #opened(): Promise<Database> {
    if (this.#replica === null) {
      this.#replica = this.#open();
      this.#replica.catch(() => {
        this.#replica = null;
      });
    }
    return this.#replica;
  }
}
