/** One proposal from the plan as it is to what is offered of it: layers, questions, threads, and the checker's word. */
import type { PlanProposal, ProposalMethod } from '../contract/plan-proposals.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import type { Fault } from '../partition/checker/fault.ts';
import type { PlanLog } from '../partition/plan/plan-log.ts';
import type { Proposal } from '../partition/proposal.ts';
import type { PlanCells } from './cells.ts';
import { certificateOf } from './certificate.ts';
import type { OpenPlans } from './open-plans.ts';
import type { ProposalPool } from './proposal-pool.ts';
import { insertPart } from './proposal-repository.ts';
import { type AskedCommunity, answerOf, asked, type Wish } from './proposal-request.ts';
import type { ProposalWay } from './proposal-worker.ts';
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

/** Resolves when everything that is offered is in the database. Rejects with the reason of `signal`, or what went wrong. */
export async function runProposal(deps: JobDeps, job: Job, signal: AbortSignal, end: JobEnd): Promise<void> {
  const questions = await questionsOf(deps, job, signal, end.problems);
  const way = wayOf(job, questions);
  if (way === null) return;
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
  await deps.pool.run(requests, { method: way, signal }, heard);
  await writes;
  if (failure !== undefined) throw failure;
}

/** What is asked of the engine; what cannot be asked is a problem. */
async function questionsOf(
  deps: JobDeps,
  { plan, communities, wish, method }: Job,
  signal: AbortSignal,
  problems: PlanProposal['problems'],
): Promise<AskedCommunity[]> {
  const ready: string[] = [];
  for (const community of communities) {
    signal.throwIfAborted();
    try {
      await deps.cells.layer(plan, community);
      ready.push(community);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problems.push({ community, code: error.code, detail: String(error.params.reason ?? '') });
    }
  }
  const log = await logOf(deps, plan.id);
  const ask = (community: string, own: Wish): AskedCommunity => asked(log.plan.communities.get(community)!, own);
  if (method !== 'fix-here') return ready.map((community) => ask(community, wish));
  const key = [...wish.grids!][0]!;
  // The grids around it give and take: the key only says which one is to be put right.
  const questions = ready.map((community) => ask(community, { ...wish, grids: null }));
  const holding = questions.filter(({ request }) => request.present.grids.some(({ code }) => code === key));
  if (holding.length === 0) problems.push({ community: null, code: 'grid-unknown', detail: key });
  return holding.filter(({ community, request }) => {
    const isFree = request.present.grids.some(({ code, role }) => code === key && role === 'free');
    if (!isFree) problems.push({ community, code: 'grid-locked', detail: key });
    return isFree;
  });
}

/** Null when there is nothing to ask. */
function wayOf({ method, wish }: Job, questions: readonly AskedCommunity[]): ProposalWay | null {
  const [question] = questions;
  if (question === undefined) return null;
  if (method !== 'fix-here') return WAYS[method];
  const [key] = [...wish.grids!];
  return { fixHere: question.request.present.grids.findIndex(({ code }) => code === key) };
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
