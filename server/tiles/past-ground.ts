/** The ground of named editions, read when asked for; the last few asked for stay in memory. */
import type { Database } from '../database/database.ts';
import type { GroundLoader } from './ground-loader.ts';
import type { GroundMap } from './ground-map.ts';
import { type EditionRow, newestEditions, statesAt } from './repository.ts';

/** So many of the newest editions have tiles. */
export const EDITIONS_SERVED = 8;
const KEPT = 2;

export interface PastEdition {
  readonly edition: number;
  ground(): Promise<GroundMap>;
}

export class PastGround {
  readonly #db: Database;
  readonly #loader: GroundLoader;
  readonly #ground = new Map<number, Promise<GroundMap>>();
  #served: readonly EditionRow[] = [];

  constructor(db: Database, loader: GroundLoader) {
    this.#db = db;
    this.#loader = loader;
  }

  /** Null: none of the editions served. `newest` names the newest of the service: what is known up to it is asked once. */
  async edition(edition: number, newest: number | null): Promise<PastEdition | null> {
    if (this.#served[0]?.id !== newest) this.#served = await newestEditions(this.#db, EDITIONS_SERVED);
    const row = this.#served.find(({ id }) => id === edition);
    if (row === undefined) return null;
    return {
      edition,
      ground: () =>
        kept(this.#ground, edition, async () => this.#loader.at(await statesAt(this.#db, row), row.in_force_from)),
    };
  }
}

function kept<T>(among: Map<number, Promise<T>>, edition: number, make: () => Promise<T>): Promise<T> {
  const known = among.get(edition);
  const made = known ?? make();
  if (known === undefined) made.catch(() => among.delete(edition));
  among.delete(edition);
  among.set(edition, made);
  for (const oldest of among.keys()) {
    if (among.size <= KEPT) break;
    among.delete(oldest);
  }
  return made;
}
