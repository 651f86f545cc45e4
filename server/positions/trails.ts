/**
 * Where a worker was. Whoever looks says why, and both stand in a row that the worker can read, written in one transaction with
 * the audit; only then is anything read. Their own trail of today everybody may see without a word.
 */
import { audit } from '../access/audit.ts';
import { assertMay, type Caller, may } from '../access/caller.ts';
import type { Trail, TrailAsked, TrailLooks } from '../contract/positions.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { toDegrees } from '../geometry/lattice.ts';
import type { DutyBook } from './duty-book.ts';
import { insertLook, looksAt, type Person, personOf } from './look-repository.ts';
import { LOOK_READERS, TRAIL_READERS } from './roles.ts';
import { unpackTrail } from './rules/packed-trail.ts';
import { DAY_MS, dayOf, daysBetween, startOfDay } from './rules/shanghai-day.ts';
import { fixesBetween, movementsBetween, packedBetween } from './trail-repository.ts';

const MOST_DAYS = 31;
const MOST_LOOKS = 1000;

export interface TrailsDeps {
  db: Database;
  duty: DutyBook;
  clock: () => Date;
}

export class Trails {
  readonly #deps: TrailsDeps;

  constructor(deps: TrailsDeps) {
    this.#deps = deps;
  }

  /** Throws 'worker-unknown', 'role-missing', 'area-forbidden', 'period-invalid', 'body-invalid' for a reason of blanks. */
  async look(caller: Caller, worker: number, asked: TrailAsked): Promise<Trail> {
    const { db, clock } = this.#deps;
    const person = await this.#person(worker);
    assertMay(caller, TRAIL_READERS, person.area);
    const [from, to] = [new Date(asked.from), new Date(asked.to)];
    if (!(from < to) || to.getTime() - from.getTime() > MOST_DAYS * DAY_MS) {
      throw new Refusal('period-invalid', { from: asked.from, to: asked.to, days: MOST_DAYS });
    }
    const reason = asked.reason.trim();
    if ([...reason].length < 4) {
      throw new Refusal(
        'body-invalid',
        {},
        { errors: [{ pointer: '/reason', code: 'minLength', params: { limit: 4 } }] },
      );
    }
    const { county, area } = person;
    const at = clock();
    const look = await db.transaction(async (tx) => {
      const id = await insertLook(tx, { county, worker, from, to, reason, by: caller.actor, at });
      const detail = { look: id, from, to, reason };
      await audit(tx, { actor: caller.actor, action: 'trail.look', target: String(worker), area, detail, at });
      return id;
    });
    return this.#read(worker, person, from, to, look);
  }

  /** Throws 'worker-unknown', 'role-missing'. */
  async own(caller: Caller, worker: number): Promise<Trail> {
    const person = await this.#person(worker);
    if (this.#deps.duty.workerOf(caller) !== worker) throw new Refusal('area-forbidden', { area: person.area });
    const now = this.#deps.clock().getTime();
    return this.#read(worker, person, new Date(startOfDay(dayOf(now))), new Date(now + 120_000), null);
  }

  /** Throws 'worker-unknown', 'area-forbidden'. */
  async looks(caller: Caller, worker: number): Promise<TrailLooks> {
    const { db, duty } = this.#deps;
    const person = await this.#person(worker);
    if (duty.workerOf(caller) !== worker && !may(caller, LOOK_READERS, person.area)) {
      throw new Refusal('area-forbidden', { area: person.area });
    }
    const looks = await looksAt(db, worker, MOST_LOOKS);
    return {
      looks: looks.map(({ id, from, to, reason, by, at }) => ({
        ...{ id, from: from.toISOString(), to: to.toISOString(), reason, by, at: at.toISOString() },
      })),
    };
  }

  async #person(worker: number): Promise<Person> {
    const person = await personOf(this.#deps.db, worker);
    if (person === undefined) throw new Refusal('worker-unknown', { id: worker });
    return person;
  }

  async #read(worker: number, { name }: Person, from: Date, to: Date, look: number | null): Promise<Trail> {
    const { db } = this.#deps;
    const [fromT, toT] = [from.getTime(), to.getTime()];
    const trail: Trail = {
      worker,
      name,
      from: from.toISOString(),
      t: [],
      lon: [],
      lat: [],
      accuracyM: [],
      movements: [],
      look,
    };
    const push = (t: number, x: number, y: number, accuracy: number): void => {
      trail.t.push((t - fromT) / 1000);
      trail.lon.push(toDegrees(x));
      trail.lat.push(toDegrees(y));
      trail.accuracyM.push(accuracy);
    };
    let last = Number.NEGATIVE_INFINITY;
    for (const packed of await packedBetween(db, worker, fromT, toT)) {
      const { t, x, y, accuracy } = unpackTrail(packed);
      for (let i = 0; i < t.length; i++) {
        if (t[i]! < fromT || t[i]! > toT) continue;
        push(t[i]!, x[i]!, y[i]!, accuracy[i]!);
        last = t[i]!;
      }
    }
    const days = daysBetween(fromT, toT);
    for (const fix of await fixesBetween(db, worker, [fromT, toT], days)) {
      // a day that is being packed stands in both for a moment
      if (fix.t > last) push(fix.t, fix.x, fix.y, fix.accuracy);
    }
    trail.movements = (await movementsBetween(db, worker, from, to)).map((move) => ({
      ...move,
      at: move.at.toISOString(),
    }));
    return trail;
  }
}
