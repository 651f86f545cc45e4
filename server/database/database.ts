/**
 * The one interface behind which both databases stand: a PostgreSQL server (pool) and the embedded PGlite (worker thread).
 * Values arrive alike from both: int8 and numeric as number, date as 'YYYY-MM-DD', timestamptz as Date, json parsed, bytea as Uint8Array.
 */
import type { Sql } from './sql.ts';

export type Row = Record<string, unknown>;

export interface Queryable {
  /** Runs one statement and returns its rows. Rejects with a DatabaseError (errors.ts) that carries the SQLSTATE. */
  query<R extends object = Row>(statement: Sql): Promise<R[]>;
}

/** A replica beside the primary, where there is one. */
export interface ReplicaView {
  /** At most so far behind; null: not known. */
  lagMs: number | null;
  state: 'used' | 'behind' | 'unreachable' | 'promoted';
  /** Questions that either might answer, by who did. */
  answered: { replica: number; primary: number };
}

export interface Database extends Queryable {
  readonly kind: 'postgres' | 'embedded';
  /** Runs `work` in one transaction on one connection; commits when it resolves, rolls back when it rejects. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  /** Calls `heard` for every notification on the channel, own ones included. Returns the function that stops it. */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>;
  /** Sends to every listener of every process on this database. */
  notify(channel: string, payload: string): Promise<void>;
  /**
   * Takes the lock of that name when no other process on this database has it; null: one has. The answer gives it back. The lock
   * goes with the process, however it ends; `lost` is called when the line it was held on broke, and another may have it now.
   */
  holdAlone(name: string, lost: () => void): Promise<(() => Promise<void>) | null>;
  replica?(): ReplicaView | null;
  close(): Promise<void>;
}
