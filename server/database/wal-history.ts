/**
 * Positions of the primary's log over time, from which follows how far behind a replica is: as long as the oldest of what it has
 * not replayed. Measured by the clock of this process alone. Pure.
 */

interface Sample {
  at: number;
  position: number;
}

/** A minute's worth at four a second; a replica further behind is behind by more than that. */
const MOST_SAMPLES = 240;
/** Bytes of a page of the log, and of the longest header of one. */
const PAGE_BYTES = 8192;
const HEADER_BYTES = 40;

/**
 * A position at which the next record will be written, as the end of the last one: where that one ended with a page, the server says
 * the place after the next page's header, which a replica reaches only with the next record.
 */
export function endOfRecord(position: number): number {
  const within = position % PAGE_BYTES;
  return within <= HEADER_BYTES ? position - within : position;
}

export class WalHistory {
  readonly #samples: Sample[] = [];

  /** `at` must be before the position was asked for. */
  add(at: number, position: number): void {
    this.#samples.push({ at, position });
    if (this.#samples.length > MOST_SAMPLES) this.#samples.shift();
  }

  /** Milliseconds by which a replica that has replayed up to there is behind, at most; null: not known. */
  lagMs(replayed: number, now: number): number | null {
    const first = this.#samples.findIndex(({ position }) => position > replayed);
    // behind by more than what is remembered
    if (first === 0 || this.#samples.length === 0) return null;
    // everything known is replayed: what came since the last look is not known
    if (first === -1) return now - this.#samples.at(-1)!.at;
    return now - this.#samples[first - 1]!.at;
  }
}
