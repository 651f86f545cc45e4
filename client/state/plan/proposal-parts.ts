/** The divisions that the proposal on the screen offers, fetched as they come: what is looked at is the ghost on the map. */
import { effect, signal, untracked } from '@preact/signals';
import { type ProposalPart, readParts } from '../../api/plan-proposals.ts';
import { asApiError } from '../../api/request.ts';
import { ghost } from './ghost.ts';
import { plan } from './head.ts';
import { proposalProblem, shownProposal } from './proposal-jobs.ts';

export const partKey = (proposal: string, community: string): string => `${proposal} ${community}`;
export const proposalParts = signal<ReadonlyMap<string, ProposalPart>>(new Map());

/** Communities looked at: all that are offered, or one. null: the plan as it stands. */
export const preview = signal<'all' | string | null>(null);

/** More than so many missing are one request. */
const EACH = 6;

const asked = new Set<string>();

async function fetchParts(of: number, proposal: string, communities: readonly string[]): Promise<void> {
  const fresh = communities.filter((code) => !asked.has(partKey(proposal, code)));
  for (const code of fresh) asked.add(partKey(proposal, code));
  const queries = fresh.length > EACH ? [{}] : fresh.map((community) => ({ community }));
  await Promise.all(
    queries.map(async (query) => {
      try {
        const parts = await readParts(of, proposal, { ...query, option: 0 });
        if (plan.peek()?.id !== of) return;
        const next = new Map(proposalParts.peek());
        for (const part of parts) next.set(partKey(proposal, part.community), part);
        proposalParts.value = next;
      } catch (error) {
        for (const code of fresh) asked.delete(partKey(proposal, code));
        proposalProblem.value = asApiError(error);
      }
    }),
  );
}

/** Follows what is offered for as long as the view of proposals is open. */
export function followParts(): () => void {
  const stopFetching = effect(() => {
    const proposal = shownProposal.value;
    if (proposal === null) return;
    const communities = proposal.offers.map(({ community }) => community);
    untracked(() => void fetchParts(proposal.plan, proposal.id, communities));
  });
  return () => {
    stopFetching();
    asked.clear();
    proposalParts.value = new Map();
    preview.value = null;
    ghost.value = null;
  };
}
