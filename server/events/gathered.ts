/**
 * Group commit: what callers bring while a batch is being written goes together into the next one, so that a thousand small
 * writes a second cost some tens of transactions and each caller is still answered after the commit of its own. A caller who
 * comes alone waits for nobody.
 *
 * A batch that fails for what one of its items holds is cut in half until that item stands alone: its neighbours are written.
 */
import { DatabaseError } from '../database/errors.ts';

interface Waiting<T, R> {
  readonly item: T;
  readonly done: (result: R) => void;
  readonly failed: (error: unknown) => void;
}

export interface GatheredOptions {
  /** Items of one batch. */
  most: number;
  /** Items that wait before more are refused: what cannot be written in time is better told at once. */
  mostWaiting: number;
  /** What a caller gets who is one too many. */
  tooMany: () => Error;
}

export class Gathered<T, R> {
  readonly #write: (items: readonly T[]) => Promise<readonly (R | Error)[]>;
  readonly #options: GatheredOptions;
  #waiting: Waiting<T, R>[] = [];
  #running: Promise<void> | null = null;
  /** Of the last batch, for the metrics. */
  lastSize = 0;

  /**
   * `write` answers one result for each item, in their order, when all are durable: an Error for one that is refused by itself.
   * Or it rejects and has written none.
   */
  constructor(write: (items: readonly T[]) => Promise<readonly (R | Error)[]>, options: GatheredOptions) {
    this.#write = write;
    this.#options = options;
  }

  add(item: T): Promise<R> {
    if (this.#waiting.length >= this.#options.mostWaiting) return Promise.reject(this.#options.tooMany());
    return new Promise<R>((done, failed) => {
      this.#waiting.push({ item, done, failed });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // Requests that arrived in the same turn of the event loop come together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.#options.most);
      this.lastSize = batch.length;
      await this.#writeOrHalve(batch);
    }
    this.#running = null;
  }

  async #writeOrHalve(batch: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const results = await this.#write(batch.map(({ item }) => item));
      batch.forEach(({ done, failed }, i) => {
        const result = results[i]!;
        if (result instanceof Error) failed(result);
        else done(result);
      });
    } catch (error) {
      if (batch.length === 1 || !isOfOneItem(error)) {
        for (const { failed } of batch) failed(error);
        return;
      }
      const middle = batch.length >> 1;
      await this.#writeOrHalve(batch.slice(0, middle));
      await this.#writeOrHalve(batch.slice(middle));
    }
  }
}

/** Data that a column refuses (22…) or a constraint (23…); anything else would fail again whoever is in the batch. */
function isOfOneItem(error: unknown): boolean {
  return !(error instanceof DatabaseError) || /^2[23]/.test(error.code);
}
