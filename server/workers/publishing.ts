/**
 * Changes of what is published of people: in one transaction with the revision of the county, which the maps of all processes
 * follow, and with the audit row. This process serves the change when the caller is answered.
 */
import { type AuditEntry, audit } from '../access/audit.ts';
import { holdRevision, raiseRevision } from '../areas/revision-repository.ts';
import type { Database, Queryable } from '../database/database.ts';
import type { PublishedMaps } from '../locate/published-maps.ts';
import { countiesToPublish } from './post-repository.ts';
import { tellDuty } from './tell-repository.ts';

export interface PublishingDeps {
  db: Database;
  maps: PublishedMaps;
  clock: () => Date;
  warn: (error: unknown) => void;
}

export interface Published<T> {
  /** Whose published state changed; null: nothing that is published did. */
  county: string | null;
  result: T;
  /** Whose posts or person changed. */
  worker: number | null;
  entry: AuditEntry;
}

export class Publishing {
  readonly db: Database;
  readonly clock: () => Date;
  readonly #deps: PublishingDeps;

  constructor(deps: PublishingDeps) {
    this.#deps = deps;
    this.db = deps.db;
    this.clock = deps.clock;
  }

  async publish<T>(change: (tx: Queryable) => Promise<Published<T>>): Promise<T> {
    const { county, result } = await this.db.transaction(async (tx) => {
      const done = await change(tx);
      if (done.county !== null) {
        await holdRevision(tx, done.county);
        await raiseRevision(tx, done.county);
      }
      await tellDuty(tx, done.worker);
      await audit(tx, done.entry);
      return done;
    });
    if (county !== null) await this.#refresh(county);
    return result;
  }

  /** Posts that have begun or ended by themselves since: the maps are told. Counties told. */
  async publishDated(): Promise<string[]> {
    const counties = await this.db.transaction(async (tx) => {
      const due = (await countiesToPublish(tx)).map(({ county }) => county);
      for (const county of due) {
        await holdRevision(tx, county);
        await raiseRevision(tx, county);
      }
      return due;
    });
    for (const county of counties) await this.#refresh(county);
    return counties;
  }

  /** The change is made; a map that cannot be read now is read at the next notice. */
  async #refresh(county: string): Promise<void> {
    await this.#deps.maps.refresh(county).catch(this.#deps.warn);
  }
}
