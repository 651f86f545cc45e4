/** Where the ground of a plan has changed under it, what a choice would make of a community, and the move itself. */
import type { CoverageException, NewException } from '../../server/contract/coverage.ts';
import type { OperationsDone } from '../../server/contract/plan-edits.ts';
import type { NewRebase, PlanRebase, RebasePreview } from '../../server/contract/plan-rebase.ts';
import type { Tagged } from './plan-life.ts';
import { request } from './request.ts';

const at = (plan: number): string => `/api/plans/${plan}/rebase`;

export const readRebase = (plan: number, signal?: AbortSignal) => request<PlanRebase>(at(plan), { signal });

export const readRebaseOf = (plan: number, community: string, signal?: AbortSignal) =>
  request<RebasePreview>(`${at(plan)}/${community}`, { signal });

export async function moveCommunities(plan: number, json: NewRebase, ifMatch: string): Promise<Tagged<OperationsDone>> {
  let tag = '';
  const hear = (headers: Headers) => {
    tag = headers.get('etag') ?? '';
  };
  return { answer: await request<OperationsDone>(at(plan), { method: 'POST', json, ifMatch, hear }), tag };
}

/** Accepts a finding of what a plan makes of the area. */
export const acceptInPlan = (json: NewException & { plan: number }) =>
  request<CoverageException>('/api/coverage/exceptions', { method: 'POST', json });
