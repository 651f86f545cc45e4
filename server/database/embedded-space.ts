/**
 * Room on the disk of the embedded database. PostgreSQL ends itself when it cannot write its log, and then cannot start either:
 * so below a reserve every transaction is read-only, until there is room again. Looked at four times a second at most.
 */

import { DatabaseError } from './errors.ts';
import { freeBytes, RESERVE_BYTES } from './free-space.ts';

/** Writing goes on when there is this much more, so that it does not change with every file. */
const AGAIN_BYTES = 16 * 1024 * 1024;
const LOOK_MS = 250;

/** SQLSTATE disk_full. */
const DISK_FULL = '53100';
/** SQLSTATE read_only_sql_transaction. */
const READ_ONLY = '25006';

export class EmbeddedSpace {
  readonly #folder: string;
  #isLow = false;
  #lookedAt = -Infinity;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Whether writing is refused now. */
  isLow(): boolean {
    const now = performance.now();
    if (now - this.#lookedAt < LOOK_MS) return this.#isLow;
    this.#lookedAt = now;
    this.#isLow = freeBytes(this.#folder) < RESERVE_BYTES + (this.#isLow ? AGAIN_BYTES : 0);
    return this.#isLow;
  }

  /** What a statement failed with: that it may not write is said as what it is. */
  explain(error: unknown): unknown {
    if (!(error instanceof DatabaseError) || error.code !== READ_ONLY || !this.#isLow) return error;
    return new DatabaseError(
      {
        code: DISK_FULL,
        message: `less than ${RESERVE_BYTES / 1024 / 1024} MB are free: reading goes on, writing does not`,
      },
      error,
    );
  }
}
