/** Departments' layers in a plan: taken in, compared, made into one division. */
import type { OperationsDone } from '../../server/contract/plan-edits.ts';
import type { ApplySources, NewPlanSource, PlanSource, SourceReport } from '../../server/contract/plan-sources.ts';
import type { Tagged } from './plan-life.ts';
import { request } from './request.ts';

const at = (plan: number): string => `/api/plans/${plan}`;

export const listSources = (plan: number, signal?: AbortSignal) =>
  request<{ sources: readonly PlanSource[] }>(`${at(plan)}/sources`, { signal }).then(({ sources }) => sources);

export const addSource = (plan: number, json: NewPlanSource, ifMatch: string) =>
  tagged((hear) =>
    request<{ sources: readonly PlanSource[] }>(`${at(plan)}/sources`, { method: 'POST', json, ifMatch, hear }),
  );

/** Makes the cells of the plan when they are not made: no layer can be added afterwards. */
export const readSourceReport = (plan: number, signal?: AbortSignal) =>
  request<SourceReport>(`${at(plan)}/sources/report`, { signal });

export const applySources = (plan: number, json: ApplySources, ifMatch: string) =>
  tagged((hear) => request<OperationsDone>(`${at(plan)}/sources/apply`, { method: 'POST', json, ifMatch, hear }));

export const undoOperation = (plan: number, ref: string, of: number, ifMatch: string) =>
  tagged((hear) =>
    request<OperationsDone>(`${at(plan)}/operations`, {
      method: 'POST',
      json: { operations: [{ ref, operation: { kind: 'undo', args: { of } } }] },
      ifMatch,
      hear,
    }),
  );

async function tagged<T>(ask: (hear: (headers: Headers) => void) => Promise<T>): Promise<Tagged<T>> {
  let tag = '';
  const answer = await ask((headers) => {
    tag = headers.get('etag') ?? '';
  });
  return { answer, tag };
}
