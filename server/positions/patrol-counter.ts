/**
 * Counts what is walked while it is walked: seconds and metres in each grid, rounds, and which streets and buildings were passed.
 * Kept in memory and added to the table every ten seconds; a process that is killed loses no more than that.
 */
import type { Database } from '../database/database.ts';
import { pointDistanceM } from '../geometry/distance.ts';
import type { OnDuty } from './duty-book.ts';
import type { GridFinder } from './grid-finder.ts';
import type { LiveWorker } from './live-workers.ts';
import { loadPatrolGround, type PassedKind, type PassedPoints, type PatrolGround } from './patrol-ground.ts';
import { holdPatrols, type PatrolRow, putPatrols } from './patrol-repository.ts';
import { bytesFor, setBit, union } from './rules/bits.ts';
import type { Position } from './rules/fix-check.ts';
import { LOST_MS, SEGMENT_M, SEGMENT_MS } from './rules/limits.ts';
import { dayOf, dayText } from './rules/shanghai-day.ts';

export interface PatrolRules {
  /** So near a street or building it counts as passed. */
  passedM: number;
  /** Minutes in a grid that make a round. */
  patrolMin: number;
}

const EVERY_MS = 10_000;
/** Steps that wait while a county is being read, which takes a second or two. */
const MOST_WAITING = 100_000;

/** From one fix to the next, with the grid the worker was in by then. */
interface Step {
  readonly duty: OnDuty;
  readonly grid: string | null;
  readonly since: number;
  readonly before: Position | null;
  readonly fix: Position;
}

export interface PatrolCounterDeps {
  db: Database;
  finder: GridFinder;
  rules: (county: string) => PatrolRules;
  warn: (error: unknown) => void;
}

export class PatrolCounter {
  readonly #deps: PatrolCounterDeps;
  readonly #grounds = new Map<string, PatrolGround>();
  readonly #loading = new Map<string, Promise<void>>();
  #rows = new Map<string, PatrolRow>();
  #waiting: Step[] = [];
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(deps: PatrolCounterDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#timer = setInterval(() => void this.flush().catch(this.#deps.warn), EVERY_MS);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await Promise.allSettled(this.#loading.values());
    await this.flush().catch(this.#deps.warn);
  }

  /** A fix that was believed, and the one before it. A coarse one says nothing of streets, and a long break nothing at all. */
  walked({ duty, where }: LiveWorker, before: Position | null, fix: Position): void {
    if (fix.coarse) return;
    const step: Step = { duty, grid: where.grid ?? null, since: where.since, before, fix };
    const ground = this.#ground(duty.county);
    if (ground !== null) this.#count(step, ground);
    else if (this.#waiting.length < MOST_WAITING) this.#waiting.push(step);
  }

  /** Adds everything to the table. What could not be written is tried again with what comes. */
  flush(): Promise<void> {
    const next = this.#writing.catch(() => {}).then(() => this.#write());
    this.#writing = next;
    return next;
  }

  #count(step: Step, ground: PatrolGround): void {
    const { before, fix, grid } = step;
    const ms = before === null ? 0 : fix.t - before.t;
    const metres = before === null ? 0 : pointDistanceM(before.x, before.y, fix.x, fix.y);
    const near = before !== null && !before.coarse && ms <= SEGMENT_MS && metres <= SEGMENT_M;
    if (grid !== null && ms < LOST_MS) this.#spent(step, grid, ms, near ? metres : 0, ground);
    const from = near ? before : fix;
    for (const kind of ['streets', 'places'] as const) this.#passed(kind, ground[kind], ground.edition, step, from);
  }

  #spent(step: Step, grid: string, ms: number, metres: number, ground: PatrolGround): void {
    const row = this.#row(step, grid, ground.edition);
    row.seconds += ms / 1000;
    row.metres += metres;
    const enough = this.#deps.rules(step.duty.county).patrolMin * 60_000;
    const stayed = step.fix.t - step.since;
    if (stayed >= enough && stayed - ms < enough) row.rounds++;
  }

  #passed(kind: PassedKind, points: PassedPoints, edition: number, step: Step, from: Position): void {
    const { passedM } = this.#deps.rules(step.duty.county);
    points.passed(from, step.fix, passedM, (grid, number) => {
      const row = this.#row(step, grid, edition);
      if (row[kind].length === 0) row[kind] = new Uint8Array(bytesFor(points.count(grid)));
      setBit(row[kind], number);
    });
  }

  #row({ duty, fix }: Step, grid: string, edition: number): PatrolRow {
    const day = dayOf(fix.t);
    const key = `${grid} ${day} ${duty.worker}`;
    const held = this.#rows.get(key);
    if (held?.edition === edition) return held;
    const fresh: PatrolRow = {
      ...{ county: duty.county, grid, day: dayText(day), worker: duty.worker, edition },
      ...{ seconds: held?.seconds ?? 0, metres: held?.metres ?? 0, rounds: held?.rounds ?? 0 },
      ...{ streets: new Uint8Array(), places: new Uint8Array() },
    };
    this.#rows.set(key, fresh);
    return fresh;
  }

  /** Null: being read. What is walked until then waits. */
  #ground(county: string): PatrolGround | null {
    const map = this.#deps.finder.map(county);
    if (map === undefined) return null;
    const held = this.#grounds.get(county);
    if (held?.edition === map.edition) return held;
    if (!this.#loading.has(county)) {
      const loading = loadPatrolGround(this.#deps.db, map)
        .then((ground) => this.#ready(county, ground))
        .catch(this.#deps.warn)
        .finally(() => this.#loading.delete(county));
      this.#loading.set(county, loading);
    }
    return held ?? null;
  }

  #ready(county: string, ground: PatrolGround): void {
    this.#grounds.set(county, ground);
    const waiting = this.#waiting;
    this.#waiting = waiting.filter(({ duty }) => duty.county !== county);
    for (const step of waiting) if (step.duty.county === county) this.#count(step, ground);
  }

  async #write(): Promise<void> {
    if (this.#rows.size === 0) return;
    const counted = this.#rows;
    this.#rows = new Map();
    // in one order in every process, so that none waits for the other in a ring
    const rows = [...counted.values()].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
    try {
      await this.#deps.db.transaction(async (tx) => {
        const held = new Map((await holdPatrols(tx, rows)).map((row) => [orderOf(row), row]));
        await putPatrols(
          tx,
          rows.flatMap((row) => {
            const there = held.get(orderOf(row));
            return there === undefined ? [] : [added(there, row)];
          }),
        );
      });
    } catch (error) {
      for (const [key, row] of counted) {
        const later = this.#rows.get(key);
        this.#rows.set(key, later === undefined ? row : added(row, later));
      }
      throw error;
    }
  }
}

function orderOf({ county, grid, day, worker }: PatrolRow): string {
  return `${county} ${grid} ${day} ${String(worker).padStart(16, '0')}`;
}

/** Bits of another edition mean something else: those of the newer one stay. */
function added(a: PatrolRow, b: PatrolRow): PatrolRow {
  const newer = b.edition >= a.edition ? b : a;
  const bits = (kind: PassedKind): Uint8Array =>
    a.edition === b.edition ? union(a[kind], b[kind], Math.max(a[kind].length, b[kind].length)) : newer[kind];
  return {
    ...b,
    seconds: a.seconds + b.seconds,
    metres: a.metres + b.metres,
    rounds: a.rounds + b.rounds,
    edition: newer.edition,
    streets: bits('streets'),
    places: bits('places'),
  };
}
