/**
 * Which certificates a plan stands on: of the proposals that are in it. Whatever was done to a community afterwards makes its
 * certificate one of what was proposed, no longer of what is drawn.
 */
import { signal } from '@preact/signals';
import type { OperationBody, PlanOperation } from '../../../server/contract/plan-operations.ts';
import type { PlanCertificate, PlanProposal } from '../../../server/contract/plan-proposals.ts';
import { readOperations } from '../../api/plan-edits.ts';
import { listProposals } from '../../api/plan-proposals.ts';
import { type ApiError, asApiError, isAbort } from '../../api/request.ts';
import { certificateById } from './known-certificates.ts';

export interface StandingCertificate {
  readonly community: string;
  readonly id: string;
  /** The community was edited after the proposal was taken over. */
  readonly edited: boolean;
}

/** Communities that an operation changes. Locks and pins change no grid. */
function reachOf(operation: OperationBody): string[] {
  if (operation.kind === 'lock' || operation.kind === 'pin') return [];
  if (operation.kind === 'rebase') return operation.args.parts.map(({ state }) => state.community);
  if (operation.kind === 'apply') return operation.args.parts.map(({ community }) => community);
  return [operation.args.community];
}

/** What is undone is as if it had not been done, and so is its undoing. */
export function inEffect(operations: readonly PlanOperation[]): PlanOperation[] {
  const undone = new Set<number>();
  for (const { seq, reverts } of [...operations].reverse()) {
    if (reverts !== null && !undone.has(seq)) undone.add(reverts).add(seq);
  }
  return operations.filter(({ seq }) => !undone.has(seq));
}

/** By community. */
export function certificatesOf(
  operations: readonly PlanOperation[],
  proposals: readonly PlanProposal[],
): StandingCertificate[] {
  const standing = new Map<string, StandingCertificate>();
  for (const { operation } of inEffect(operations)) {
    for (const community of reachOf(operation)) {
      const named = operation.kind === 'apply' ? operation.args.certificate : null;
      const id = named === null ? undefined : certificateOf(named, community, proposals);
      const before = standing.get(community);
      if (id !== undefined) standing.set(community, { community, id, edited: false });
      else if (before !== undefined) standing.set(community, { ...before, edited: true });
    }
  }
  return [...standing.values()].sort((a, b) => (a.community < b.community ? -1 : 1));
}

/** `named`: a certificate, or a proposal of several communities. */
function certificateOf(named: string, community: string, proposals: readonly PlanProposal[]): string | undefined {
  const offers = proposals.flatMap(({ id, offers: all }) => all.map((offer) => ({ ...offer, proposal: id })));
  const own = offers.filter((offer) => offer.community === community);
  return (own.find(({ certificate }) => certificate === named) ?? own.find(({ proposal }) => proposal === named))
    ?.certificate;
}

export interface CertificateRow extends StandingCertificate {
  readonly certificate: PlanCertificate;
}
export interface CertificatesState {
  readonly rows: readonly CertificateRow[] | null;
  readonly problem: ApiError | null;
}
export const certificates = signal<CertificatesState>({ rows: null, problem: null });

/** Everything that was done to the plan, the oldest first. */
async function wholeLog(plan: number, abort: AbortSignal): Promise<PlanOperation[]> {
  const all: PlanOperation[] = [];
  for (;;) {
    const { seq, operations } = await readOperations(plan, all.at(-1)?.seq ?? 0, abort);
    all.push(...operations);
    if (operations.length === 0 || operations.at(-1)!.seq >= seq) return all;
  }
}

export async function loadCertificates(plan: number, abort: AbortSignal): Promise<void> {
  certificates.value = { rows: null, problem: null };
  try {
    const proposals = await listProposals(plan, abort);
    const operations = proposals.length === 0 ? [] : await wholeLog(plan, abort);
    const standing = certificatesOf(operations, proposals);
    const read = standing.map(async (one) => ({ ...one, certificate: await certificateById(plan, one.id, abort) }));
    certificates.value = { rows: await Promise.all(read), problem: null };
  } catch (error) {
    if (!isAbort(error)) certificates.value = { rows: null, problem: asApiError(error) };
  }
}
