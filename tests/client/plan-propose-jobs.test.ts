// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { headState } from '../../client/state/plan/head.ts';
import { isTaking, takeOffers, takeProblem } from '../../client/state/plan/proposal-ghost.ts';
import {
  followProposals,
  proposalProblem,
  proposals,
  propose,
  shownProposal,
  stopProposal,
  waiting,
} from '../../client/state/plan/proposal-jobs.ts';
import { stateTag } from '../../client/state/plan/reading.ts';
import type { PlanProposal } from '../../server/contract/plan-proposals.ts';

type Answer = { status: number; body: unknown; etag?: string };

/** What the service was asked, and what it answers. */
const asked: string[] = [];
let jobs: PlanProposal[] = [];
let refuse: ((line: string) => Answer | null) | null = null;

const job = (id: string, method: PlanProposal['method'], state: PlanProposal['state'] = 'running'): PlanProposal => ({
  id,
  plan: 7,
  method,
  standard: { min: 150, max: 400 },
  seed: 1,
  author: 'li',
  state,
  communities: 1,
  startedAt: '2026-11-30T08:00:00Z',
  finishedAt: null,
  offers: [],
  problems: [],
});

function answer(method: string, path: string, json: Record<string, unknown>): Answer {
  const line = `${method} ${path.replace('/api/plans/7/proposals', '')}`;
  asked.push(line === 'POST ' ? `POST ${String(json.method)}` : line);
  const refused = refuse?.(line) ?? null;
  if (refused !== null) return refused;
  if (line === 'POST ') {
    const made = job(`job-${jobs.length + 1}`, json.method as PlanProposal['method']);
    jobs = [made, ...jobs];
    return { status: 202, body: made };
  }
  if (line === 'GET ') return { status: 200, body: { proposals: jobs } };
  const id = line.split('/')[1]!;
  if (method === 'DELETE') jobs = jobs.map((one) => (one.id === id ? { ...one, state: 'cancelled' } : one));
  if (line.endsWith('/apply')) return { status: 200, body: { operations: [], seq: 1, version: 2 }, etag: '"7-2"' };
  return { status: 200, body: jobs.find((one) => one.id === id) };
}

const finish = (id: string): void => {
  jobs = jobs.map((one) => (one.id === id ? { ...one, state: 'done' } : one));
};

let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  asked.length = 0;
  jobs = [];
  refuse = null;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const json = init.body ? JSON.parse(String(init.body)) : {};
    const { status, body, etag = '' } = answer(init.method ?? 'GET', url, json);
    return new Response(JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json', etag },
    });
  });
  const plan = { id: 7, area: '341921001', communities: [], state: 'draft' };
  headState.value = { head: { plan: plan as never, tag: '"7-1"' }, problem: null };
  stop = followProposals();
});
afterEach(() => {
  stop();
  headState.value = { head: null, problem: null };
  proposals.value = [];
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settle = () => vi.advanceTimersByTimeAsync(1600);

describe('proposals as jobs', () => {
  it('are asked for one after the other, each when the one before has ended', async () => {
    await propose([{ method: 'least-change' }, { method: 'balanced' }, { method: 'best-shape' }]);
    await settle();
    expect(asked.filter((line) => /^POST/.test(line))).toEqual(['POST least-change']);
    expect([shownProposal.value?.method, waiting.value.length]).toEqual(['least-change', 2]);
    finish('job-1');
    await settle();
    expect(asked.filter((line) => /^POST/.test(line))).toEqual(['POST least-change', 'POST balanced']);
    finish('job-2');
    await settle();
    finish('job-3');
    await settle();
    expect(proposals.value.map(({ method, state }) => `${method} ${state}`)).toEqual([
      'best-shape done',
      'balanced done',
      'least-change done',
    ]);
    const count = asked.length;
    await settle();
    expect(asked.length).toBe(count);
  });

  it('are stopped together with those that wait', async () => {
    await propose([{ method: 'least-change' }, { method: 'balanced' }]);
    await stopProposal();
    await settle();
    expect(shownProposal.value?.state).toBe('cancelled');
    expect(asked.filter((line) => /^POST/.test(line))).toEqual(['POST least-change']);
  });

  it('of somebody else are shown where one runs already', async () => {
    jobs = [job('theirs', 'afresh')];
    refuse = (line) =>
      line === 'POST ' ? { status: 409, body: { code: 'proposal-running', params: { proposal: 'theirs' } } } : null;
    await propose([{ method: 'least-change' }, { method: 'balanced' }]);
    expect(proposalProblem.value?.code).toBe('proposal-running');
    expect([shownProposal.value?.id, waiting.value]).toEqual(['theirs', []]);
  });
});

describe('taking an offer', () => {
  const ready = async (): Promise<void> => {
    await propose([{ method: 'least-change' }]);
    finish('job-1');
    await settle();
    stateTag.value = '"7-1"';
    asked.length = 0;
  };

  it('is tried again once when somebody was faster', async () => {
    await ready();
    let times = 0;
    refuse = (line) =>
      line.endsWith('/apply') && times++ === 0 ? { status: 412, body: { code: 'precondition-failed' } } : null;
    expect(await takeOffers(['k1'])).toBe(true);
    expect(asked).toEqual(['POST /job-1/apply', 'POST /job-1/apply']);
    expect([isTaking.value, takeProblem.value]).toEqual([false, null]);
  });

  it('says why not, and does not try a second time, when the plan is not what was asked about', async () => {
    await ready();
    refuse = (line) =>
      line.endsWith('/apply')
        ? { status: 409, body: { code: 'operation-refused', params: { reason: 'stale' } } }
        : null;
    expect(await takeOffers(['k1'])).toBe(false);
    expect(asked).toEqual(['POST /job-1/apply']);
    expect(takeProblem.value?.params.reason).toBe('stale');
  });

  it('of nothing asks nothing', async () => {
    await ready();
    expect(await takeOffers([])).toBe(false);
    expect(asked).toEqual([]);
  });
});
