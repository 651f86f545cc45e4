/** Writes what requests bring, together: some hundred requests a transaction, and each is answered after the commit. */
import { Refusal } from '../contract/problem.ts';
import type { Database, Queryable } from '../database/database.ts';
import { DatabaseError } from '../database/errors.ts';
import { Gathered } from '../events/gathered.ts';
import { type Brought, PositionBatch } from './position-batch.ts';
import { insertMovements, insertNewPositions, insertPositions, tellPositions } from './position-repository.ts';
import { POSITIONS_CHANNEL } from './shared-positions.ts';

/** check_violation: what PostgreSQL says of a row that no partition takes. */
const NO_PARTITION = '23514';
const MOST_TOGETHER = 200;
const MOST_WAITING = 2_000;

/** Worker and time of a fix. */
export type FixKey = `${number} ${number}`;

export class PositionWriter {
  readonly #gathered: Gathered<Brought, ReadonlySet<FixKey>>;
  readonly #db: Database;
  readonly #makeDays: () => Promise<void>;
  readonly #tell: (workers: ReadonlySet<number>) => readonly string[];
  /** Rows of the last transaction, and all of them. */
  lastRows = 0;
  rows = 0;

  /**
   * `makeDays`: makes the partitions of the days of now, which are not there when the machine slept through the days that were
   * made ahead. `tell`: what the other processes are told of these workers; nothing where there is only this one.
   */
  constructor(db: Database, makeDays: () => Promise<void>, tell: (workers: ReadonlySet<number>) => readonly string[]) {
    this.#db = db;
    this.#makeDays = makeDays;
    this.#tell = tell;
    this.#gathered = new Gathered((batch) => this.#write(batch), {
      most: MOST_TOGETHER,
      mostWaiting: MOST_WAITING,
      tooMany: () => new Refusal('database-unavailable', { reason: 'busy', retryAfterS: 2 }),
    });
  }

  /** Resolves when it is durable, with those of the late ones that were there already. */
  write(brought: Brought): Promise<ReadonlySet<FixKey>> {
    return this.#gathered.add(brought);
  }

  /** Resolves when nothing waits any more. */
  idle(): Promise<void> {
    return this.#gathered.idle();
  }

  async #write(batch: readonly Brought[]): Promise<ReadonlySet<FixKey>[]> {
    const fresh = PositionBatch.joined(batch.map((one) => one.fresh));
    const late = PositionBatch.joined(batch.map((one) => one.late));
    const moves = batch.flatMap((one) => one.moves);
    const payloads = this.#tell(new Set(batch.flatMap((one) => [...one.moved])));
    const steps: ((q: Queryable) => Promise<void>)[] = [];
    const repeated = new Set<FixKey>();
    if (fresh.length > 0) steps.push((q) => insertPositions(q, fresh));
    if (late.length > 0) steps.push((q) => addLate(q, late, repeated));
    if (moves.length > 0) steps.push((q) => insertMovements(q, moves));
    if (payloads.length > 0) steps.push((q) => tellPositions(q, POSITIONS_CHANNEL, payloads));
    const take = async (): Promise<void> => {
      repeated.clear();
      if (steps.length === 1) await steps[0]!(this.#db);
      else if (steps.length > 1) {
        await this.#db.transaction(async (tx) => {
          for (const step of steps) await step(tx);
        });
      }
    };
    try {
      await take();
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.code !== NO_PARTITION) throw error;
      await this.#makeDays();
      await take();
    }
    this.lastRows = fresh.length + late.length;
    this.rows += this.lastRows;
    return batch.map(() => repeated);
  }
}

async function addLate(q: Queryable, late: PositionBatch, repeated: Set<FixKey>): Promise<void> {
  const added = new Set((await insertNewPositions(q, late)).map(({ worker, t }): FixKey => `${worker} ${t}`));
  for (let i = 0; i < late.length; i++) {
    const key: FixKey = `${late.workers[i]!} ${late.t[i]!}`;
    if (!added.has(key)) repeated.add(key);
  }
}
