/**
 * A batch of fixes: who may send them, what is wrong with each, and what became of it. One bad fix never fails the others, and
 * the batch may be sent again. What was taken moves the map at once; the answer waits for the commit.
 */
import { type Caller, may } from '../access/caller.ts';
import type { Fix, FixOutcome } from '../contract/positions.ts';
import type { DutyBook } from './duty-book.ts';
import type { Follower } from './follower.ts';
import type { GridFinder } from './grid-finder.ts';
import type { IntakeCounts } from './intake-counts.ts';
import type { LiveWorkers } from './live-workers.ts';
import { type Brought, nothingBrought } from './position-batch.ts';
import type { FixKey, PositionWriter } from './position-writer.ts';
import { checkFix, type Position } from './rules/fix-check.ts';

/** How long the database is not asked again about a worker whom it called off duty. */
const PATIENCE_MS = 3_000;

export interface IntakeDeps {
  duty: DutyBook;
  finder: GridFinder;
  live: LiveWorkers;
  follower: Follower;
  writer: PositionWriter;
  counts: IntakeCounts;
  clock: () => Date;
}

/** Who sends: a caller of the API, or the device of one worker. */
export type Sender = { caller: Caller } | { tracker: number };

interface Taken {
  readonly index: number;
  readonly worker: number;
  readonly fix: Position;
  readonly cid: string | undefined;
}

export class Intake {
  readonly #deps: IntakeDeps;
  readonly #asked = new Map<number, number>();

  constructor(deps: IntakeDeps) {
    this.#deps = deps;
  }

  async take(sender: Sender, fixes: readonly Fix[]): Promise<FixOutcome[]> {
    const { finder, clock, counts } = this.#deps;
    const now = clock().getTime();
    const served = finder.boxes();
    const outcomes = new Array<FixOutcome>(fixes.length);
    const sound: Taken[] = [];
    await this.#knowWorkers(sender, fixes, now);
    fixes.forEach((fix, index) => {
      const position = checkFix(fix, now, served);
      if (typeof position === 'string') outcomes[index] = position;
      else {
        const worker = this.#workerOf(sender, fix.worker);
        if (typeof worker === 'string') outcomes[index] = worker;
        else sound.push({ index, worker, fix: position, cid: fix.cid });
      }
    });
    // a phone that was without a network may tell its fixes in any order
    sound.sort((a, b) => a.fix.t - b.fix.t);
    await this.#write(sound, outcomes);
    for (const outcome of outcomes) counts.add(outcome);
    return outcomes;
  }

  async #write(sound: readonly Taken[], outcomes: FixOutcome[]): Promise<void> {
    const { duty, follower, writer, live } = this.#deps;
    const brought = nothingBrought();
    const written: Taken[] = [];
    const repeated: Taken[] = [];
    for (const taken of sound) {
      const on = duty.shiftOf(taken.worker, taken.fix.t);
      const outcome = on === null ? 'off-duty' : follower.take(on, taken.fix, taken.cid, brought);
      outcomes[taken.index] = outcome;
      if (outcome === 'accepted' || outcome === 'stale') written.push(taken);
      if (outcome === 'duplicate') repeated.push(taken);
    }
    let there: ReadonlySet<FixKey>;
    try {
      // with a repeat even where nothing is new: what it repeats may still be on its way to the table
      there = isNothing(brought) && repeated.length === 0 ? new Set() : await writer.write(brought);
    } catch (error) {
      for (const { worker, fix, cid } of written) live.get(worker)?.known.forget(fix.t, cid);
      throw error;
    }
    for (const { index, worker, fix } of written) {
      if (outcomes[index] === 'stale' && there.has(`${worker} ${fix.t}`)) outcomes[index] = 'duplicate';
    }
    // what these repeat was not written after all
    const lost = repeated.filter(({ worker, fix, cid }) => live.get(worker)?.known.has(fix.t, cid) === false);
    if (lost.length > 0) await this.#write(lost, outcomes);
  }

  #workerOf(sender: Sender, told: number | undefined): number | 'worker-unknown' | 'forbidden' {
    const { duty } = this.#deps;
    if ('tracker' in sender) return duty.person(sender.tracker) === undefined ? 'worker-unknown' : sender.tracker;
    const { caller } = sender;
    const own = duty.workerOf(caller);
    const worker = told ?? own;
    if (worker === null) return 'worker-unknown';
    if (worker === own) return worker;
    if (caller.kind === 'session') return 'forbidden';
    const person = duty.person(worker);
    if (person === undefined) return 'worker-unknown';
    return may(caller, ['worker'], person.area) ? worker : 'forbidden';
  }

  /** A sign-in a moment ago may not have been heard of yet: before a fix is thrown away, the database is asked. */
  async #knowWorkers(sender: Sender, fixes: readonly Fix[], now: number): Promise<void> {
    const { duty } = this.#deps;
    const doubtful = new Set<number>();
    for (const fix of fixes) {
      const worker = 'tracker' in sender ? sender.tracker : (fix.worker ?? duty.workerOf(sender.caller));
      if (worker === null || doubtful.has(worker) || duty.shiftOf(worker, fix.t) !== null) continue;
      const asked = this.#asked.get(worker);
      if (asked !== undefined && now >= asked && now - asked < PATIENCE_MS) continue;
      doubtful.add(worker);
      this.#asked.set(worker, now);
    }
    if (doubtful.size === 0) return;
    if (this.#asked.size > 10_000) this.#asked.clear();
    await duty.lookAgain([...doubtful]);
  }
}

function isNothing({ fresh, late, moves, moved }: Brought): boolean {
  return fresh.length + late.length + moves.length + moved.size === 0;
}
