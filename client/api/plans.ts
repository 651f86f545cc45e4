/** Plans as a whole: the list, one of them with its entity tag, a new one, the end of one. */
import type { NewPlan, Plan, PlanHead } from '../../server/contract/plans.ts';
import { request } from './request.ts';

/** A plan with the entity tag that a change of it must name. */
export interface TaggedPlan {
  readonly plan: Plan;
  readonly tag: string;
}

export async function listPlans(area: string, signal?: AbortSignal): Promise<readonly PlanHead[]> {
  return (await request<{ plans: readonly PlanHead[] }>('/api/plans', { query: { area }, signal })).plans;
}

export const readPlan = (id: number, signal?: AbortSignal): Promise<TaggedPlan> =>
  tagged((hear) => request<Plan>(`/api/plans/${id}`, { signal, hear }));

export const createPlan = (plan: NewPlan): Promise<TaggedPlan> =>
  tagged((hear) => request<Plan>('/api/plans', { method: 'POST', json: plan, hear }));

export const dropPlan = (id: number, tag: string): Promise<void> =>
  request<void>(`/api/plans/${id}`, { method: 'DELETE', ifMatch: tag });

async function tagged(ask: (hear: (headers: Headers) => void) => Promise<Plan>): Promise<TaggedPlan> {
  let tag = '';
  const plan = await ask((headers) => {
    tag = headers.get('etag') ?? '';
  });
  return { plan, tag };
}
