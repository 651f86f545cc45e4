/** Calendar, settings and units of a county, by its admins. Every change is told to all processes and leaves an audit row. */
import { audit } from '../access/audit.ts';
import { assertMay, type Caller } from '../access/caller.ts';
import type { CalendarYear, CalendarYearBody, EventSettings, EventUnit } from '../contract/event-rules.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database, Queryable } from '../database/database.ts';
import { officeHours, type RuleBook, settingsIn } from './rule-book.ts';
import {
  calendarYears,
  deleteUnit,
  dictionaryHead,
  putSetting,
  putUnit,
  putYear,
  tellRulesChanged,
  unitsOf,
} from './rule-repository.ts';
import { calendarOf } from './rules/calendar.ts';

export interface CountyRuleDeps {
  db: Database;
  book: RuleBook;
  clock: () => Date;
}

const ADMINS = ['admin'] as const;

export class CountyRuleEdits {
  readonly #deps: CountyRuleDeps;

  constructor(deps: CountyRuleDeps) {
    this.#deps = deps;
  }

  /** As it holds for the county; undefined: for all that have none of their own. */
  async year(year: number, county: string | undefined): Promise<CalendarYear> {
    const { db } = this.#deps;
    const area = county ?? '';
    const rows = (await calendarYears(db, area)).filter((row) => row.year === year);
    const row = rows.find((one) => one.area === area) ?? rows[0];
    const office = await officeHours(db, area);
    const whose = row === undefined || row.area === '' ? null : row.area;
    return { year, area: whose, known: row !== undefined, days: row?.days ?? [], office };
  }

  /** Throws `area-forbidden`, `calendar-invalid`. */
  async putYear(
    caller: Caller,
    year: number,
    county: string | undefined,
    { days, office }: CalendarYearBody,
  ): Promise<CalendarYear> {
    assertMay(caller, ADMINS, county ?? null);
    const area = county ?? '';
    // Says with a pointer what cannot be: a day of another year, twice the same, hours that end before they begin.
    calendarOf({ office: office ?? (await officeHours(this.#deps.db, area)), years: [year], days });
    await this.#change(
      caller,
      'calendar.change',
      String(year),
      area,
      { year, days: days.length, office },
      async (tx) => {
        await putYear(tx, { area, year, days });
        if (office !== undefined) await putSetting(tx, area, 'office-hours', office);
      },
    );
    return this.year(year, county);
  }

  settings(county: string): Promise<EventSettings> {
    return settingsIn(this.#deps.db, county);
  }

  /** Throws `area-forbidden`, `dictionary-unknown`. */
  async putSettings(caller: Caller, county: string, settings: EventSettings): Promise<EventSettings> {
    assertMay(caller, ADMINS, county);
    const { county: _named, ...value } = settings;
    await this.#change(caller, 'event-settings.change', county, county, value, async (tx) => {
      if ((await dictionaryHead(tx, settings.dictionary)) === undefined) {
        const errors = [{ pointer: '/dictionary', code: 'dictionary-unknown' }];
        throw new Refusal('dictionary-unknown', { dictionary: settings.dictionary }, { errors });
      }
      await putSetting(tx, county, 'events', value);
    });
    return this.settings(county);
  }

  units(county: string): Promise<EventUnit[]> {
    return unitsOf(this.#deps.db, county);
  }

  /** Throws `area-forbidden`, also where the unit is of an area that is none of the caller's by now. */
  async putUnit(caller: Caller, unit: EventUnit): Promise<EventUnit> {
    assertMay(caller, ADMINS, unit.area);
    const county = unit.area.slice(0, 6);
    await this.#change(caller, 'event-unit.change', unit.code, unit.area, { ...unit }, async (tx) => {
      const before = (await unitsOf(tx, county)).find(({ code }) => code === unit.code);
      if (before !== undefined) assertMay(caller, ADMINS, before.area);
      await putUnit(tx, unit);
    });
    return unit;
  }

  /** Events that it has in hand stay with its name; a dispatcher goes on with them. Throws `unit-unknown`, `area-forbidden`. */
  async dropUnit(caller: Caller, county: string, code: string): Promise<void> {
    await this.#change(caller, 'event-unit.delete', code, county, { county }, async (tx) => {
      const unit = await deleteUnit(tx, county, code);
      if (unit === undefined) throw new Refusal('unit-unknown', { unit: code });
      assertMay(caller, ADMINS, unit.area);
    });
  }

  async #change(
    { actor }: Caller,
    action: string,
    target: string,
    area: string,
    detail: Record<string, unknown>,
    change: (tx: Queryable) => Promise<void>,
  ): Promise<void> {
    const { db, book, clock } = this.#deps;
    await db.transaction(async (tx) => {
      await change(tx);
      await tellRulesChanged(tx);
      await audit(tx, { actor, action, target, area, detail, at: clock() });
    });
    book.forget();
  }
}
