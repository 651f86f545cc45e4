/**
 * Presence per grid in a period: visits against households and buildings, patrols against what is due, and the sign-ins of the worker.
 * Patrols are due on workdays up to today, so many a day as the settings say.
 */
import { assertMay, type Caller } from '../access/caller.ts';
import type { GridPresence, PresenceAnswer } from '../contract/visits.ts';
import type { Database } from '../database/database.ts';
import { type AttendanceService, periodOf } from '../duty/attendance-service.ts';
import { dayAfter, dayOf, daysFrom } from '../duty/rules/days.ts';
import type { DutySettingsService } from '../duty/settings-service.ts';
import { postsInArea } from '../workers/post-repository.ts';
import type { GridPatrols } from './grid-patrols.ts';
import { PRESENCE_READERS } from './roles.ts';
import { gridVisits } from './stop-repository.ts';

const MOST_DAYS = 366;
const TOGETHER_DAYS = 31;
const ALL_POSTS = 1_000_000;

export interface PresenceDeps {
  db: Database;
  settings: DutySettingsService;
  attendance: AttendanceService;
  patrols: GridPatrols;
  clock: () => Date;
}

type Numbers = Omit<GridPresence, 'grid' | 'name'>;

export class PresenceService {
  readonly #deps: PresenceDeps;

  constructor(deps: PresenceDeps) {
    this.#deps = deps;
  }

  /** Throws `area-forbidden`, `date-invalid`, `period-invalid`. */
  async of(caller: Caller, area: string, from: string, to: string): Promise<PresenceAnswer> {
    assertMay(caller, PRESENCE_READERS, area);
    const { db, settings, patrols, clock } = this.#deps;
    const [first, end] = periodOf(from, to, MOST_DAYS);
    const duty = await settings.dutyOf(area.slice(0, 6));
    const today = dayOf(clock().getTime());
    const workdays = daysFrom(from, to < today ? to : today).filter((day) => duty.days.isWorkday(day)).length;
    const patrolsDue = workdays * duty.settings.patrolsADay;
    const walked = await patrols.of(area, first, end);
    const signed = await this.#signIns(area, from, to);
    const visits = await gridVisits(db, area, first, end, duty.settings.visitDays);
    const grids = visits.map((row): GridPresence => {
      const { patrols: done, minutes, streetM, streetPassedM, buildingsPassed } = walked.get(row.grid) ?? NOTHING;
      const { due, answered } = signed.get(row.grid) ?? { due: 0, answered: 0 };
      return { ...row, patrols: done, patrolsDue, minutes, streetM, streetPassedM, buildingsPassed, due, answered };
    });
    return { grids, total: totalOf(grids) };
  }

  /** Sign-ins that are decided, of the workers who hold the grid now. */
  async #signIns(area: string, from: string, to: string): Promise<Map<string, { due: number; answered: number }>> {
    const own = new Map<number, { due: number; answered: number }>();
    // A year of a county is a million sign-ins: counted by the month.
    for (let first = from; first <= to; first = dayAfter(first, TOGETHER_DAYS)) {
      const last = dayAfter(first, TOGETHER_DAYS - 1);
      const { rows } = await this.#deps.attendance.rows(area, first, last < to ? last : to);
      for (const { worker, result } of rows) {
        if (result === 'open') continue;
        const sums = own.get(worker) ?? { due: 0, answered: 0 };
        own.set(worker, { due: sums.due + 1, answered: sums.answered + (result === 'missed' ? 0 : 1) });
      }
    }
    const grids = new Map<string, { due: number; answered: number }>();
    for (const { grid, role, worker } of await postsInArea(this.#deps.db, area, null, 0, ALL_POSTS)) {
      const sums = worker === null || role !== 'worker' ? undefined : own.get(worker);
      if (sums === undefined) continue;
      const before = grids.get(grid) ?? { due: 0, answered: 0 };
      grids.set(grid, { due: before.due + sums.due, answered: before.answered + sums.answered });
    }
    return grids;
  }
}

const NOTHING = { patrols: 0, minutes: 0, streetM: 0, streetPassedM: 0, buildingsPassed: 0 };

function totalOf(grids: readonly GridPresence[]): Numbers {
  const sum = (name: keyof Numbers): number => grids.reduce((total, grid) => total + grid[name], 0);
  return {
    ...{ households: sum('households'), visited: sum('visited'), visits: sum('visits'), proved: sum('proved') },
    ...{ spotChecks: sum('spotChecks'), buildings: sum('buildings'), buildingsVisited: sum('buildingsVisited') },
    ...{ buildingsNever: sum('buildingsNever'), buildingsOverdue: sum('buildingsOverdue'), patrols: sum('patrols') },
    ...{ patrolsDue: sum('patrolsDue'), minutes: sum('minutes'), streetM: sum('streetM') },
    ...{ streetPassedM: sum('streetPassedM'), buildingsPassed: sum('buildingsPassed') },
    ...{ due: sum('due'), answered: sum('answered') },
  };
}
