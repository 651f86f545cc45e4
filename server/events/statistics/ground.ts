/** The map statistics stand on: the grids of a county on one edition, with their households. */
import type { Database } from '../../database/database.ts';
import { editionAt, type GroundGrid, gridsOfEdition } from './ground-repository.ts';

/** Counties and editions that are kept. */
const KEPT = 8;

export class Ground {
  readonly grids: ReadonlyMap<string, GroundGrid>;
  readonly #sums = new Map<string, number | null>();

  constructor(grids: readonly GroundGrid[]) {
    this.grids = new Map(grids.map((grid) => [grid.code, grid]));
  }

  /** Of a grid; null where it is not on this edition or was not counted. */
  ofGrid(code: string): number | null {
    return this.grids.get(code)?.households ?? null;
  }

  /** Of the basic and dedicated grids of an area; null where it has none. */
  ofArea(code: string): number | null {
    const known = this.#sums.get(code);
    if (known !== undefined) return known;
    let sum: number | null = null;
    for (const { kind, parent, households } of this.grids.values()) {
      if (kind !== 'micro' && parent.startsWith(code)) sum = (sum ?? 0) + (households ?? 0);
    }
    this.#sums.set(code, sum);
    return sum;
  }
}

export class Grounds {
  readonly #db: Database;
  readonly #kept = new Map<string, Promise<Ground>>();

  constructor(db: Database) {
    this.#db = db;
  }

  /** On the edition in force at an instant, or the first one; an empty ground where there is none. */
  async at(county: string, at: Date): Promise<Ground> {
    const found = await editionAt(this.#db, county, at);
    if (found === null) return new Ground([]);
    const key = `${county} ${found.edition} ${found.revision}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const reading = gridsOfEdition(this.#db, county, found.edition).then((grids) => new Ground(grids));
    this.#kept.set(key, reading);
    reading.catch(() => this.#kept.delete(key));
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(oldest);
    }
    return reading;
  }
}
