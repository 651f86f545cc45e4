/** Reads what people of the grids are asked for, and what they did of it, as a check looks at it. */
import type { GridKind } from '../contract/codes.ts';
import type { PostRole } from '../contract/workers.ts';
import type { Database } from '../database/database.ts';
import { dayOf, startOf } from '../duty/rules/days.ts';
import { settingsFrom as dutyFrom, type StoredDuty } from '../duty/rules/settings.ts';
import { readDutySetting } from '../duty/settings-repository.ts';
import { overdueStops } from '../visits/stop-repository.ts';
import { ROSTER_KEY } from '../workers/roster-repository.ts';
import { logsVisits, microPostsOf } from './repository.ts';
import { type CheckedPeople, DEFAULT_PEOPLE } from './subject.ts';

interface PeopleQuestion {
  area: string;
  edition: number | null;
  asOf: Date | null;
  /** What a plan makes of the map has no visits. */
  isPlan: boolean;
}

/** `rows`: the settings of coverage that hold in the area, the nearest last. */
export async function readPeople(
  db: Database,
  { area, edition, asOf, isPlan }: PeopleQuestion,
  rows: readonly { key: string; value: unknown }[],
): Promise<CheckedPeople> {
  const county = area.slice(0, 6);
  const roster = rows.findLast(({ key }) => key === ROSTER_KEY)?.value as Record<GridKind, PostRole[]> | undefined;
  return {
    roster: { ...DEFAULT_PEOPLE.roster, ...roster },
    microPosts: edition === null ? [] : await microPostsOf(db, county, edition, asOf),
    visits: isPlan || edition === null ? null : await readVisits(db, area, asOf),
  };
}

/** As it was when the day began, so that checks of one day agree. */
async function readVisits(db: Database, area: string, asOf: Date | null): Promise<CheckedPeople['visits']> {
  const county = area.slice(0, 6);
  const dayBegan = new Date(startOf(dayOf((asOf ?? new Date()).getTime())));
  if (!(await logsVisits(db, county, dayBegan))) return null;
  const days = dutyFrom(county, ((await readDutySetting(db, county)) ?? {}) as StoredDuty).visitDays;
  return { days, grids: await overdueStops(db, area, asOf, dayBegan, days) };
}
