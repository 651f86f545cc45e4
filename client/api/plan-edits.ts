/** A plan of cells over HTTP: its layers, its state, what is done to it, and what others did meanwhile. */
import type { OperationsDone, PlanStateNow } from '../../server/contract/plan-edits.ts';
import type { NewOperation, PlanOperations } from '../../server/contract/plan-operations.ts';
import { ApiError, isAbort, request } from './request.ts';

export async function readPlanState(
  id: number,
  communities: readonly string[],
  signal?: AbortSignal,
): Promise<{ state: PlanStateNow; tag: string }> {
  let tag = '';
  const hear = (headers: Headers): void => {
    tag = headers.get('etag') ?? '';
  };
  const query = { community: communities.join(',') };
  const state = await request<PlanStateNow>(`/api/plans/${id}/state`, { query, signal, hear });
  return { state, tag };
}

/** The cells of a community, in the form of server/partition/plan/layer-codec.ts. The first time they are built, which takes a while. */
export const readCells = (id: number, community: string, signal?: AbortSignal): Promise<Uint8Array> =>
  readBytes(`/api/plans/${id}/cells/${community}`, signal);

/** Of every community whose cells are built: encoded layers, joined. */
export const readMadeCells = (id: number, signal?: AbortSignal): Promise<Uint8Array> =>
  readBytes(`/api/plans/${id}/cells`, signal);

async function readBytes(path: string, signal?: AbortSignal): Promise<Uint8Array> {
  let response: Response;
  try {
    response = await fetch(path, { signal: signal ?? null, cache: 'no-cache' });
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new ApiError('service-unreachable', 0);
  }
  if (response.ok) return new Uint8Array(await response.arrayBuffer());
  const problem = await response.json().catch(() => ({}));
  throw new ApiError(problem.code ?? 'answer-unreadable', response.status, problem);
}

export const readOperations = (id: number, after: number, signal?: AbortSignal) =>
  request<PlanOperations>(`/api/plans/${id}/operations`, { query: { after, limit: 1000 }, signal });

/** All of them or none. 412: somebody was faster. */
export async function sendOperations(
  id: number,
  operations: readonly NewOperation[],
  tag: string,
): Promise<{ done: OperationsDone; tag: string }> {
  let fresh = '';
  const done = await request<OperationsDone>(`/api/plans/${id}/operations`, {
    method: 'POST',
    json: { operations },
    ifMatch: tag,
    hear: (headers) => {
      fresh = headers.get('etag') ?? '';
    },
  });
  return { done, tag: fresh };
}
