/**
 * Keeps the map of workers true when nobody tells a position: shifts that end, grids that are drawn anew, fixes that grow old;
 * and saves it, so that a restart shows what was shown before.
 */
import type { Database } from '../database/database.ts';
import type { DutyBook } from './duty-book.ts';
import type { Follower } from './follower.ts';
import type { LiveWorker, LiveWorkers } from './live-workers.ts';
import { nothingBrought } from './position-batch.ts';
import type { PositionWriter } from './position-writer.ts';
import type { Position } from './rules/fix-check.ts';
import { freshnessOf } from './rules/freshness.ts';
import { DAY_MS, dayOf, daysBetween, dayText } from './rules/shanghai-day.ts';
import {
  dropStates,
  forgetOffDuty,
  type LastFix,
  lastFixes,
  type SavedState,
  savedStates,
  saveStates,
} from './state-repository.ts';

const PULSE_MS = 1_000;
const SAVE_PULSES = 5;
const LOOK_PULSES = 60;

export interface OnDutyDeps {
  db: Database;
  duty: DutyBook;
  live: LiveWorkers;
  follower: Follower;
  writer: PositionWriter;
  clock: () => Date;
  warn: (error: unknown) => void;
}

export class OnDutyKeeper {
  readonly #deps: OnDutyDeps;
  readonly #shown = new Map<number, string>();
  #pulse: NodeJS.Timeout | null = null;
  #pulses = 0;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(deps: OnDutyDeps) {
    this.#deps = deps;
  }

  /** From what is stored; then the pulse begins. */
  async start(): Promise<void> {
    const { db, duty, live, follower, clock } = this.#deps;
    const today = dayOf(clock().getTime());
    const saved = new Map((await savedStates(db)).map((state) => [state.shift, state]));
    const fixes = new Map((await lastFixes(db, [dayText(today), dayText(today - 1)])).map((fix) => [fix.worker, fix]));
    for (const on of duty.open()) {
      const state = saved.get(on.shift);
      const last = newest(state, fixes.get(on.worker));
      // somebody may have told a newer one already
      if (last === null || (live.get(on.worker)?.last?.t ?? 0) >= last.t) continue;
      const worker = live.of(on);
      Object.assign(worker, { last, kept: last, judged: last.coarse ? null : last, home: false });
      if (state !== undefined) worker.where = state.state.where;
      follower.settle(worker);
      worker.known.add(last.t, undefined);
      live.changed(worker);
    }
    this.#pulse = setInterval(() => this.beat(), PULSE_MS);
    this.#pulse.unref();
  }

  async close(): Promise<void> {
    if (this.#pulse !== null) clearInterval(this.#pulse);
    await this.#writing;
    await this.#save().catch(this.#deps.warn);
  }

  /** The shifts of a worker, or of any, are others now. */
  dutyChanged(worker: number | null): void {
    const { duty, live, clock } = this.#deps;
    const asked = worker === null ? [...live.all()] : [live.get(worker)].filter((one) => one !== undefined);
    const now = clock().getTime();
    for (const held of asked) {
      const on = duty.shiftOf(held.duty.worker, now);
      if (on !== null && on.shift === held.duty.shift && on.until === null) {
        const before = held.duty;
        held.duty = on;
        if (on.area !== before.area || on.ownGrids.join() !== before.ownGrids.join()) live.changed(held);
      } else this.#end(held, now);
    }
  }

  /** Once a second. */
  beat(): void {
    const { duty, live, clock, follower } = this.#deps;
    const now = clock().getTime();
    const brought = nothingBrought();
    follower.reassigned(now, brought);
    if (brought.moves.length > 0) this.#write(brought);
    for (const worker of live.all()) {
      if (worker.last === null) continue;
      const fresh = freshnessOf(worker.last.t, now, duty.intervalS(worker.duty.county));
      if (this.#shown.get(worker.duty.worker) === fresh) continue;
      const before = this.#shown.get(worker.duty.worker);
      this.#shown.set(worker.duty.worker, fresh);
      if (before !== undefined) live.changed(worker);
    }
    // posts and settings are told by nobody, and begin and end by their dates
    if (++this.#pulses % LOOK_PULSES === 0) void duty.lookAgain(null).catch(this.#deps.warn);
    if (this.#pulses % SAVE_PULSES === 0) this.#writing = this.#writing.then(() => this.#save()).catch(this.#deps.warn);
  }

  #end(held: LiveWorker, now: number): void {
    const { live, duty } = this.#deps;
    const { worker, county, shift } = held.duty;
    live.leave(worker);
    this.#shown.delete(worker);
    const end = duty.endOf(worker, shift);
    const at = end?.at ?? now;
    this.#writing = this.#writing.then(() => this.#forget(worker, at, end?.next ?? null)).catch(this.#deps.warn);
    if (!held.home || held.where.grid === undefined || held.where.grid === null) return;
    const brought = nothingBrought();
    brought.moves.push({
      ...{ county, worker, kind: 'off-duty', from: held.where.grid, to: null, sinceT: at, t: at, reason: 'shift' },
      edition: null,
    });
    this.#write(brought);
  }

  /** A sign-out that came late, or was heard of late: what was taken after it goes, once it has been written. */
  async #forget(worker: number, at: number, next: number | null): Promise<void> {
    const { db, writer, clock } = this.#deps;
    await writer.write(nothingBrought());
    await dropStates(db, [worker]);
    const until = next ?? clock().getTime() + DAY_MS;
    await forgetOffDuty(db, worker, at, until, daysBetween(at, until));
  }

  #write(brought: ReturnType<typeof nothingBrought>): void {
    const written = this.#deps.writer.write(brought).catch(this.#deps.warn);
    this.#writing = Promise.all([this.#writing, written]);
  }

  async #save(): Promise<void> {
    const unsaved = [...this.#deps.live.all()].filter((worker) => worker.unsaved && worker.last !== null);
    if (unsaved.length === 0) return;
    for (const worker of unsaved) worker.unsaved = false;
    try {
      await saveStates(this.#deps.db, unsaved.map(savedOf));
    } catch (error) {
      for (const worker of unsaved) worker.unsaved = true;
      throw error;
    }
  }
}

function savedOf({ duty, last, where }: LiveWorker): SavedState {
  const { t, x, y, accuracyM, speed, course } = last!;
  return {
    ...{ worker: duty.worker, county: duty.county, shift: duty.shift, t, x, y },
    grid: where.grid ?? null,
    state: { where, accuracyM, speed, course },
  };
}

function newest(state: SavedState | undefined, fix: LastFix | undefined): Position | null {
  if (state !== undefined && (fix === undefined || state.t >= fix.t)) {
    const { t, x, y, state: more } = state;
    return { t, x, y, accuracyM: more.accuracyM, coarse: more.accuracyM > 200, speed: more.speed, course: more.course };
  }
  if (fix === undefined) return null;
  const { t, x, y, speed, course, accuracy, flags } = fix;
  return { t, x, y, accuracyM: accuracy, coarse: (flags & 1) === 1, speed, course };
}
