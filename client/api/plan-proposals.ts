/** Proposals of a plan over HTTP: asked for as jobs, what they offer, taking it, and the certificates. */
import type { OperationsDone } from '../../server/contract/plan-edits.ts';
import type {
  ApplyProposal,
  NewProposal,
  PartsQuery,
  PlanCertificate,
  PlanProposal,
  ProposalParts,
} from '../../server/contract/plan-proposals.ts';
import { request } from './request.ts';

const at = (plan: number) => `/api/plans/${plan}/proposals`;

export const startProposal = (plan: number, body: NewProposal) =>
  request<PlanProposal>(at(plan), { method: 'POST', json: body });

export const listProposals = (plan: number, signal?: AbortSignal) =>
  request<{ proposals: PlanProposal[] }>(at(plan), { signal }).then(({ proposals }) => proposals);

export const readProposal = (plan: number, id: string) => request<PlanProposal>(`${at(plan)}/${id}`);

/** What it has offered stays. */
export const cancelProposal = (plan: number, id: string) =>
  request<PlanProposal>(`${at(plan)}/${id}`, { method: 'DELETE' });

export type ProposalPart = ProposalParts['parts'][number];

export const readParts = (plan: number, id: string, query: PartsQuery) =>
  request<ProposalParts>(`${at(plan)}/${id}/parts`, { query }).then(({ parts }) => parts);

export const readCertificate = (plan: number, certificate: string, signal?: AbortSignal) =>
  request<PlanCertificate>(`/api/plans/${plan}/certificates/${certificate}`, { signal });

/** As one operation of the plan. 412: somebody was faster. 409 `operation-refused`: the plan is not what was asked about. */
export async function applyProposal(
  plan: number,
  id: string,
  body: ApplyProposal,
  tag: string,
): Promise<{ done: OperationsDone; tag: string }> {
  let fresh = '';
  const done = await request<OperationsDone>(`${at(plan)}/${id}/apply`, {
    method: 'POST',
    json: body,
    ifMatch: tag,
    hear: (headers) => {
      fresh = headers.get('etag') ?? '';
    },
  });
  return { done, tag: fresh };
}
