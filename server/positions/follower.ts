/**
 * Takes one sound fix of a worker on duty: judges it, moves the worker on the map, and says what is to be written. In memory and
 * at once; nothing here waits.
 */
import type { FixOutcome } from '../contract/positions.ts';
import type { OnDuty } from './duty-book.ts';
import type { GridFinder } from './grid-finder.ts';
import type { LiveWorker, LiveWorkers } from './live-workers.ts';
import type { Brought } from './position-batch.ts';
import type { Position } from './rules/fix-check.ts';
import { judgeFix } from './rules/judge-fix.ts';
import { follow, reassign } from './rules/movement.ts';
import { crossedBetween } from './rules/segment-walk.ts';

/** Hears of every fix that was believed, with the one before it on the same shift. */
export type Walked = (worker: LiveWorker, before: Position | null, fix: Position) => void;

export class Follower {
  readonly #live: LiveWorkers;
  readonly #finder: GridFinder;
  readonly #walked: Walked;
  #version: string;

  constructor(live: LiveWorkers, finder: GridFinder, walked: Walked) {
    this.#live = live;
    this.#finder = finder;
    this.#walked = walked;
    this.#version = finder.version();
  }

  take(duty: OnDuty, fix: Position, cid: string | undefined, brought: Brought): FixOutcome {
    const newer = this.#live.get(duty.worker);
    // of a shift that is over: it belongs to its trail and puts nobody back on the map
    if (duty.until !== null || (newer !== undefined && newer.duty.since > duty.since)) {
      brought.late.add(duty.worker, fix, true);
      return 'stale';
    }
    const worker = this.#live.of(duty);
    const before = worker.last;
    const outcome = judgeFix(worker, fix, cid);
    if (outcome === 'stale') brought.late.add(duty.worker, fix, true);
    if (outcome === 'accepted') brought.fresh.add(duty.worker, fix, false);
    if (outcome !== 'accepted' && outcome !== 'coalesced') return outcome;
    if (!fix.coarse) this.#judgeGrid(worker, fix, brought);
    worker.home = true;
    worker.unsaved = true;
    brought.moved.add(duty.worker);
    this.#walked(worker, before, fix);
    this.#live.changed(worker);
    return outcome;
  }

  /** For a state that was read without its grid: the one it is in. */
  settle({ where, judged }: LiveWorker): void {
    if (judged === null || where.grid !== undefined) return;
    where.grid = this.#finder.at(judged.x, judged.y)?.code ?? null;
    where.since = judged.t;
  }

  /** After a publish: who is in another grid without having moved. */
  reassigned(now: number, brought: Brought): void {
    const version = this.#finder.version();
    if (version === this.#version) return;
    this.#version = version;
    for (const worker of this.#live.all()) {
      const newest = worker.judged;
      const at = worker.inside ?? newest;
      if (at === null || newest === null) continue;
      const found = this.#finder.at(at.x, at.y);
      const changed = reassign(worker.where, found?.code ?? null, this.#finder.at(newest.x, newest.y)?.code ?? null);
      if (changed === null) continue;
      worker.unsaved = true;
      this.#live.changed(worker);
      if (!worker.home) continue;
      brought.moves.push({
        ...{ county: worker.duty.county, worker: worker.duty.worker, kind: 'reassigned', reason: 'edition' },
        ...{ from: changed.from, to: found?.code ?? null, sinceT: now, t: now },
        edition: found?.map.edition ?? this.#finder.map(worker.duty.county)?.edition ?? null,
      });
      brought.moved.add(worker.duty.worker);
    }
  }

  #judgeGrid(worker: LiveWorker, fix: Position, brought: Brought): void {
    const found = this.#finder.at(fix.x, fix.y);
    const grid = found?.code ?? null;
    const { county, worker: number } = worker.duty;
    const edition = found?.map.edition ?? this.#finder.map(county)?.edition ?? null;
    if (worker.judged !== null && grid !== worker.where.grid) {
      const map = found?.map ?? this.#finder.map(county);
      const crossed = map === undefined ? [] : crossedBetween(map.index, worker.judged, fix);
      for (const one of crossed) {
        const code = map!.grids[one.grid]!.code;
        if (code === worker.where.grid) continue;
        brought.moves.push({
          ...{ county, worker: number, kind: 'crossed', reason: 'segment', edition },
          ...{ from: worker.where.grid ?? null, to: code, sinceT: one.enterT, t: one.leaveT },
        });
      }
    }
    worker.judged = fix;
    const distanceM = grid === worker.where.grid ? 0 : this.#finder.distance(fix.x, fix.y);
    const move = follow(worker.where, fix, grid, distanceM);
    if (worker.where.grid === grid) worker.inside = fix;
    if (move === null) return;
    const { from, to, sinceT, t, reason } = move;
    brought.moves.push({ county, worker: number, kind: 'moved', from, to, sinceT, t, reason, edition });
  }
}
