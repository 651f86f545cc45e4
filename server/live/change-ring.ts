/**
 * The last of what happened, numbered, so that a listener who lost the line goes on where it was: a minute of it, or 16 MB.
 * Of events it keeps which changed and whose they were before; what they are now is on the board.
 */
import type { BoardChange } from '../events/board/board-event.ts';
import type { News } from './feed.ts';

export interface RingEntry {
  readonly seq: number;
  readonly at: number;
  readonly changes: readonly Pick<BoardChange, 'serial' | 'id' | 'areaBefore'>[];
  readonly news: News | null;
  readonly bytes: number;
}

const KEPT_MS = 60_000;
const KEPT_BYTES = 16 * 1024 * 1024;
/** What one change takes, about: an object, an id, an area. */
const CHANGE_BYTES = 160;

export class ChangeRing {
  #entries: RingEntry[] = [];
  #first = 0;
  #seq = 0;
  #bytes = 0;

  /** Of the newest entry; 0 before the first. */
  get seq(): number {
    return this.#seq;
  }

  get bytes(): number {
    return this.#bytes;
  }

  add(at: number, changes: readonly BoardChange[], news: News | null): void {
    const kept = changes.map(({ serial, id, areaBefore }) => ({ serial, id, areaBefore }));
    const bytes = kept.length * CHANGE_BYTES + (news?.text.length ?? 0) * 2 + CHANGE_BYTES;
    this.#entries.push({ seq: ++this.#seq, at, changes: kept, news, bytes });
    this.#bytes += bytes;
    this.#forget(at);
  }

  /** Those after a number; null where some of them are no longer kept, or the number was never given. */
  after(seq: number): RingEntry[] | null {
    const held = this.#entries.length - this.#first;
    if (seq > this.#seq || seq < this.#seq - held) return null;
    return this.#entries.slice(this.#entries.length - (this.#seq - seq));
  }

  #forget(now: number): void {
    while (this.#first < this.#entries.length - 1) {
      const oldest = this.#entries[this.#first]!;
      if (now - oldest.at <= KEPT_MS && this.#bytes <= KEPT_BYTES) break;
      this.#bytes -= oldest.bytes;
      this.#first++;
    }
    if (this.#first * 2 > this.#entries.length) {
      this.#entries = this.#entries.slice(this.#first);
      this.#first = 0;
    }
  }
}
