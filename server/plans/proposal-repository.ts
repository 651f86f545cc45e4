/** SQL of proposals: jobs while they run, offers afterwards. */
import type { NewProposal, PlanCertificate, PlanProposal, ProposalMethod } from '../contract/plan-proposals.ts';
import type { Division } from '../contract/plan-state.ts';
import type { PlanStandard } from '../contract/plans.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface ProposalRow {
  id: string;
  plan: number;
  author: string;
  method: ProposalMethod;
  request: Omit<NewProposal, 'method'> & { standard: PlanStandard; seed: number };
  state: PlanProposal['state'];
  communities: number;
  startedAt: Date;
  finishedAt: Date | null;
  problems: PlanProposal['problems'] | null;
}

const COLUMNS = sql`
  id, plan_id as plan, author, method, request, state, communities, started_at as "startedAt", finished_at as "finishedAt",
  problem as problems`;

/** A running proposal that has not been heard of for so long has lost its process. */
const SILENT = '2 minutes';

export async function insertProposal(
  tx: Queryable,
  row: Pick<ProposalRow, 'id' | 'plan' | 'author' | 'method' | 'request' | 'communities' | 'startedAt'> & {
    county: string;
    processId: string;
  },
): Promise<void> {
  const { id, plan, author, method, request, communities, startedAt, county, processId } = row;
  await tx.query(sql`
    insert into plan_proposal (id, plan_id, county_code, author, method, request, state, process, started_at, communities)
    values (${id}, ${plan}::bigint, ${county}, ${author}, ${method}, ${JSON.stringify(request)}::jsonb, 'running',
            ${processId}, ${startedAt}, ${communities})`);
}

/** The running proposal of a plan, null when there is none. Whoever asks before starting one holds the plan. */
export async function runningOf(tx: Queryable, plan: number): Promise<string | null> {
  await tx.query(sql`select id from plan where id = ${plan}::bigint for update`);
  const [row] = await tx.query<{ id: string }>(sql`
    select id from plan_proposal where plan_id = ${plan}::bigint and state = 'running' limit 1`);
  return row?.id ?? null;
}

/** Says that a proposal is alive. False when it is no longer running: somebody cancelled it. */
export async function reportAlive(db: Queryable, id: string): Promise<boolean> {
  const rows = await db.query(sql`
    update plan_proposal set heard_at = now() where id = ${id} and state = 'running' returning id`);
  return rows.length > 0;
}

/** False when it had ended before. */
export async function endProposal(
  db: Queryable,
  id: string,
  state: Exclude<PlanProposal['state'], 'running'>,
  at: Date,
  problems: PlanProposal['problems'],
): Promise<boolean> {
  const rows = await db.query(sql`
    update plan_proposal set state = ${state}, finished_at = ${at}, problem = ${JSON.stringify(problems)}::jsonb
    where id = ${id} and state = 'running' returning id`);
  return rows.length > 0;
}

/** Proposals whose process is gone are failed. */
export async function failSilent(db: Queryable, everyone: boolean): Promise<void> {
  const problems = JSON.stringify([{ community: null, code: 'proposal-interrupted', detail: '' }]);
  await db.query(sql`
    update plan_proposal set state = 'failed', finished_at = now(), problem = ${problems}::jsonb
    where state = 'running' and (${everyone} or heard_at < now() - ${SILENT}::interval)`);
}

export async function proposalById(db: Queryable, plan: number, id: string): Promise<ProposalRow | null> {
  const [row] = await db.query<ProposalRow>(sql`
    select ${COLUMNS} from plan_proposal where id = ${id} and plan_id = ${plan}::bigint`);
  return row ?? null;
}

/** Newest first. */
export function proposalsOf(db: Queryable, plan: number, limit: number): Promise<ProposalRow[]> {
  return db.query<ProposalRow>(sql`
    select ${COLUMNS} from plan_proposal where plan_id = ${plan}::bigint order by started_at desc, id limit ${limit}`);
}

export interface OfferedPart {
  community: string;
  option: number;
  layer: string;
  /** Of the community when it was asked for, and as it is proposed. */
  before: Division;
  division: Division;
}

/** False when the proposal is no longer running. */
export async function insertPart(
  db: Queryable,
  proposal: string,
  { community, option, ...part }: OfferedPart,
  certificate: PlanCertificate,
): Promise<boolean> {
  const rows = await db.query(sql`
    insert into plan_proposal_part (proposal_id, area_code, option, county_code, certificate_id, part, certificate)
    select id, ${community}, ${option}::integer, county_code, ${certificate.id}, ${JSON.stringify(part)}::jsonb,
           ${JSON.stringify(certificate)}::jsonb
    from plan_proposal where id = ${proposal} and state = 'running'
    returning option`);
  return rows.length > 0;
}

/** By proposal, community and option. */
export function certificatesOf(
  db: Queryable,
  proposals: readonly string[],
): Promise<{ proposal: string; option: number; certificate: PlanCertificate }[]> {
  return db.query(sql`
    select proposal_id as proposal, option, certificate from plan_proposal_part
    where proposal_id = any (${proposals}::uuid[]) order by proposal_id, area_code, option`);
}

/** `communities` null: all of them. */
export function partsOf(
  db: Queryable,
  proposal: string,
  communities: readonly string[] | null,
  option: number | null,
): Promise<(OfferedPart & { certificate: string })[]> {
  return db.query(sql`
    select area_code as community, option, certificate_id as certificate, part->>'layer' as layer, part->'before' as before,
           part->'division' as division
    from plan_proposal_part
    where proposal_id = ${proposal} and (${communities}::text[] is null or area_code = any (${communities}::text[]))
      and (${option}::integer is null or option = ${option}::integer)
    order by area_code, option`);
}

export async function certificateById(db: Queryable, plan: number, id: string): Promise<PlanCertificate | null> {
  const [row] = await db.query<{ certificate: PlanCertificate }>(sql`
    select c.certificate from plan_proposal_part c join plan_proposal p on p.id = c.proposal_id
    where c.certificate_id = ${id} and p.plan_id = ${plan}::bigint`);
  return row?.certificate ?? null;
}
