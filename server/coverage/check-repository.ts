/** SQL of checks: jobs while they run, history afterwards. */
import type { CoverageTotals, Finding } from '../contract/coverage.ts';
import type { Queryable } from '../database/database.ts';
import { nothing, sql } from '../database/sql.ts';
import type { BandCounts } from './band-rows.ts';

export interface CheckRow {
  id: string;
  area: string;
  edition: number | null;
  editionNumber: number | null;
  plan: number | null;
  asOf: Date | null;
  author: string;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  step: string | null;
  progress: number;
  startedAt: Date;
  finishedAt: Date | null;
  dataHash: string | null;
  clean: boolean | null;
  totals: CoverageTotals | null;
  counts: Record<string, number> | null;
}

const COLUMNS = sql`
  id, area_code as area, edition_id as edition, edition_number as "editionNumber", plan_id as plan, as_of as "asOf", author,
  state, step, progress, started_at as "startedAt", finished_at as "finishedAt", data_hash as "dataHash", clean, totals, counts`;

/** A running check that has not been heard of for so long has lost its process. */
const SILENT = '2 minutes';

export interface NewCheck {
  id: string;
  area: string;
  asOf: Date | null;
  plan: number | null;
  author: string;
  startedAt: Date;
  processId: string;
}

export async function insertCheck(db: Queryable, check: NewCheck): Promise<CheckRow> {
  const { id, area, asOf, plan, author, startedAt, processId } = check;
  const [row] = await db.query<CheckRow>(sql`
    insert into coverage_check (id, county_code, area_code, as_of, plan_id, author, state, step, started_at, process)
    values (${id}, left(${area}, 6), ${area}, ${asOf}, ${plan}::bigint, ${author}, 'running', 'read', ${startedAt}, ${processId})
    returning ${COLUMNS}`);
  return row!;
}

/**
 * Takes the check of a revision: true for the one process that is to run it. A check that lost its process is taken over.
 */
export async function takeAutomatic(
  db: Queryable,
  county: string,
  revision: number,
  check: NewCheck,
): Promise<string | null> {
  const { id, author, startedAt, processId } = check;
  const [row] = await db.query<{ id: string }>(sql`
    insert into coverage_check (id, county_code, area_code, author, automatic, revision, state, step, started_at, process)
    values (${id}, ${county}, ${county}, ${author}, true, ${revision}, 'running', 'read', ${startedAt}, ${processId})
    on conflict (county_code, revision) where automatic do update
      set process = excluded.process, heard_at = now(), state = 'running', finished_at = null, step = 'read', progress = 0
      where coverage_check.state in ('failed', 'cancelled')
         or coverage_check.state = 'running' and coverage_check.heard_at < now() - ${SILENT}::interval
    returning id`);
  return row?.id ?? null;
}

/** Counties that have an edition, with what was published of them last. */
export function checkableCounties(db: Queryable): Promise<{ county: string; revision: number }[]> {
  return db.query<{ county: string; revision: number }>(sql`
    select r.county_code as county, r.revision from county_revision r
    where exists (select from edition e where e.county_code = r.county_code and e.in_force_from <= now())
      and not exists (select from coverage_check c where c.county_code = r.county_code and c.automatic
                      and c.revision = r.revision and c.state = 'done')
    order by r.county_code`);
}

/** The last check of an area that ended before this one, of what was in force then; null when there is none. */
export async function lastCheckOf(db: Queryable, area: string, but: string): Promise<string | null> {
  const [row] = await db.query<{ id: string }>(sql`
    select id from coverage_check
    where county_code = left(${area}, 6) and area_code = ${area} and state = 'done' and plan_id is null and as_of is null
      and id <> ${but}::uuid
    order by finished_at desc, id limit 1`);
  return row?.id ?? null;
}

/** Says how far a check is. False when it is no longer running: somebody cancelled it. */
export async function reportStep(db: Queryable, id: string, step: string, progress: number): Promise<boolean> {
  const rows = await db.query(sql`
    update coverage_check set step = ${step}, progress = ${progress}, heard_at = now()
    where id = ${id} and state = 'running' returning id`);
  return rows.length > 0;
}

/** Says that a check is alive. False when it is no longer running. */
export async function reportAlive(db: Queryable, id: string): Promise<boolean> {
  const rows = await db.query(sql`
    update coverage_check set heard_at = now() where id = ${id} and state = 'running' returning id`);
  return rows.length > 0;
}

export interface CheckEnd {
  finishedAt: Date;
  edition: number | null;
  editionNumber: number | null;
  dataState: string;
  dataHash: string;
  clean: boolean;
  totals: CoverageTotals;
  counts: Record<string, number>;
  bands: BandCounts;
  findings: readonly Finding[];
}

/** False when it had ended before. */
export async function finishCheck(db: Queryable, id: string, end: CheckEnd): Promise<boolean> {
  const rows = await db.query(sql`
    update coverage_check
    set state = 'done', step = null, progress = 1, finished_at = ${end.finishedAt}, edition_id = ${end.edition}::bigint,
        edition_number = ${end.editionNumber}::integer, data_state = ${end.dataState}, data_hash = ${end.dataHash},
        clean = ${end.clean}, totals = ${JSON.stringify(end.totals)}::jsonb, counts = ${JSON.stringify(end.counts)}::jsonb,
        bands = ${JSON.stringify(end.bands)}::jsonb, findings = ${JSON.stringify(end.findings)}::jsonb
    where id = ${id} and state = 'running' returning id`);
  return rows.length > 0;
}

/** Ends a running check without a result. False when it had ended before. */
export async function endCheck(db: Queryable, id: string, state: 'failed' | 'cancelled', at: Date): Promise<boolean> {
  const rows = await db.query(sql`
    update coverage_check set state = ${state}, finished_at = ${at} where id = ${id} and state = 'running' returning id`);
  return rows.length > 0;
}

/** Checks by hand whose process is gone are failed; automatic ones wait for somebody to take them over. */
export async function failSilent(db: Queryable, everyone: boolean): Promise<void> {
  await db.query(sql`
    update coverage_check set state = 'failed', finished_at = now()
    where state = 'running' and (${everyone} or not automatic and heard_at < now() - ${SILENT}::interval)`);
}

export async function checkById(db: Queryable, id: string): Promise<CheckRow | null> {
  const [row] = await db.query<CheckRow>(sql`select ${COLUMNS} from coverage_check where id = ${id}`);
  return row ?? null;
}

/** Newest first. `after`: the last of the page before. */
export function checksOf(
  db: Queryable,
  area: string,
  limit: number,
  after: { startedAt: string; id: string } | null,
): Promise<CheckRow[]> {
  return db.query<CheckRow>(sql`
    select ${COLUMNS} from coverage_check
    where county_code = left(${area}, 6) and area_code = ${area}
      ${after === null ? nothing : sql`and (started_at, id) < (${after.startedAt}::timestamptz, ${after.id}::uuid)`}
    order by started_at desc, id desc limit ${limit}`);
}

export async function findingsOf(db: Queryable, id: string): Promise<Finding[]> {
  const [row] = await db.query<{ findings: Finding[] | null }>(sql`
    select findings from coverage_check where id = ${id}`);
  return row?.findings ?? [];
}

/** The last check of the whole county whose data were others than these. */
export async function checkBefore(db: Queryable, county: string, dataState: string): Promise<string | null> {
  const [row] = await db.query<{ id: string }>(sql`
    select id from coverage_check
    where county_code = ${county} and area_code = ${county} and state = 'done' and plan_id is null and as_of is null
      and data_state <> ${dataState}
    order by finished_at desc, id limit 1`);
  return row?.id ?? null;
}
