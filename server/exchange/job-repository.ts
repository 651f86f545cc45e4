/**
 * SQL of import jobs and of the rows that wait for their decision. While a job runs its report column holds its progress and
 * who runs it, so that every process can answer for it and tell when its process is gone.
 */
import type { ImportJob, ImportLayer } from '../contract/imports.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export type JobState = ImportJob['state'];

export interface NewJob {
  id: string;
  layer: ImportLayer;
  county: string | null;
  fileName: string;
  options: object;
  author: string;
  startedAt: Date;
  processId: string;
}

export interface JobRow {
  id: string;
  layer: ImportLayer;
  county: string | null;
  options: { dryRun?: boolean };
  state: JobState;
  startedAt: Date;
  finishedAt: Date | null;
  /** JSON text. */
  report: string | null;
  problem: { code: string; params: Record<string, unknown> } | null;
}

/** A running job that has not been heard of for so long has lost its process. */
const SILENT = '2 minutes';

const LOCK = 726_310;

/** Who starts a job looks at the others first: one at a time, in every process. */
export async function holdStart(tx: Queryable): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(${LOCK})`);
}

/** The running job that is in the way of one for the county (null: of any county). */
export async function findRunning(tx: Queryable, county: string | null): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>(sql`
    select id from import_job
    where state = 'running' and (county_code is null or ${county}::text is null or county_code = ${county})
    limit 1`);
  return row?.id ?? null;
}

export async function insertJob(tx: Queryable, job: NewJob): Promise<void> {
  const { id, layer, county, fileName, options, author, startedAt } = job;
  await tx.query(sql`
    insert into import_job (id, layer, county_code, file_name, options, author, state, started_at, report)
    values (${id}, ${layer}, ${county}, ${fileName}, ${JSON.stringify(options)}::jsonb, ${author}, 'running', ${startedAt},
            jsonb_build_object('process', ${job.processId}::text, 'heard', now(), 'stage', 'reading', 'rowsDone', 0))`);
}

/** Says that the job is alive. False when it is no longer running: somebody cancelled it, or gave it up. */
export async function reportProgress(
  db: Queryable,
  id: string,
  processId: string,
  stage: string,
  rowsDone: number,
): Promise<boolean> {
  const rows = await db.query(sql`
    update import_job
    set report = jsonb_build_object('process', ${processId}::text, 'heard', now(), 'stage', ${stage}::text, 'rowsDone', ${rowsDone}::integer)
    where id = ${id} and state = 'running' returning id`);
  return rows.length > 0;
}

/** Ends a running job. `report` and `counts` are JSON texts that are put together. False when it had ended before. */
export async function finishJob(
  db: Queryable,
  id: string,
  end: {
    state: Exclude<JobState, 'running'>;
    finishedAt: Date;
    report: string | null;
    counts: object;
    problem: object | null;
  },
): Promise<boolean> {
  const { state, finishedAt, report, counts, problem } = end;
  const rows = await db.query(sql`
    update import_job
    set state = ${state}, finished_at = ${finishedAt}, report = ${report}::jsonb || ${JSON.stringify(counts)}::jsonb,
        problem = ${problem === null ? null : JSON.stringify(problem)}::jsonb
    where id = ${id} and state = 'running' returning id`);
  return rows.length > 0;
}

/** Marks jobs as failed whose process is gone. Returns their ids. */
export async function failSilent(db: Queryable, everyone: boolean): Promise<string[]> {
  const problem = JSON.stringify({ code: 'import-interrupted', params: {} });
  const rows = await db.query<{ id: string }>(sql`
    update import_job set state = 'failed', finished_at = now(), report = null, problem = ${problem}::jsonb
    where state = 'running' and (${everyone} or coalesce((report->>'heard')::timestamptz, started_at) < now() - ${SILENT}::interval)
    returning id`);
  return rows.map(({ id }) => id);
}

export async function findJob(db: Queryable, id: string): Promise<JobRow | null> {
  const [row] = await db.query<JobRow>(sql`
    select id, layer, county_code as county, options, state, started_at as "startedAt", finished_at as "finishedAt",
           report::text as report, problem
    from import_job where id = ${id}`);
  return row ?? null;
}

/** One JSON array of rows, each with its `seq`. */
export async function insertRows(db: Queryable, id: string, text: string): Promise<void> {
  await db.query(sql`
    insert into import_row (job_id, seq, data)
    select ${id}::uuid, (e->>'seq')::integer, e from jsonb_array_elements(${text}::jsonb) as e`);
}

/** The rows of ended jobs are of no use to anybody. */
export async function clearRows(db: Queryable): Promise<void> {
  await db.query(sql`
    delete from import_row where job_id not in (select id from import_job where state = 'running')`);
}

export async function deleteRows(db: Queryable, id: string): Promise<void> {
  await db.query(sql`delete from import_row where job_id = ${id}`);
}
