/**
 * One listener's end of a stream. Frames are shared with others and never queued: what is larger than a piece goes out piece
 * by piece as the line takes it, and while it does, or while too much waits, later frames are left out and the listener is
 * owed. When the line is free again, `settle` brings it up to date.
 */

/** What a stream is written to; a ServerResponse, or a test's. */
export interface Sink {
  readonly writableLength: number;
  write(bytes: Uint8Array): boolean;
  on(event: 'drain', heard: () => void): unknown;
  end(): unknown;
  destroy(): unknown;
}

/** Above this nothing more is written. */
export const PATIENCE_BYTES = 256 * 1024;
const PIECE_BYTES = 64 * 1024;
/** Owing, or moving nothing, for longer than this is the end. */
export const PATIENCE_MS = 10_000;

export interface ListenerDeps {
  sink: Sink;
  /** Monotonic ms. */
  now: () => number;
  /** Frames were left out and the line is free; `transferred`: it was a large frame that kept them from being written. */
  settle: (transferred: boolean) => void;
}

export class Listener {
  readonly #deps: ListenerDeps;
  #transfer: { bytes: Uint8Array; at: number } | null = null;
  /** After the large frame that is under way. */
  #next: Uint8Array | null = null;
  #owed = 0;
  #owedSince = 0;
  #movedAt = 0;

  constructor(deps: ListenerDeps) {
    this.#deps = deps;
    deps.sink.on('drain', () => this.#drained());
  }

  get waiting(): number {
    const left = this.#transfer === null ? 0 : this.#transfer.bytes.length - this.#transfer.at;
    return this.#deps.sink.writableLength + left;
  }

  /** False: left out, and owed. */
  offer(frame: Uint8Array): boolean {
    const { sink, now } = this.#deps;
    if (this.#transfer !== null || this.#owed > 0 || sink.writableLength >= PATIENCE_BYTES) {
      if (this.#owed === 0) this.#owedSince = now();
      this.#owed++;
      return false;
    }
    this.#write(frame);
    return true;
  }

  /** Instead of what is owed. A frame that is half written is written to its end first. */
  restart(frame: Uint8Array): void {
    this.#owed = 0;
    if (this.#transfer === null) this.#write(frame);
    else this.#next = frame;
  }

  /** Why this listener is to be cut off; null: it keeps up, or is catching up. */
  failing(): 'stalled' | 'owing' | null {
    const now = this.#deps.now();
    if (this.#transfer !== null) return now - this.#movedAt > PATIENCE_MS ? 'stalled' : null;
    return this.#owed > 0 && now - this.#owedSince > PATIENCE_MS ? 'owing' : null;
  }

  end(): void {
    this.#deps.sink.end();
  }

  cut(): void {
    this.#deps.sink.destroy();
  }

  #write(frame: Uint8Array): void {
    this.#movedAt = this.#deps.now();
    if (frame.length <= PIECE_BYTES) this.#deps.sink.write(frame);
    else {
      this.#transfer = { bytes: frame, at: 0 };
      this.#pump();
    }
  }

  /** Writes pieces until the line has enough or all is out. */
  #pump(): void {
    const { sink } = this.#deps;
    const transfer = this.#transfer!;
    let free = true;
    while (transfer.at < transfer.bytes.length && free) {
      free = sink.write(transfer.bytes.subarray(transfer.at, transfer.at + PIECE_BYTES));
      transfer.at += PIECE_BYTES;
    }
    if (transfer.at >= transfer.bytes.length && free) this.#finish(true);
  }

  #drained(): void {
    this.#movedAt = this.#deps.now();
    if (this.#transfer === null) {
      if (this.#owed > 0) this.#finish(false);
    } else if (this.#transfer.at < this.#transfer.bytes.length) this.#pump();
    else this.#finish(true);
  }

  #finish(transferred: boolean): void {
    this.#transfer = null;
    const next = this.#next;
    this.#next = null;
    if (next !== null) this.#write(next);
    // while that one goes out its own end settles what is owed
    if (this.#transfer !== null || this.#owed === 0) return;
    this.#owed = 0;
    this.#deps.settle(transferred);
  }
}
