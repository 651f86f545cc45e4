/** Statistics of events: the period and the filters, one pass over the columns, then names and households for the rows. */
import type { Caller } from '../../access/caller.ts';
import { assertMay } from '../../access/caller.ts';
import type { Role } from '../../contract/access.ts';
import type { Group, StatisticsQuery } from '../../contract/event-statistics.ts';
import { Refusal } from '../../contract/problem.ts';
import type { Database } from '../../database/database.ts';
import type { EventColumns } from '../columns/event-columns.ts';
import { type Ground, Grounds } from './ground.ts';
import { areaNames, type CategoryName, categoryNames, lastGridNames } from './ground-repository.ts';
import { type Grouping, groupingOf } from './groups.ts';
import { selection } from './selection.ts';
import { StatisticsTable } from './statistics-table.ts';
import { type Tally, tally } from './tally.ts';

/** Who may see figures, hotspots and what is played. */
export const FIGURE_READERS = ['viewer', 'dispatcher', 'reviewer', 'auditor'] as const satisfies readonly Role[];
/** An answer of more rows is refused. */
export const MAX_ROWS = 100_000;

export interface StatisticsDeps {
  db: Database;
  columns: EventColumns;
  /** False while the events are still being loaded. */
  loaded: () => boolean;
  clock: () => Date;
}

/** Throws 'not-ready'. */
export function assertLoaded(loaded: () => boolean): void {
  if (!loaded()) throw new Refusal('not-ready', { retryAfterS: 2 });
}

/** Throws 'period-invalid'. */
export function periodOf(query: { from: string; to: string }): { from: number; to: number } {
  const from = Date.parse(query.from);
  const to = Date.parse(query.to);
  if (!(from < to)) throw new Refusal('period-invalid', { from: query.from, to: query.to });
  return { from, to };
}

export class EventStatisticsService {
  readonly #deps: StatisticsDeps;
  readonly grounds: Grounds;

  constructor(deps: StatisticsDeps) {
    this.#deps = deps;
    this.grounds = new Grounds(deps.db);
  }

  /** Throws 'period-invalid', 'value-out-of-bounds' where there would be too many rows. */
  async statistics(query: StatisticsQuery, caller: Caller): Promise<StatisticsTable> {
    const { db, columns, loaded, clock } = this.#deps;
    assertMay(caller, FIGURE_READERS, query.area);
    const { from, to } = periodOf(query);
    assertLoaded(loaded);
    const by = query.by.split(',') as Group[];
    const county = query.area.slice(0, 6);
    const at = clock();
    const [ground, areas, categories] = await Promise.all([
      this.grounds.at(county, new Date(Math.min(to, at.getTime()))),
      areaNames(db, county),
      categoryNames(db).then((rows) => new Map(rows.map((row) => [`${row.dictionary}/${row.code}`, row]))),
    ]);
    const majorOf = (category: string): string => {
      const dictionary = category.slice(0, category.indexOf('/'));
      const known = categories.get(category);
      // a category that is no longer in its dictionary: its first two digits, the usual width
      return `${dictionary}/${known?.major ?? category.slice(dictionary.length + 1, dictionary.length + 3)}`;
    };
    const groupings = by.map((group) => groupingOf(group, columns, { from, to, majorOf }));
    const selects = selection(columns, query);
    const made = await tally(columns, { from, to, now: at.getTime(), selects, groupings, maxRows: MAX_ROWS });
    if (made === null) throw new Refusal('value-out-of-bounds', { rows: MAX_ROWS });
    const gridNames = await this.#gridNames(county, ground, groupings, made);
    const nameOf = namesOf({ columns, areas, categories, gridNames });
    return new StatisticsTable({
      head: { area: query.area, from: query.from, to: query.to, by, at: at.toISOString() },
      ...{ tally: made, groupings, nameOf },
      households: householdsOf(query, groupings, ground),
    });
  }

  async #gridNames(county: string, ground: Ground, groupings: readonly Grouping[], made: Tally) {
    const which = groupings.findIndex(({ group }) => group === 'grid');
    const names = new Map([...ground.grids].map(([code, { name }]) => [code, name]));
    if (which < 0) return names;
    const numbers = new Set(which === 0 ? made.first : made.second);
    const codes = [...numbers].map((number) => groupings[which]!.keyOf(number));
    const missing = codes.filter((code): code is string => code !== null && !names.has(code));
    for (const [code, name] of await lastGridNames(this.#deps.db, county, missing)) names.set(code, name);
    return names;
  }
}

/** The households behind a row: of its grid, else of its community or town, else of what was asked about. */
function householdsOf(query: StatisticsQuery, groupings: readonly Grouping[], ground: Ground) {
  const asked = query.grid === undefined ? ground.ofArea(query.area) : ground.ofGrid(query.grid);
  const places = ['grid', 'community', 'town'] as const;
  const which = groupings
    .map(({ group }, n) => ({ n, rank: places.indexOf(group as 'grid') }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank)[0];
  if (which === undefined) return { total: asked, ofRow: () => asked };
  const kept = new Map<string, number | null>();
  const ofRow = (keys: readonly (string | null)[]): number | null => {
    const code = keys[which.n];
    if (code === null || code === undefined) return null;
    const known = kept.get(code);
    if (known !== undefined) return known;
    const households = which.rank === 0 ? ground.ofGrid(code) : ground.ofArea(code);
    kept.set(code, households);
    return households;
  };
  return { total: asked, ofRow };
}

function namesOf(known: {
  columns: EventColumns;
  areas: ReadonlyMap<string, string>;
  categories: ReadonlyMap<string, CategoryName>;
  gridNames: ReadonlyMap<string, string>;
}): (group: Group, number: number, key: string) => string | null {
  const majors = new Map(
    [...known.categories.values()].map((row) => [`${row.dictionary}/${row.major}`, row.majorName]),
  );
  return (group, number, key) => {
    if (group === 'grid') return known.gridNames.get(key) ?? null;
    if (group === 'community' || group === 'town') return known.areas.get(key) ?? null;
    if (group === 'category') return known.categories.get(key)?.name ?? null;
    if (group === 'major') return majors.get(key) ?? null;
    if (group === 'handler') return known.columns.handlerName(number).name;
    return null;
  };
}
