/** What an import asks of its surroundings: the state of the county, and a place for its rows until the decision. */
import type { Question } from './import-protocol.ts';

export interface ImportHost {
  /** The answer as JSON text. */
  ask(question: Question): Promise<string>;
  /** Keeps rows, one JSON object each with a `seq` of its own. Resolves when the next may come. */
  store(rows: readonly object[], rowsDone: number): Promise<void>;
  progress(rowsDone: number): void;
}

/** Rows in batches of a size that one statement swallows quickly. */
export class RowBatches {
  readonly #host: ImportHost;
  #rows: object[] = [];
  #size = 0;
  #seq = 0;

  constructor(host: ImportHost) {
    this.#host = host;
  }

  /** `weight`: about how many characters the row has. */
  async add(row: object, weight: number, rowsDone: number): Promise<void> {
    this.#rows.push({ seq: this.#seq++, ...row });
    this.#size += weight;
    if (this.#rows.length >= BATCH_ROWS || this.#size >= BATCH_CHARACTERS) await this.flush(rowsDone);
  }

  async flush(rowsDone: number): Promise<void> {
    if (this.#rows.length === 0) return;
    const rows = this.#rows;
    this.#rows = [];
    this.#size = 0;
    await this.#host.store(rows, rowsDone);
  }
}

const BATCH_ROWS = 1000;
const BATCH_CHARACTERS = 1_000_000;
