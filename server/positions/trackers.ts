/** Devices that tell positions by themselves: who may let one in, and whose it is. */
import type { Static } from 'typebox';
import { audit } from '../access/audit.ts';
import { assertMay, type Caller } from '../access/caller.ts';
import { hashSecret, newSecret } from '../access/secret.ts';
import type { NewTracker, Tracker, TrackerCreated } from '../contract/positions.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { type Person, personOf } from './look-repository.ts';
import { TRACKER_KEEPERS } from './roles.ts';
import {
  insertTracker,
  revokeTracker,
  type StoredTracker,
  trackerById,
  trackersOf,
  workerOfKey,
} from './tracker-repository.ts';

export class Trackers {
  readonly #db: Database;
  readonly #clock: () => Date;

  constructor(db: Database, clock: () => Date) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Throws 'worker-unknown', 'area-forbidden'. */
  async list(caller: Caller, worker: number): Promise<Tracker[]> {
    await this.#kept(caller, worker);
    return (await trackersOf(this.#db, worker)).map(viewOf);
  }

  /** The key is in this answer and nowhere else. Throws 'worker-unknown', 'area-forbidden'. */
  async make(caller: Caller, { worker, name }: NewTracker): Promise<Static<typeof TrackerCreated>> {
    const { county, area } = await this.#kept(caller, worker);
    const key = newSecret();
    const now = this.#clock();
    const stored = await this.#db.transaction(async (tx) => {
      const row = await insertTracker(tx, { county, worker, name, hash: hashSecret(key), now });
      const detail = { worker, name };
      await audit(tx, { actor: caller.actor, action: 'tracker.create', target: String(row.id), area, detail, at: now });
      return row;
    });
    return { ...viewOf(stored), key };
  }

  /** Once more is the same. Throws 'tracker-unknown', 'area-forbidden'. */
  async revoke(caller: Caller, id: number): Promise<void> {
    const now = this.#clock();
    await this.#db.transaction(async (tx) => {
      const tracker = await trackerById(tx, id);
      if (tracker === undefined) throw new Refusal('tracker-unknown', { id });
      const person = await personOf(tx, tracker.worker);
      assertMay(caller, TRACKER_KEEPERS, person!.area);
      if (tracker.revokedAt !== null) return;
      await revokeTracker(tx, id, now);
      const detail = { worker: tracker.worker, name: tracker.name };
      const entry = { actor: caller.actor, action: 'tracker.revoke', target: String(id), area: person!.area };
      await audit(tx, { ...entry, detail, at: now });
    });
  }

  /** Throws 'token-invalid'. */
  async workerOf(key: string): Promise<number> {
    const worker = await workerOfKey(this.#db, hashSecret(key));
    if (worker === undefined) throw new Refusal('token-invalid');
    return worker;
  }

  async #kept(caller: Caller, worker: number): Promise<Person> {
    const person = await personOf(this.#db, worker);
    if (person === undefined) throw new Refusal('worker-unknown', { id: worker });
    assertMay(caller, TRACKER_KEEPERS, person.area);
    return person;
  }
}

function viewOf({ id, worker, name, createdAt, revokedAt }: StoredTracker): Tracker {
  return { id, worker, name, createdAt: createdAt.toISOString(), revokedAt: revokedAt?.toISOString() ?? null };
}
