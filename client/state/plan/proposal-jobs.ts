/** Proposals as jobs of the service: asked for, followed while they run, cancelled; those that were asked for before. */
import { computed, effect, signal, untracked } from '@preact/signals';
import type { NewProposal, PlanProposal } from '../../../server/contract/plan-proposals.ts';
import { cancelProposal, listProposals, readProposal, startProposal } from '../../api/plan-proposals.ts';
import { type ApiError, asApiError, isAbort } from '../../api/request.ts';
import { divisionText } from './ghost-deltas.ts';
import { plan } from './head.ts';
import { proposalNews } from './live.ts';
import { planSession } from './opened.ts';
import { flush } from './sending.ts';

/** Newest first. */
export const proposals = signal<readonly PlanProposal[]>([]);
const shownId = signal<string | null>(null);
export const shownProposal = computed<PlanProposal | null>(
  () => proposals.value.find(({ id }) => id === shownId.value) ?? null,
);
export const proposalProblem = signal<ApiError | null>(null);
/** Between pressing the button and the answer of the service. */
export const isAsking = signal(false);
/** Questions still to be asked, one after the other. */
export const waiting = signal<readonly NewProposal[]>([]);

/** What was asked for and how the plan stood then, of jobs that this page has started. */
export interface AskedJob {
  readonly body: NewProposal;
  readonly before: ReadonlyMap<string, string>;
}
export const askedJobs = signal<ReadonlyMap<string, AskedJob>>(new Map());

export const running = computed(() => proposals.value.find(({ state }) => state === 'running') ?? null);

export const showProposal = (id: string | null): void => {
  shownId.value = id;
};

function keep(proposal: PlanProposal): void {
  if (plan.peek()?.id !== proposal.plan) return;
  const all = proposals.peek();
  proposals.value = all.some(({ id }) => id === proposal.id)
    ? all.map((one) => (one.id === proposal.id ? proposal : one))
    : [proposal, ...all];
}

function standing(): Map<string, string> {
  const communities = planSession.peek()?.plan.communities ?? new Map();
  return new Map([...communities].map(([code, community]) => [code, divisionText(community.division('grid'))]));
}

/** Asks one question after the other; the plan as it is on the screen is sent before. Resolves when the first has begun. */
export async function propose(bodies: readonly NewProposal[]): Promise<void> {
  waiting.value = bodies;
  await askNext();
}

let asking: Promise<void> | null = null;

function askNext(): Promise<void> {
  asking ??= ask().finally(() => {
    asking = null;
  });
  return asking;
}

async function ask(): Promise<void> {
  const [body, ...rest] = waiting.peek();
  const id = plan.peek()?.id;
  if (body === undefined || id === undefined) return;
  isAsking.value = true;
  proposalProblem.value = null;
  try {
    await flush();
    const before = standing();
    const started = await startProposal(id, body);
    askedJobs.value = new Map(askedJobs.peek()).set(started.id, { body, before });
    waiting.value = rest;
    keep(started);
    shownId.value = started.id;
  } catch (error) {
    const problem = asApiError(error);
    waiting.value = [];
    proposalProblem.value = problem;
    const other = problem.params.proposal;
    if (problem.code === 'proposal-running' && typeof other === 'string') {
      await refresh(other);
      shownId.value = other;
    }
  } finally {
    isAsking.value = false;
  }
}

/** Questions that wait are dropped too. */
export async function stopProposal(): Promise<void> {
  const now = running.peek();
  waiting.value = [];
  if (now === null) return;
  try {
    keep(await cancelProposal(now.plan, now.id));
  } catch (error) {
    proposalProblem.value = asApiError(error);
  }
}

const reading = new Map<string, Promise<void>>();
const again = new Set<string>();

/** News that come while it is being read are one more reading, not one each. */
function refresh(id: string): Promise<void> {
  const known = reading.get(id);
  if (known !== undefined) {
    again.add(id);
    return known;
  }
  const work = readAgain(id).finally(() => reading.delete(id));
  reading.set(id, work);
  return work;
}

async function readAgain(id: string): Promise<void> {
  const of = plan.peek()?.id;
  if (of === undefined) return;
  do {
    again.delete(id);
    // The next poll or piece of news asks again.
    const now = await readProposal(of, id).catch(() => null);
    if (now !== null) keep(now);
  } while (again.has(id));
}

async function loadProposals(signal: AbortSignal): Promise<void> {
  const id = plan.peek()?.id;
  if (id === undefined) return;
  try {
    const all = await listProposals(id, signal);
    proposals.value = all;
    shownId.value ??= (all.find(({ state }) => state === 'running') ?? all[0])?.id ?? null;
  } catch (error) {
    if (!isAbort(error)) proposalProblem.value = asApiError(error);
  }
}

const POLL_MS = 1500;

/** Follows the plan's proposals for as long as their view is open. Jobs go on in the service when it is left. */
export function followProposals(): () => void {
  const opened = computed(() => plan.value?.id ?? null);
  const stopList = effect(() => {
    const id = opened.value;
    const controller = new AbortController();
    untracked(() => {
      if (proposals.value[0]?.plan !== id) {
        proposals.value = [];
        shownId.value = null;
        askedJobs.value = new Map();
        waiting.value = [];
        proposalProblem.value = null;
      }
      if (id !== null) void loadProposals(controller.signal);
    });
    return () => controller.abort();
  });
  const stopNews = effect(() => {
    const news = proposalNews.value;
    if (news !== null) untracked(() => void refresh(news.proposal));
  });
  const runningId = computed(() => running.value?.id ?? null);
  // A stream that is refused or cut off says nothing: then this is how the job is heard of.
  const stopPolling = effect(() => {
    const id = runningId.value;
    if (id === null) return;
    const timer = setInterval(() => void refresh(id), POLL_MS);
    return () => clearInterval(timer);
  });
  const stopQueue = effect(() => {
    if (runningId.value === null && waiting.value.length > 0) untracked(() => void askNext());
  });
  return () => {
    for (const stop of [stopList, stopNews, stopPolling, stopQueue]) stop();
  };
}
