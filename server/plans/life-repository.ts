/** SQL of the steps of plans. */
import type { PlanLifeState } from '../contract/plans.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface StepRow {
  at: Date;
  actor: string;
  step: string;
  from: PlanLifeState | 'dropped';
  to: PlanLifeState | 'dropped';
  note: string | null;
}

export function stepsOf(db: Queryable, plan: number): Promise<StepRow[]> {
  return db.query<StepRow>(sql`
    select at, actor, step, from_state as "from", to_state as "to", note from plan_step
    where plan_id = ${plan}::bigint order by id`);
}

export async function insertStep(
  tx: Queryable,
  plan: number,
  county: string,
  { at, actor, step, from, to, note }: StepRow,
  detail: object = {},
): Promise<void> {
  await tx.query(sql`
    insert into plan_step (plan_id, county_code, at, actor, step, from_state, to_state, note, detail)
    values (${plan}::bigint, ${county}, ${at}, ${actor}, ${step}, ${from}, ${to}, ${note}, ${JSON.stringify(detail)}::jsonb)`);
}

/** Counts the version up. False when the plan is another one by now, or is no longer in that state. */
export async function movePlan(
  tx: Queryable,
  plan: { id: number; version: number; state: PlanLifeState },
  to: PlanLifeState,
  at: Date,
  edition: number | null = null,
): Promise<boolean> {
  const rows = await tx.query(sql`
    update plan set state = ${to}, version = version + 1, changed_at = ${at}, edition_id = ${edition}::bigint
    where id = ${plan.id}::bigint and version = ${plan.version} and state = ${plan.state} returning id`);
  return rows.length > 0;
}
