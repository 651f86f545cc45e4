/**
 * The days of positions, every ten minutes: partitions are made ahead; a day into which no fix can come any more is packed into
 * a trail for each worker and dropped; trails are deleted after the days that the county keeps them.
 */
import type { Database } from '../database/database.ts';
import { dutySettings } from './duty-repository.ts';
import { dropPartition, lockPartitions, makePartition, partitionDays, tryPartitions } from './partition-repository.ts';
import { OLDEST_MS } from './rules/limits.ts';
import { packTrail } from './rules/packed-trail.ts';
import { dayOf, dayText, parseDay, startOfDay } from './rules/shanghai-day.ts';
import {
  countiesOfTrails,
  fixesOfDay,
  forgetBefore,
  type PackedDay,
  putTrails,
  type StoredFix,
  workersOfDay,
} from './trail-repository.ts';

const EVERY_MS = 600_000;
const DAYS_AHEAD = 2;
/** Workers packed in one transaction: a day of one has some thousand fixes. */
const TOGETHER = 20;
/** Fixes that were taken in time may still be on their way to the table. */
const SETTLED_MS = 1_800_000;
export const DEFAULT_TRAIL_DAYS = 30;

export interface UpkeepDeps {
  db: Database;
  clock: () => Date;
  warn: (error: unknown) => void;
}

export class Upkeep {
  readonly #deps: UpkeepDeps;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<unknown> = Promise.resolve();

  constructor(deps: UpkeepDeps) {
    this.#deps = deps;
  }

  /** When the database is there: without a partition for today no fix can be stored. */
  async start(packs: boolean): Promise<void> {
    await this.makeAhead();
    this.#timer = setInterval(() => {
      this.#running = this.#running.then(() => (packs ? this.run() : this.makeAhead())).catch(this.#deps.warn);
    }, EVERY_MS);
    this.#timer.unref();
    if (packs) this.#running = this.run().catch(this.#deps.warn);
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#running;
  }

  async makeAhead(): Promise<void> {
    const { db, clock } = this.#deps;
    const today = dayOf(clock().getTime());
    const there = new Set(await partitionDays(db));
    const wanted = Array.from({ length: DAYS_AHEAD + 2 }, (_, i) => today - 1 + i);
    if (wanted.every((day) => there.has(dayText(day)))) return;
    await db.transaction(async (tx) => {
      await lockPartitions(tx);
      for (const day of wanted) await makePartition(tx, day);
    });
  }

  /** Everything that is due now. */
  async run(): Promise<void> {
    await this.makeAhead();
    await this.#forget();
    const { db, clock } = this.#deps;
    const over = dayOf(clock().getTime() - OLDEST_MS - SETTLED_MS);
    for (const text of await partitionDays(db)) {
      if (parseDay(text) < over) await this.#pack(parseDay(text));
    }
  }

  /** In several transactions: what is packed twice is the same, and only the last one drops the day. */
  async #pack(day: number): Promise<void> {
    const { db } = this.#deps;
    const text = dayText(day);
    for (let after = 0; ; ) {
      const workers = await workersOfDay(db, text, after, TOGETHER);
      if (workers.length === 0) break;
      const trails = packedOf(await fixesOfDay(db, text, workers));
      await db.transaction((tx) => putTrails(tx, text, trails));
      after = workers.at(-1)!;
    }
    await db.transaction(async (tx) => {
      if (await tryPartitions(tx)) await dropPartition(tx, day);
    });
  }

  async #forget(): Promise<void> {
    const { db, clock } = this.#deps;
    const kept = new Map<string, number>();
    for (const { area, value } of await dutySettings(db)) {
      if (typeof value.trailDays === 'number') kept.set(area, value.trailDays);
    }
    const today = dayOf(clock().getTime());
    for (const county of await countiesOfTrails(db)) {
      const first = today - (kept.get(county) ?? kept.get('') ?? DEFAULT_TRAIL_DAYS);
      await db.transaction((tx) => forgetBefore(tx, county, dayText(first), new Date(startOfDay(first))));
    }
  }
}

/** Rows come by worker and time. */
function packedOf(fixes: readonly StoredFix[]): PackedDay[] {
  const packed: PackedDay[] = [];
  for (let from = 0; from < fixes.length; ) {
    const { worker } = fixes[from]!;
    let to = from;
    while (to < fixes.length && fixes[to]!.worker === worker) to++;
    const own = fixes.slice(from, to);
    packed.push({
      ...{ worker, fixes: own.length, fromT: own[0]!.t, toT: own.at(-1)!.t },
      packed: packTrail({
        t: Float64Array.from(own, ({ t }) => t),
        x: Int32Array.from(own, ({ x }) => x),
        y: Int32Array.from(own, ({ y }) => y),
        accuracy: Uint8Array.from(own, ({ accuracy }) => accuracy),
      }),
    });
    from = to;
  }
  return packed;
}
