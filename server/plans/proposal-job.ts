/** One proposal from the plan as it is to what is offered of it: layers, questions, threads, and the checker's word. */
import type { PlanProposal, ProposalMethod } from '../contract/plan-proposals.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import type { Fault } from '../partition/checker/fault.ts';
import type { CommunityPlan } from '../partition/plan/community-plan.ts';
import type { PlanLog } from '../partition/plan/plan-log.ts';
import { type AskedCommunity, answerOf, asked, type Wish } from '../partition/plan/proposal-request.ts';
import type { Proposal } from '../partition/proposal.ts';
import type { ProposalWay } from '../partition/proposal-way.ts';
import type { PlanCells } from './cells.ts';
import { certificateOf } from './certificate.ts';
import type { OpenPlans } from './open-plans.ts';
import type { ProposalPool } from './proposal-pool.ts';
import { insertPart } from './proposal-repository.ts';
import { type PlanRow, planById } from './repository.ts';

export interface Job {
  readonly id: string;
  readonly plan: PlanRow;
  readonly method: ProposalMethod;
  readonly communities: readonly string[];
  /** For fix-here `grids` has the one key. */
  readonly wish: Wish;
}

export interface JobDeps {
  db: Database;
  cells: PlanCells;
  open: OpenPlans;
  pool: ProposalPool;
}

export interface JobEnd {
  /** Communities that nothing can be proposed for are added. */
  readonly problems: PlanProposal['problems'];
  /** Hears of each community whose offer is in the database. */
  readonly offered: (community: string) => Promise<void>;
}

const WAYS: Readonly<Record<Exclude<ProposalMethod, 'fix-here'>, ProposalWay>> = {
  'least-change': 'least-change',
  balanced: 'balanced',
  'best-shape': 'best-shape',
  'fix-all': 'least-change',
  afresh: 'afresh',
};

/** The plan as it is now. */
export function logOf({ db, open }: Pick<JobDeps, 'db' | 'open'>, plan: number): Promise<PlanLog> {
  return open.inTurn(plan, async () => open.log((await planById(db, plan))!));
}

/** Communities whose cells are built at a time, while others are proposed for. */
const BUILDING = 3;

/**
 * Communities are proposed for as soon as their cells are there, together with those that came meanwhile. Resolves when
 * everything that is offered is in the database. Rejects with the reason of `signal`, or what went wrong.
 */
export async function runProposal(deps: JobDeps, job: Job, signal: AbortSignal, end: JobEnd): Promise<void> {
  const ready: string[] = [];
  let hear = (): void => {};
  let isBuilt = false;
  const building = buildAll(deps, job, signal, end.problems, (community) => {
    ready.push(community);
    hear();
  }).finally(() => {
    isBuilt = true;
    hear();
  });
  building.catch(() => {});
  let isKnown = false;
  for (;;) {
    const heard = new Promise<void>((resolve) => {
      hear = resolve;
    });
    const batch = ready.splice(0).sort();
    if (batch.length > 0) isKnown = (await proposeFor(deps, job, batch, signal, end)) || isKnown;
    else if (isBuilt) break;
    else await heard;
  }
  await building;
  if (job.method === 'fix-here' && !isKnown)
    end.problems.push({ community: null, code: 'grid-unknown', detail: [...job.wish.grids!][0]! });
}

async function buildAll(
  { cells }: JobDeps,
  { plan, communities }: Job,
  signal: AbortSignal,
  problems: PlanProposal['problems'],
  built: (community: string) => void,
): Promise<void> {
  const waiting = [...communities];
  const build = async (): Promise<void> => {
    for (let community = waiting.shift(); community !== undefined; community = waiting.shift()) {
      signal.throwIfAborted();
      try {
        await cells.layer(plan, community);
        built(community);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        problems.push({ community, code: error.code, detail: String(error.params.reason ?? '') });
      }
    }
  };
  await Promise.all(Array.from({ length: BUILDING }, build));
}

/** Whether there was anything to ask. */
async function proposeFor(
  deps: JobDeps,
  job: Job,
  communities: readonly string[],
  signal: AbortSignal,
  end: JobEnd,
): Promise<boolean> {
  const log = await logOf(deps, job.plan.id);
  const asks = communities.map((code) => log.plan.communities.get(code)!);
  const questions =
    job.method === 'fix-here' ? askedHere(job, asks, end.problems) : asks.map((one) => asked(one, job.wish));
  if (questions === null) return false;
  let writes: Promise<void> = Promise.resolve();
  let failure: unknown;
  const heard = (proposal: Proposal, place: number, faults: readonly Fault[], option: number): void => {
    writes = writes
      .then(() => offer(deps, job, questions[place]!, proposal, faults, option, end))
      .catch((error: unknown) => {
        failure ??= error;
      });
  };
  const requests = questions.map(({ request }) => request);
  if (requests.length > 0) await deps.pool.run(requests, { method: wayOf(job, questions), signal }, heard);
  await writes;
  if (failure !== undefined) throw failure;
  return true;
}

/**
 * The community that holds the grid to be put right, if it is one of these (else null) and may be changed. The grids around it
 * give and take: the key only says which one it is.
 */
function askedHere(
  { wish }: Job,
  communities: readonly CommunityPlan[],
  problems: PlanProposal['problems'],
): AskedCommunity[] | null {
  const key = [...wish.grids!][0]!;
  const rowOf = ({ request }: AskedCommunity) => request.present.grids.find(({ code }) => code === key);
  const holding = communities
    .map((one) => asked(one, { ...wish, grids: null }))
    .find((one) => rowOf(one) !== undefined);
  if (holding === undefined) return null;
  if (rowOf(holding)!.role === 'free') return [holding];
  problems.push({ community: holding.community, code: 'grid-locked', detail: key });
  return [];
}

function wayOf({ method, wish }: Job, questions: readonly AskedCommunity[]): ProposalWay {
  if (method !== 'fix-here') return WAYS[method];
  const [key] = [...wish.grids!];
  return { fixHere: questions[0]!.request.present.grids.findIndex(({ code }) => code === key) };
}

async function offer(
  { db }: JobDeps,
  job: Job,
  question: AskedCommunity,
  proposal: Proposal,
  faults: readonly Fault[],
  option: number,
  { problems, offered }: JobEnd,
): Promise<void> {
  const { community, layer, before } = question;
  if (faults.length > 0) {
    problems.push({ community, code: 'checker', detail: faults.map(({ code }) => code).join(' ') });
    return;
  }
  const answer = answerOf(question, proposal, (n) => `${job.id.slice(0, 8)}-${community}-${option}-${n}`);
  const head = { id: `${job.id}-${community}-${option}`, proposal: job.id, layer };
  const certificate = certificateOf(head, proposal, answer);
  const part = { community, option, layer, before, division: answer.division };
  if (await insertPart(db, job.id, part, certificate)) await offered(community);
}
