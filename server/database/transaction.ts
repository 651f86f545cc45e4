/**
 * A transaction on one connection, the same for both databases: begin, work, commit or roll back; a handle that dies with
 * it; again on serialization failure or deadlock; and no question to the database itself from inside, which on one
 * connection would wait for ever.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { databaseCounters } from './counters.ts';
import type { Queryable, Row } from './database.ts';
import { DatabaseError, isRetryable, ownError } from './errors.ts';
import { type Parameter, toParameter } from './parameter.ts';
import { SerialQueue } from './serial-queue.ts';
import type { Sql } from './sql.ts';

/** One open connection: runs a statement and says which command it was. Errors are DatabaseErrors. */
export type Run = (text: string, parameters: Parameter[]) => Promise<{ rows: Row[]; command: string }>;

const ATTEMPTS = 4;

/** The statement's text and parameters. Throws 'parameter-invalid'. */
export function prepare(statement: Sql): { text: string; parameters: Parameter[] } {
  const { text, values } = statement.compile();
  return { text, parameters: values.map(toParameter) };
}

export class TransactionScope {
  readonly #inside = new AsyncLocalStorage<{ open: boolean }>();

  /** Throws 'nested-transaction' when called, however deep, from work whose transaction is still open. */
  refuseInside(): void {
    if (this.#inside.getStore()?.open) {
      throw ownError('nested-transaction', 'inside a transaction ask its handle (tx), not the database');
    }
  }

  /** Runs `attempt` up to four times, while it fails with a serialization failure or a deadlock. */
  async run<T>(attempt: () => Promise<T>): Promise<T> {
    this.refuseInside();
    for (let round = 1; ; round++) {
      const store = { open: true };
      try {
        return await this.#inside.run(store, attempt);
      } catch (error) {
        if (!isRetryable(error) || round === ATTEMPTS) throw error;
        databaseCounters.transactionRetries++;
      } finally {
        store.open = false;
      }
      await sleep(Math.random() * 30 * round);
    }
  }
}

/**
 * One attempt: `work` between begin and commit. Rejects with what `work` rejected with, after the rollback. A failed
 * statement that `work` caught still undoes everything: the commit then rejects with 'transaction-aborted'.
 */
export async function attemptTransaction<T>(run: Run, work: (tx: Queryable) => Promise<T>): Promise<T> {
  const queue = new SerialQueue();
  let open = true;
  let failure: unknown;
  const tx: Queryable = {
    query: async <R extends object = Row>(statement: Sql): Promise<R[]> => {
      if (!open) throw ownError('transaction-closed', 'the transaction is over');
      const { text, parameters } = prepare(statement);
      return queue.run(async () => {
        try {
          return (await run(text, parameters)).rows as R[];
        } catch (error) {
          failure ??= error;
          throw error;
        }
      });
    },
  };
  await run('begin', []);
  let result: T;
  try {
    result = await work(tx);
  } catch (error) {
    open = false;
    await queue.idle();
    await rollback(run, error);
    throw error;
  }
  open = false;
  await queue.idle();
  const { command } = await run('commit', []);
  if (command === 'COMMIT') return result;
  if (isRetryable(failure)) throw failure;
  throw new DatabaseError(
    { code: 'transaction-aborted', message: 'a statement of the transaction failed, so nothing was committed' },
    failure,
  );
}

/** A rollback that fails because the connection is gone has happened anyway: the server undoes what it cannot commit. */
async function rollback(run: Run, reason: unknown): Promise<void> {
  try {
    await run('rollback', []);
  } catch (error) {
    if (error instanceof DatabaseError && error.code === 'connection-lost') return;
    throw new AggregateError([reason, error], 'the rollback failed');
  }
}
