/** What was patrolled, as presence counts it: rounds, minutes, streets and buildings passed of every grid; rounds of one worker. */
import type { Database } from '../database/database.ts';
import type { GridPatrols, PatrolNumbers } from '../visits/grid-patrols.ts';
import { roundsOfWorker } from './patrol-repository.ts';
import type { Patrols } from './patrols.ts';
import { dayOf, dayText } from './rules/shanghai-day.ts';

/** Streets are counted by pieces of about this length. */
const PIECE_M = 50;

export class PresencePatrols implements GridPatrols {
  readonly #patrols: Patrols;

  constructor(patrols: Patrols) {
    this.#patrols = patrols;
  }

  /** `to`: the midnight after the last day. A county without a map has no grids. */
  async of(area: string, from: Date, to: Date): Promise<ReadonlyMap<string, PatrolNumbers>> {
    const answer = await this.#patrols.sums(area, undefined, daysOf(from, to));
    return new Map(
      (answer?.grids ?? []).map(({ grid, rounds, seconds, streets, places }) => [
        grid,
        {
          ...{ patrols: rounds, minutes: Math.round(seconds / 60), buildingsPassed: places.passed },
          ...{ streetM: streets.total * PIECE_M, streetPassedM: streets.passed * PIECE_M },
        },
      ]),
    );
  }
}

/** Rounds of a worker in every grid; `to`: the midnight after the last day. */
export function patrolsOfWorker(db: Database): (worker: number, from: Date, to: Date) => Promise<number> {
  return (worker, from, to) => roundsOfWorker(db, worker, daysOf(from, to));
}

function daysOf(from: Date, to: Date): [string, string] {
  return [dayText(dayOf(from.getTime())), dayText(dayOf(to.getTime() - 1))];
}
