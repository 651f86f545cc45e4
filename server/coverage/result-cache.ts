/** The last results, by the state of the data they were made from: a second reader does not compute, one who comes meanwhile waits. */
import type { CheckResult } from './check.ts';

export interface CachedResult {
  readonly result: CheckResult;
  readonly checkedAt: Date;
  /** Names the data that were read. */
  readonly dataState: string;
}

const KEPT = 12;

export class ResultCache {
  readonly #entries = new Map<string, Promise<CachedResult>>();

  /** `make` is called where nothing is kept; what it rejects with is not kept. */
  get(key: string, make: () => Promise<CachedResult>): Promise<CachedResult> {
    const known = this.#entries.get(key);
    // Asked again: the last to be forgotten.
    this.#entries.delete(key);
    const entry = known ?? make();
    this.#entries.set(key, entry);
    if (known === undefined) entry.catch(() => this.#entries.get(key) === entry && this.#entries.delete(key));
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= KEPT) break;
      this.#entries.delete(oldest);
    }
    return entry;
  }

  known(key: string): Promise<CachedResult> | undefined {
    return this.#entries.get(key);
  }

  put(key: string, result: CachedResult): void {
    void this.get(key, async () => result);
  }
}
