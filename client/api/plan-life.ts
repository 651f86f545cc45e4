/** The way of a plan: its steps, what publishing would do, and publishing. */
import type { CoverageReport } from '../../server/contract/coverage.ts';
import type { NewPlanStep, PlanSteps } from '../../server/contract/plan-life.ts';
import type { NewPublish, Published, PublishPreview } from '../../server/contract/plan-publish.ts';
import { request } from './request.ts';

const at = (plan: number): string => `/api/plans/${plan}`;

/** An answer with the entity tag that the plan has now. */
export interface Tagged<T> {
  readonly answer: T;
  readonly tag: string;
}

export const readSteps = (plan: number, signal?: AbortSignal) => request<PlanSteps>(`${at(plan)}/steps`, { signal });

export const takeStep = (plan: number, json: NewPlanStep, ifMatch: string): Promise<Tagged<PlanSteps>> =>
  tagged((hear) => request<PlanSteps>(`${at(plan)}/steps`, { method: 'POST', json, ifMatch, hear }));

export const readPublishPreview = (plan: number, signal?: AbortSignal) =>
  request<PublishPreview>(`${at(plan)}/publish`, { signal });

export const publishPlan = (plan: number, json: NewPublish, ifMatch: string): Promise<Tagged<Published>> =>
  tagged((hear) => request<Published>(`${at(plan)}/publish`, { method: 'POST', json, ifMatch, hear }));

/** What a check finds in the map that the plan would make. */
export const readPlanCoverage = (area: string, plan: number, signal?: AbortSignal) =>
  request<CoverageReport>('/api/coverage', { query: { area, plan }, signal });

async function tagged<T>(ask: (hear: (headers: Headers) => void) => Promise<T>): Promise<Tagged<T>> {
  let tag = '';
  const answer = await ask((headers) => {
    tag = headers.get('etag') ?? '';
  });
  return { answer, tag };
}
