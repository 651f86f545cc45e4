/** Workers on duty and where they are, of one area, as a list by name. */
import { assertMay, type Caller, covers } from '../access/caller.ts';
import type { PositionList, WorkerPosition } from '../contract/positions.ts';
import { toDegrees } from '../geometry/lattice.ts';
import type { DutyBook } from './duty-book.ts';
import type { GridFinder } from './grid-finder.ts';
import type { LiveWorker, LiveWorkers } from './live-workers.ts';
import { POSITION_READERS } from './roles.ts';
import { freshnessOf, placeOf } from './rules/freshness.ts';

const byName = new Intl.Collator('zh-Hans-CN');

export class PositionLists {
  readonly #deps: { duty: DutyBook; live: LiveWorkers; finder: GridFinder; clock: () => Date };

  constructor(deps: { duty: DutyBook; live: LiveWorkers; finder: GridFinder; clock: () => Date }) {
    this.#deps = deps;
  }

  /** Throws 'role-missing', 'area-forbidden'. */
  list(caller: Caller, area: string): PositionList {
    assertMay(caller, POSITION_READERS, area);
    const { live, duty, clock } = this.#deps;
    const now = clock();
    const found = [...live.all()].filter((worker) => worker.last !== null && covers(area, worker.duty.area));
    const positions = found.map((worker) => this.#view(worker, now.getTime()));
    positions.sort((a, b) => byName.compare(a.name, b.name) || a.worker - b.worker);
    return { at: now.toISOString(), intervalS: duty.intervalS(area.slice(0, 6)), positions };
  }

  #view({ duty, last, where }: LiveWorker, now: number): WorkerPosition {
    const fix = last!;
    return {
      ...{ worker: duty.worker, name: duty.name, area: duty.area, grid: where.grid ?? null },
      place: placeOf(where.grid, this.#deps.finder.withParents(duty.county, duty.ownGrids)),
      ...{ lon: toDegrees(fix.x), lat: toDegrees(fix.y), at: new Date(fix.t).toISOString() },
      ...{ accuracyM: fix.accuracyM, coarse: fix.coarse },
      fresh: freshnessOf(fix.t, now, this.#deps.duty.intervalS(duty.county)),
      since: new Date(duty.since).toISOString(),
    };
  }
}
