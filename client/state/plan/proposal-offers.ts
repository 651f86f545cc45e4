/** The proposal on the screen, community by community: what is offered, and whether it still fits the plan. */
import { computed } from '@preact/signals';
import type { PlanProposal, ProposalOffer } from '../../../server/contract/plan-proposals.ts';
import { divisionText } from './ghost-deltas.ts';
import { plan } from './head.ts';
import { planSession, revision } from './opened.ts';
import { askedJobs, shownProposal } from './proposal-jobs.ts';
import { partKey, proposalParts } from './proposal-parts.ts';

/**
 * waiting: not yet done. failed: nothing could be proposed. same: the offer is the plan as it stands, nobody moves. offered: may
 * be taken. taken: the plan is as offered. stale: the community was changed since it was asked about.
 */
export type OfferState = 'waiting' | 'failed' | 'same' | 'offered' | 'taken' | 'stale';

export interface OfferRow {
  readonly community: string;
  readonly state: OfferState;
  readonly offer: ProposalOffer | null;
  readonly problem: PlanProposal['problems'][number] | null;
}

/** What may be done something about comes first, once nothing more is coming. */
const ORDER: readonly OfferState[] = ['offered', 'stale', 'failed', 'taken', 'same', 'waiting'];

/** Where only some communities are asked about and nobody here knows which, those that are done are listed. */
export function offerRows(
  proposal: PlanProposal,
  communities: readonly string[],
  stateOf: (offer: ProposalOffer) => OfferState,
): readonly OfferRow[] {
  const offers = new Map(proposal.offers.filter(({ option }) => option === 0).map((one) => [one.community, one]));
  const problems = new Map(proposal.problems.map((one) => [one.community, one]));
  const isRunning = proposal.state === 'running';
  const rows = communities.flatMap((community): OfferRow[] => {
    const offer = offers.get(community) ?? null;
    const problem = problems.get(community) ?? null;
    if (offer !== null) return [{ community, state: stateOf(offer), offer, problem: null }];
    if (problem !== null) return [{ community, state: 'failed', offer: null, problem }];
    return isRunning ? [{ community, state: 'waiting', offer: null, problem: null }] : [];
  });
  return isRunning ? rows : rows.sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
}

const askedCommunities = computed<readonly string[]>(() => {
  const proposal = shownProposal.value;
  if (proposal === null) return [];
  const body = askedJobs.value.get(proposal.id)?.body;
  const drawn = (plan.value?.communities ?? []).flatMap(({ code, drawn: is }) => (is ? [code] : []));
  if (body?.communities !== undefined) return body.communities;
  if (body?.grids === undefined && proposal.communities === drawn.length) return drawn;
  const known = [...proposal.offers, ...proposal.problems].flatMap(({ community }) => community ?? []);
  return [...new Set(known)].sort();
});

export const shownRows = computed<readonly OfferRow[]>(() => {
  void revision.value;
  const proposal = shownProposal.value;
  const session = planSession.value;
  if (proposal === null) return [];
  const before = askedJobs.value.get(proposal.id)?.before;
  const parts = proposalParts.value;
  const stateOf = (offer: ProposalOffer): OfferState => {
    const community = session?.community(offer.community);
    const part = parts.get(partKey(proposal.id, offer.community));
    const was = before?.get(offer.community);
    if (community === undefined) return 'offered';
    const now = divisionText(community.division('grid'));
    if (part !== undefined && divisionText(part.division) === now) return was === now ? 'same' : 'taken';
    if (was !== undefined && was !== now) return 'stale';
    return 'offered';
  };
  return offerRows(proposal, askedCommunities.value, stateOf);
});

export const openRows = computed(() => shownRows.value.filter(({ state }) => state === 'offered'));
