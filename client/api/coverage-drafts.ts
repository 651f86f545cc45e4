/** Drafts that repairs are written to: which there are, one with its entity tag, its grids as a file, dropping it. */
import type { Plan, PlanHead } from '../../server/contract/plans.ts';
import { request } from './request.ts';

const at = '/api/plans';

export const listDrafts = (area: string, signal?: AbortSignal) =>
  request<{ plans: PlanHead[] }>(at, { query: { area }, signal }).then((answer) => answer.plans);

/** A draft and the entity tag that changing or dropping it asks for. */
export async function readDraft(id: number): Promise<{ plan: Plan; tag: string }> {
  let tag = '';
  const plan = await request<Plan>(`${at}/${id}`, {
    hear: (headers) => {
      tag = headers.get('etag') ?? '';
    },
  });
  return { plan, tag };
}

export const dropDraft = (id: number, tag: string) =>
  request<undefined>(`${at}/${id}`, { method: 'DELETE', ifMatch: tag });

/** Every grid of the draft as GeoJSON, in the form an import takes. */
export const draftGridsUrl = (id: number): string => `${at}/${id}/grids`;
