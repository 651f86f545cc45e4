/** The map that a plan makes: its grids as shapes, and how it differs from the edition it changes. */
import type { PlanComparison } from '../../server/contract/plan-compare.ts';
import type { PlanGrids } from '../../server/contract/plans.ts';
import { request } from './request.ts';

export const readPlanGrids = (plan: number, signal?: AbortSignal) =>
  request<PlanGrids>(`/api/plans/${plan}/grids`, { signal }).then(({ features }) => features);

/** `from`, `to`: plan-12 or edition-34. */
export const readComparison = (from: string, to: string, area: string, signal?: AbortSignal) =>
  request<PlanComparison>('/api/plans/compare', { query: { from, to, area }, signal });
