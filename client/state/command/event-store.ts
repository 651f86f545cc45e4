/**
 * Events by id: a snapshot, then what has changed, gathered until somebody flushes. Of two rows of an event the one with more
 * steps is the newer, whichever way it came.
 */
import type { EventRow } from '../../../server/contract/events.ts';

export type Rows = ReadonlyMap<string, EventRow>;

export interface Flushed {
  /** The same Map from flush to flush until a snapshot comes. */
  readonly rows: Rows;
  /** Never here before; after the first snapshot nothing is. */
  readonly added: readonly EventRow[];
}

export class EventStore {
  #rows = new Map<string, EventRow>();
  #waiting = new Map<string, EventRow | null>();
  #snapshot: readonly EventRow[] | null = null;
  readonly #known = new Set<string>();
  #isFilled = false;

  /** Everything as it is now: what is not in it is gone. */
  replace(all: readonly EventRow[]): void {
    this.#snapshot = all;
    this.#waiting.clear();
  }

  put(row: EventRow): void {
    const old = this.#waiting.get(row.id);
    if (isNewer(old, row)) this.#waiting.set(row.id, row);
  }

  drop(id: string): void {
    this.#waiting.set(id, null);
  }

  /** Known from elsewhere: no news when it comes. */
  know(id: string): void {
    this.#known.add(id);
  }

  flush(): Flushed {
    if (this.#snapshot !== null) this.#rows = this.#merge(this.#snapshot);
    for (const [id, row] of this.#waiting) {
      if (row === null) this.#rows.delete(id);
      else if (isNewer(this.#rows.get(id), row)) this.#rows.set(id, row);
    }
    const touched =
      this.#snapshot === null
        ? [...this.#waiting.keys()].flatMap((id) => this.#rows.get(id) ?? [])
        : [...this.#rows.values()];
    const added = this.#isFilled ? touched.filter(({ id }) => !this.#known.has(id)) : [];
    for (const { id } of touched) this.#known.add(id);
    this.#isFilled ||= this.#snapshot !== null;
    this.#snapshot = null;
    this.#waiting.clear();
    return { rows: this.#rows, added };
  }

  #merge(all: readonly EventRow[]): Map<string, EventRow> {
    return new Map(
      all.map((row) => {
        const known = this.#rows.get(row.id);
        return [row.id, known !== undefined && !isNewer(known, row) ? known : row];
      }),
    );
  }
}

const isNewer = (old: EventRow | null | undefined, now: EventRow): boolean => !old || now.version >= old.version;
