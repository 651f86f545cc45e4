/**
 * Who is on duty, in memory: positions are asked about it thousands of times a second. It follows the channel `duty`, whose
 * payload is the number of a worker whose shifts, posts or person changed; an empty one means that anything may have.
 */
import type { Caller } from '../access/caller.ts';
import type { Database } from '../database/database.ts';
import { type DutyRow, dutyRows, dutySettings } from './duty-repository.ts';
import { OLDEST_MS } from './rules/limits.ts';

export const DUTY_CHANNEL = 'duty';

/** A worker on one shift. */
export interface OnDuty {
  readonly shift: string;
  readonly worker: number;
  readonly county: string;
  readonly area: string;
  readonly name: string;
  readonly since: number;
  /** Null: still open. */
  readonly until: number | null;
  readonly ownGrids: readonly string[];
}

export interface DutyBook {
  /** The shift in which the moment lies; null: off duty then, or nobody known. */
  shiftOf(worker: number, t: number): OnDuty | null;
  /** The worker as whom the caller signed in; null: of no register, or a machine. */
  workerOf(caller: Caller): number | null;
  /** County, area and name; undefined: unknown. */
  person(worker: number): { county: string; area: string; name: string } | undefined;
  /** When a shift ended and the next one of the worker began; null: still open, or forgotten; and none. */
  endOf(worker: number, shift: string): { at: number; next: number | null } | null;
  /** Everybody with a shift that is open. */
  open(): OnDuty[];
  /** Reads what the database says of them now; null: of everybody, and the settings. */
  lookAgain(workers: readonly number[] | null): Promise<void>;
  intervalS(county: string): number;
}

/** A shift that ended longer ago takes no position any more. */
const KEPT_MS = OLDEST_MS + 3600_000;
const DEFAULT_INTERVAL_S = 30;

export class StoredDutyBook implements DutyBook {
  readonly #db: Database;
  readonly #clock: () => Date;
  readonly #failed: (error: unknown) => void;
  readonly #rows = new Map<number, DutyRow>();
  readonly #byLogin = new Map<string, number>();
  readonly #settings = new Map<string, Record<string, unknown>>();
  readonly #listeners = new Set<(worker: number | null) => void>();
  #stop: (() => Promise<void>) | null = null;
  #reading: Promise<void> = Promise.resolve();
  /** Begins when the one before is over, with all that was asked for until then. */
  #next: Promise<void> | null = null;
  #wanted = new Set<number>();
  #everybody = false;

  constructor(db: Database, clock: () => Date, failed: (error: unknown) => void) {
    this.#db = db;
    this.#clock = clock;
    this.#failed = failed;
  }

  async start(): Promise<void> {
    this.#stop = await this.#db.listen(DUTY_CHANNEL, (payload) => {
      const worker = Number(payload);
      const one = payload !== '' && Number.isSafeInteger(worker);
      this.lookAgain(one ? [worker] : null).catch(this.#failed);
    });
    await this.lookAgain(null);
  }

  async close(): Promise<void> {
    await this.#stop?.();
    await this.#reading;
  }

  /** Called after every change, with the worker, or null where it may be any. */
  onChange(heard: (worker: number | null) => void): void {
    this.#listeners.add(heard);
  }

  shiftOf(worker: number, t: number): OnDuty | null {
    const row = this.#rows.get(worker);
    if (row === undefined) return null;
    const shift = row.shifts.findLast(({ from, to }) => t >= from && (to === null || t <= to));
    return shift === undefined ? null : onDuty(row, shift, t);
  }

  workerOf(caller: Caller): number | null {
    return caller.kind === 'session' ? (this.#byLogin.get(caller.actor) ?? null) : null;
  }

  person(worker: number): DutyRow | undefined {
    return this.#rows.get(worker);
  }

  endOf(worker: number, shift: string): { at: number; next: number | null } | null {
    const shifts = this.#rows.get(worker)?.shifts ?? [];
    const at = shifts.findIndex(({ id }) => id === shift);
    const end = shifts[at]?.to ?? null;
    return end === null ? null : { at: end, next: shifts[at + 1]?.from ?? null };
  }

  open(): OnDuty[] {
    const now = this.#clock().getTime();
    return [...this.#rows.values()].flatMap((row) => {
      const shift = row.shifts.find(({ to }) => to === null);
      return shift === undefined ? [] : [onDuty(row, shift, now)];
    });
  }

  /** One reading after the other: no older answer takes back what a newer one said. */
  lookAgain(workers: readonly number[] | null): Promise<void> {
    if (workers === null) this.#everybody = true;
    for (const worker of workers ?? []) this.#wanted.add(worker);
    if (this.#next !== null) return this.#next;
    const next = this.#reading.then(() => this.#readWanted());
    this.#next = next;
    this.#reading = next.catch(() => {});
    return next;
  }

  intervalS(county: string): number {
    return this.setting(county, 'positionIntervalS', DEFAULT_INTERVAL_S);
  }

  /** A number that the county has said, or else the default of all, or else this one. */
  setting(county: string, name: string, otherwise: number): number {
    for (const area of [county, '']) {
      const value = this.#settings.get(area)?.[name];
      if (typeof value === 'number') return value;
    }
    return otherwise;
  }

  #readWanted(): Promise<void> {
    const workers = this.#everybody ? null : [...this.#wanted];
    this.#next = null;
    this.#wanted = new Set();
    this.#everybody = false;
    return this.#read(workers);
  }

  async #read(workers: readonly number[] | null): Promise<void> {
    const since = new Date(this.#clock().getTime() - KEPT_MS);
    const rows = await dutyRows(this.#db, since, workers);
    for (const id of workers ?? [...this.#rows.keys()]) this.#forget(id);
    for (const row of rows) {
      this.#rows.set(row.id, row);
      if (row.login !== null) this.#byLogin.set(row.login, row.id);
    }
    if (workers === null) await this.#readSettings();
    const changed = workers === null ? [null] : workers;
    for (const heard of this.#listeners) for (const worker of changed) heard(worker);
  }

  #forget(id: number): void {
    const row = this.#rows.get(id);
    if (row?.login != null && this.#byLogin.get(row.login) === id) this.#byLogin.delete(row.login);
    this.#rows.delete(id);
  }

  async #readSettings(): Promise<void> {
    const settings = await dutySettings(this.#db);
    this.#settings.clear();
    for (const { area, value } of settings) this.#settings.set(area, value);
  }
}

function onDuty(row: DutyRow, shift: DutyRow['shifts'][number], t: number): OnDuty {
  const held = row.posts.filter(({ from, to }) => t >= from && (to === null || t < to));
  return {
    shift: shift.id,
    worker: row.id,
    county: row.county,
    area: row.area,
    name: row.name,
    since: shift.from,
    until: shift.to,
    ownGrids: held.map(({ grid }) => grid),
  };
}
