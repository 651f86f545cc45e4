/**
 * What the loop runs by, held in memory by county, so that a report asks the database nothing: dictionary, calendar, settings,
 * units. Thrown away when any of it changes, here or in another process, and after a break in the line.
 */
import type { Category, Dictionary, EventSettings, EventUnit, WorkCalendar } from '../contract/event-rules.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { defaultSettings, OFFICE_HOURS } from './default-settings.ts';
import {
  calendarYears,
  categoriesOf,
  dictionaryHead,
  RULES_CHANNEL,
  settingsOf,
  unitsOf,
  type YearRow,
} from './rule-repository.ts';
import { type Calendar, calendarOf } from './rules/calendar.ts';

export interface CountyRules {
  readonly settings: EventSettings;
  readonly dictionary: Dictionary;
  readonly categories: ReadonlyMap<string, Category>;
  readonly calendar: Calendar;
  readonly workCalendar: WorkCalendar;
  readonly units: ReadonlyMap<string, EventUnit>;
}

export class RuleBook {
  readonly #db: Database;
  readonly #counties = new Map<string, Promise<CountyRules>>();
  readonly #dictionaries = new Map<string, Promise<ReadonlyMap<string, Category>>>();
  #stop: (() => Promise<void>) | null = null;

  constructor(db: Database) {
    this.#db = db;
  }

  async open(): Promise<void> {
    this.#stop = await this.#db.listen(RULES_CHANNEL, () => this.forget());
    this.forget();
  }

  async close(): Promise<void> {
    await this.#stop?.();
  }

  forget(): void {
    this.#counties.clear();
    this.#dictionaries.clear();
  }

  of(county: string): Promise<CountyRules> {
    return remembered(this.#counties, county, () => this.#read(county));
  }

  /** Throws `dictionary-unknown`. */
  categories(dictionary: string): Promise<ReadonlyMap<string, Category>> {
    return remembered(this.#dictionaries, dictionary, async () => (await this.#dictionary(dictionary)).categories);
  }

  async borderM(county: string): Promise<number> {
    return (await this.of(county)).settings.borderM;
  }

  async #read(county: string): Promise<CountyRules> {
    const settings = await settingsIn(this.#db, county);
    const { dictionary, categories } = await this.#dictionary(settings.dictionary);
    const workCalendar = await calendarIn(this.#db, county);
    const calendar = calendarOf(workCalendar);
    const units = await unitsOf(this.#db, county);
    return {
      settings,
      dictionary,
      categories,
      calendar,
      workCalendar,
      units: new Map(units.map((unit) => [unit.code, unit])),
    };
  }

  async #dictionary(id: string): Promise<{ dictionary: Dictionary; categories: ReadonlyMap<string, Category> }> {
    const head = await dictionaryHead(this.#db, id);
    if (head === undefined) throw new Refusal('dictionary-unknown', { dictionary: id });
    const categories = await categoriesOf(this.#db, id);
    return {
      dictionary: { ...head, categories },
      categories: new Map(categories.map((category) => [category.code, category])),
    };
  }
}

/** What was asked at the same time is read once; what failed, or was forgotten meanwhile, is read again. */
function remembered<T>(kept: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const reading = read();
  kept.set(key, reading);
  reading.catch(() => kept.get(key) === reading && kept.delete(key));
  return reading;
}

export async function settingsIn(db: Database, county: string): Promise<EventSettings> {
  const kept = await settingsOf(db, 'events', county);
  const value = (kept.get(county) ?? kept.get('') ?? {}) as Partial<EventSettings>;
  return { ...defaultSettings(county), ...value, county };
}

/** A county's own year goes before that of all. */
export async function calendarIn(db: Database, county: string): Promise<WorkCalendar> {
  const rows = new Map<number, YearRow>();
  for (const row of await calendarYears(db, county)) {
    if (row.area !== '' || !rows.has(row.year)) rows.set(row.year, row);
  }
  const days = [...rows.values()].flatMap((row) => row.days);
  return { office: await officeHours(db, county), years: [...rows.keys()], days };
}

export async function officeHours(db: Database, county: string): Promise<WorkCalendar['office']> {
  const kept = await settingsOf(db, 'office-hours', county);
  return (kept.get(county) ?? kept.get('') ?? OFFICE_HOURS) as WorkCalendar['office'];
}

/** Codes of the units that count the login among their members. */
export function unitsWith({ units }: Pick<CountyRules, 'units'>, login: string): string[] {
  return [...units.values()].filter(({ members }) => members.includes(login)).map(({ code }) => code);
}
