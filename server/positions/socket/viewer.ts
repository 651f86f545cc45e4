/**
 * One viewer's end of the socket. Ticks are never queued here: while too much waits in the line, only the names of the cells
 * are kept that the viewer is owed, and when the line is free it gets their latest state once.
 */
import type { Sink } from '../../live/listener.ts';
import type { Cell } from './cells.ts';

/** Above this ticks are left out; above that the viewer is cut off, and so is who is owed for longer. */
export const PATIENCE_BYTES = 256 * 1024;
export const MOST_BYTES = 1024 * 1024;
export const PATIENCE_MS = 10_000;

export class Viewer {
  /** What is looked at; null: counts. */
  cells: ReadonlySet<Cell> | null = new Set();
  /** From a line that was lost, until it says what it looks at now: cells and the seq of the last frame of each. */
  held: ReadonlyMap<Cell, number> | null = null;
  /** The counts it was sent last. */
  counts = '';
  readonly #sink: Sink;
  readonly #now: () => number;
  readonly #owed = new Set<Cell>();
  #owedSince = 0;

  /** `drained`: the line is free and something is owed. */
  constructor(sink: Sink, now: () => number, drained: () => void) {
    this.#sink = sink;
    this.#now = now;
    sink.on('drain', () => {
      if (this.#owed.size > 0 && this.isFree) drained();
    });
  }

  get waiting(): number {
    return this.#sink.writableLength;
  }

  get owing(): number {
    return this.#owed.size;
  }

  get isFree(): boolean {
    return this.#sink.writableLength < PATIENCE_BYTES;
  }

  /** False: left out, and the cell is owed. */
  offer(cell: Cell, frame: Uint8Array): boolean {
    if (this.#owed.size === 0 && this.isFree) {
      this.#sink.write(frame);
      return true;
    }
    if (this.#owed.size === 0) this.#owedSince = this.#now();
    this.#owed.add(cell);
    return false;
  }

  /** Without asking whether there is room: small, and rare. */
  say(frame: Uint8Array): void {
    this.#sink.write(frame);
  }

  /** The cells that are owed and still looked at; from now on nothing is. */
  takeOwed(): Cell[] {
    const owed = [...this.#owed].filter((cell) => this.cells?.has(cell));
    this.#owed.clear();
    return owed;
  }

  /** Whether this viewer is to be cut off. */
  isFailing(): boolean {
    if (this.#sink.writableLength > MOST_BYTES) return true;
    return this.#owed.size > 0 && this.#now() - this.#owedSince > PATIENCE_MS;
  }
}
