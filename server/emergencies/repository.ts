/** SQL of emergencies. One that runs has no end; a row is changed once, when it ends. */
import type { EmergencyRules } from '../contract/emergencies.ts';
import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';

export interface EmergencyRow {
  id: number;
  area: string;
  areaName: string;
  reason: string;
  rules: EmergencyRules;
  from: Date;
  by: string;
  to: Date | null;
  endedBy: string | null;
  endReason: string | null;
}

/** A code that is no area any more goes by its code. */
const COLUMNS = sql`
  e.id, e.area_code as area,
  coalesce((select a.name from area a where a.code = e.area_code order by a.valid_from desc limit 1), e.area_code) as "areaName",
  e.reason, e.rules, e.from_at as "from", e.by_login as by, e.to_at as "to", e.ended_by as "endedBy", e.end_reason as "endReason"`;

function inForce(at: Date): Sql {
  return sql`e.from_at <= ${at} and (e.to_at is null or e.to_at > ${at})`;
}

/** Over the area, above or below it; the highest area first, the newest first. `at` null: ended ones too. */
export function emergenciesOf(db: Queryable, area: string, at: Date | null): Promise<EmergencyRow[]> {
  return db.query<EmergencyRow>(sql`
    select ${COLUMNS} from emergency e
    where e.county_code = left(${area}, 6) and (starts_with(e.area_code, ${area}) or starts_with(${area}, e.area_code))
      and ${at === null ? sql`true` : inForce(at)}
    order by length(e.area_code), e.from_at desc, e.id desc`);
}

/** Of every county: those that run, and those that have ended since. */
export function emergenciesSince(db: Queryable, since: Date): Promise<EmergencyRow[]> {
  return db.query<EmergencyRow>(sql`
    select ${COLUMNS} from emergency e where e.to_at is null or e.to_at > ${since} order by e.id`);
}

export async function emergencyById(db: Queryable, id: number): Promise<EmergencyRow | null> {
  const [row] = await db.query<EmergencyRow>(sql`select ${COLUMNS} from emergency e where e.id = ${id}::bigint`);
  return row ?? null;
}

export interface NewEmergencyRow {
  area: string;
  reason: string;
  rules: EmergencyRules;
  from: Date;
  by: string;
}

/** Null: one runs for the area. */
export async function insertEmergency(
  tx: Queryable,
  { area, reason, rules, from, by }: NewEmergencyRow,
): Promise<EmergencyRow | null> {
  const [row] = await tx.query<EmergencyRow>(sql`
    with e as (
      insert into emergency (county_code, area_code, reason, rules, from_at, by_login)
      values (left(${area}, 6), ${area}, ${reason}, ${JSON.stringify(rules)}::text::jsonb, ${from}, ${by})
      on conflict (area_code) where to_at is null do nothing returning *
    ) select ${COLUMNS} from e`);
  return row ?? null;
}

/** Null when it had ended. */
export async function endEmergency(
  tx: Queryable,
  id: number,
  end: { at: Date; by: string; reason: string },
): Promise<EmergencyRow | null> {
  const [row] = await tx.query<EmergencyRow>(sql`
    with e as (
      update emergency set to_at = greatest(${end.at}, from_at + interval '1 millisecond'), ended_by = ${end.by}, end_reason = ${end.reason}
      where id = ${id}::bigint and to_at is null returning *
    ) select ${COLUMNS} from e`);
  return row ?? null;
}

/** The id of the one that runs for exactly this area. */
export async function runningIn(db: Queryable, area: string): Promise<number | null> {
  const [row] = await db.query<{ id: number }>(
    sql`select id from emergency where area_code = ${area} and to_at is null`,
  );
  return row?.id ?? null;
}

export async function isAreaInForce(db: Queryable, area: string, at: Date): Promise<boolean> {
  return (await db.query(sql`select from area_in_force(${at}) where code = ${area}`)).length > 0;
}
