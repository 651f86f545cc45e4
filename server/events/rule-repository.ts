/** SQL of what the loop runs by: dictionaries, calendars, settings, units. Whoever changes them tells every process. */
import type { CalendarDay, Category, Dictionary, EventUnit } from '../contract/event-rules.ts';
import type { Queryable } from '../database/database.ts';
import { nothing, sql } from '../database/sql.ts';

/** Payload: nothing; who holds rules in memory reads them again. */
export const RULES_CHANNEL = 'event-rules';

export async function tellRulesChanged(tx: Queryable): Promise<void> {
  await tx.query(sql`select pg_notify(${RULES_CHANNEL}, 'changed')`);
}

export type DictionaryHead = Omit<Dictionary, 'categories'>;

export function dictionaries(q: Queryable): Promise<DictionaryHead[]> {
  return q.query<DictionaryHead>(sql`select id, name, sample, version from event_dictionary order by id collate "C"`);
}

/** `lock`: until the transaction ends nobody else changes it. */
export async function dictionaryHead(q: Queryable, id: string, lock = false): Promise<DictionaryHead | undefined> {
  const rows = await q.query<DictionaryHead>(sql`
    select id, name, sample, version from event_dictionary where id = ${id} ${lock ? sql`for update` : nothing}`);
  return rows[0];
}

/** By code. */
export function categoriesOf(q: Queryable, dictionary: string): Promise<Category[]> {
  return q.query<Category>(sql`
    select code, major, major_name as "majorName", name, grade, way, level, limits, retired
    from event_category where dictionary = ${dictionary} order by code collate "C"`);
}

/** False: it was there. */
export async function insertDictionary(
  tx: Queryable,
  { id, name, sample }: Omit<DictionaryHead, 'version'>,
): Promise<boolean> {
  const rows = await tx.query(sql`
    insert into event_dictionary (id, name, sample) values (${id}, ${name}, ${sample}::boolean)
    on conflict (id) do nothing returning id`);
  return rows.length > 0;
}

/** An edited sample is no sample any more. */
export async function raiseDictionary(tx: Queryable, id: string): Promise<number> {
  const [row] = await tx.query<{ version: number }>(sql`
    update event_dictionary set version = version + 1, sample = false where id = ${id} returning version`);
  return row!.version;
}

/** Adds them, or changes those whose code is known. */
export async function putCategories(tx: Queryable, dictionary: string, categories: readonly Category[]): Promise<void> {
  const of = (value: (category: Category) => unknown): unknown[] => categories.map(value);
  await tx.query(sql`
    insert into event_category (dictionary, code, major, major_name, name, grade, way, level, limits, retired)
    select ${dictionary}, code, major, major_name, name, grade, way, level, limits::jsonb, retired
    from unnest(${of(({ code }) => code)}::text[], ${of(({ major }) => major)}::text[], ${of(({ majorName }) => majorName)}::text[],
      ${of(({ name }) => name)}::text[], ${of(({ grade }) => grade)}::text[], ${of(({ way }) => way)}::text[],
      ${of(({ level }) => level)}::text[], ${of(({ limits }) => JSON.stringify(limits))}::text[],
      ${of(({ retired }) => retired)}::boolean[]) as v (code, major, major_name, name, grade, way, level, limits, retired)
    on conflict (dictionary, code) do update set major = excluded.major, major_name = excluded.major_name, name = excluded.name,
      grade = excluded.grade, way = excluded.way, level = excluded.level, limits = excluded.limits, retired = excluded.retired`);
}

export interface YearRow {
  area: string;
  year: number;
  days: CalendarDay[];
}

/** Those of all ('') and those of the county. */
export function calendarYears(q: Queryable, county: string): Promise<YearRow[]> {
  return q.query<YearRow>(sql`
    select area_code as area, year, days from calendar_year where area_code in ('', ${county}) order by year, area_code`);
}

export async function putYear(tx: Queryable, { area, year, days }: YearRow): Promise<void> {
  await tx.query(sql`
    insert into calendar_year (area_code, year, days) values (${area}, ${year}::integer, ${JSON.stringify(days)}::jsonb)
    on conflict (area_code, year) do update set days = excluded.days`);
}

/** True when it was not there. */
export async function addYear(tx: Queryable, { area, year, days }: YearRow): Promise<boolean> {
  const rows = await tx.query(sql`
    insert into calendar_year (area_code, year, days) values (${area}, ${year}::integer, ${JSON.stringify(days)}::jsonb)
    on conflict (area_code, year) do nothing returning year`);
  return rows.length > 0;
}

export type SettingKey = 'events' | 'office-hours';

/** Area → value, of all ('') and of the county; every area without one. */
export async function settingsOf(q: Queryable, key: SettingKey, county?: string): Promise<Map<string, unknown>> {
  const rows = await q.query<{ area: string; value: unknown }>(sql`
    select area_code as area, value from setting
    where key = ${key} ${county === undefined ? nothing : sql`and area_code in ('', ${county})`}`);
  return new Map(rows.map(({ area, value }) => [area, value]));
}

export async function putSetting(tx: Queryable, area: string, key: SettingKey, value: unknown): Promise<void> {
  await tx.query(sql`
    insert into setting (area_code, key, value) values (${area}, ${key}, ${JSON.stringify(value)}::jsonb)
    on conflict (area_code, key) do update set value = excluded.value`);
}

/** By code. */
export function unitsOf(q: Queryable, county: string): Promise<EventUnit[]> {
  return q.query<EventUnit>(sql`
    select code, name, area_code as area, level, members from event_unit
    where county_code = ${county} order by code collate "C"`);
}

export async function putUnit(tx: Queryable, { code, name, area, level, members }: EventUnit): Promise<void> {
  await tx.query(sql`
    insert into event_unit (county_code, code, name, area_code, level, members)
    values (left(${area}, 6), ${code}, ${name}, ${area}, ${level}, ${members}::text[])
    on conflict (county_code, code) do update
      set name = excluded.name, area_code = excluded.area_code, level = excluded.level, members = excluded.members`);
}

export async function deleteUnit(tx: Queryable, county: string, code: string): Promise<EventUnit | undefined> {
  const rows = await tx.query<EventUnit>(sql`
    delete from event_unit where county_code = ${county} and code = ${code}
    returning code, name, area_code as area, level, members`);
  return rows[0];
}
