/** SQL of the log of a plan and of its snapshots. */
import type { PlanOperation } from '../contract/plan-operations.ts';
import type { PlanSnapshot } from '../contract/plan-state.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

interface OperationRow extends Omit<PlanOperation, 'at'> {
  at: Date;
}

const COLUMNS = sql`seq, ref, actor, at, reverts, operation`;

function view({ at, ...row }: OperationRow): PlanOperation {
  return { ...row, at: at.toISOString() };
}

/** In order, from the one after `after`. */
export async function operationsAfter(
  db: Queryable,
  plan: number,
  after: number,
  limit: number,
): Promise<PlanOperation[]> {
  const rows = await db.query<OperationRow>(sql`
    select ${COLUMNS} from plan_operation where plan_id = ${plan}::bigint and seq > ${after}
    order by seq limit ${limit}`);
  return rows.map(view);
}

/** Those that a plan of a version did not have, in order. */
export async function operationsSince(
  db: Queryable,
  plan: number,
  version: number,
  limit: number,
): Promise<PlanOperation[]> {
  const rows = await db.query<OperationRow>(sql`
    select ${COLUMNS} from plan_operation where plan_id = ${plan}::bigint and version > ${version}
    order by seq limit ${limit}`);
  return rows.map(view);
}

export async function operationsByRef(db: Queryable, plan: number, refs: readonly string[]): Promise<PlanOperation[]> {
  const rows = await db.query<OperationRow>(sql`
    select ${COLUMNS} from plan_operation where plan_id = ${plan}::bigint and ref = any (${refs}::text[]) order by seq`);
  return rows.map(view);
}

/** False when the plan is another one by now. */
export async function appendOperations(
  tx: Queryable,
  plan: { id: number; county: string; version: number },
  operations: readonly PlanOperation[],
  at: Date,
): Promise<boolean> {
  const seq = operations.at(-1)!.seq;
  const rows = await tx.query(sql`
    update plan set version = version + 1, changed_at = ${at}, last_seq = ${seq}
    where id = ${plan.id}::bigint and version = ${plan.version} and state = 'draft' returning id`);
  if (rows.length === 0) return false;
  await tx.query(sql`
    insert into plan_operation (plan_id, county_code, version, seq, ref, actor, at, reverts, operation)
    select ${plan.id}::bigint, ${plan.county}, ${plan.version + 1}, (o->>'seq')::integer, o->>'ref', o->>'actor',
           (o->>'at')::timestamptz, (o->>'reverts')::integer, o->'operation'
    from jsonb_array_elements(${JSON.stringify(operations)}::jsonb) o`);
  return true;
}

/** The last one up to `seq`. */
export async function snapshotUpTo(db: Queryable, plan: number, seq: number): Promise<PlanSnapshot | null> {
  const [row] = await db.query<{ state: PlanSnapshot }>(sql`
    select state from plan_snapshot where plan_id = ${plan}::bigint and seq <= ${seq} order by seq desc limit 1`);
  return row?.state ?? null;
}

export async function keepSnapshot(tx: Queryable, plan: number, snapshot: PlanSnapshot): Promise<void> {
  await tx.query(sql`
    insert into plan_snapshot (plan_id, seq, state)
    values (${plan}::bigint, ${snapshot.seq}, ${JSON.stringify(snapshot)}::jsonb) on conflict do nothing`);
}
