/**
 * Where a worker was at an instant, for those who ask for a proof: the believed fix that is nearest in time, if it is near enough. It is
 * no look at a trail: nobody is shown it.
 */
import type { Database } from '../database/database.ts';
import { toDegrees } from '../geometry/lattice.ts';
import type { KnownPosition, PositionAt } from '../visits/position-at.ts';
import type { LiveWorkers } from './live-workers.ts';
import { unpackTrail } from './rules/packed-trail.ts';
import { dayOf, dayText } from './rules/shanghai-day.ts';
import { fixesBetween, packedBetween } from './trail-repository.ts';

/** Somebody who walks on may be 200 m away after this; somebody who calls at a building is there. */
const NEAR_MS = 3 * 60_000;

interface TimedFix {
  readonly t: number;
  readonly x: number;
  readonly y: number;
  readonly accuracy: number;
}

export class KnownPositions implements PositionAt {
  readonly #db: Database;
  readonly #live: LiveWorkers;

  constructor(db: Database, live: LiveWorkers) {
    this.#db = db;
    this.#live = live;
  }

  async at(worker: number, instant: Date): Promise<KnownPosition | null> {
    const t = instant.getTime();
    const fixes = await this.#around(worker, t - NEAR_MS, t + NEAR_MS);
    const last = this.#live.get(worker)?.last;
    // who stands still has a newest fix that was not kept
    if (last != null) fixes.push({ t: last.t, x: last.x, y: last.y, accuracy: last.accuracyM });
    let nearest: TimedFix | null = null;
    for (const fix of fixes) {
      const away = Math.abs(fix.t - t);
      if (away <= NEAR_MS && (nearest === null || away < Math.abs(nearest.t - t))) nearest = fix;
    }
    if (nearest === null) return null;
    return { lon: toDegrees(nearest.x), lat: toDegrees(nearest.y), accuracyM: nearest.accuracy };
  }

  async #around(worker: number, from: number, to: number): Promise<TimedFix[]> {
    const fixes: TimedFix[] = [];
    for (const packed of await packedBetween(this.#db, worker, from, to)) {
      const { t, x, y, accuracy } = unpackTrail(packed);
      for (let i = 0; i < t.length; i++) {
        if (t[i]! >= from && t[i]! <= to) fixes.push({ t: t[i]!, x: x[i]!, y: y[i]!, accuracy: accuracy[i]! });
      }
    }
    const days = [dayText(dayOf(from)), dayText(dayOf(to))] as const;
    fixes.push(...(await fixesBetween(this.#db, worker, [from, to], days)));
    return fixes;
  }
}
