/** Community by community: what is offered, what failed and why, what is still to come. The one looked at is opened. */
import type { PlanProposal } from '../../../../server/contract/plan-proposals.ts';
import { number } from '../../../state/language.ts';
import { flyToCells } from '../../../state/plan/fly.ts';
import { communityName } from '../../../state/plan/grid-names.ts';
import { planSession } from '../../../state/plan/opened.ts';
import { presentFigures } from '../../../state/plan/proposal-figures.ts';
import { askedJobs } from '../../../state/plan/proposal-jobs.ts';
import { type OfferRow, shownRows } from '../../../state/plan/proposal-offers.ts';
import { preview } from '../../../state/plan/proposal-parts.ts';
import { Icon } from '../../../ui/icon.tsx';
import { OfferDetail } from './offer-detail.tsx';
import { failureText, tf } from './words.ts';

const TAGS = { waiting: '', failed: 'over', same: 'in', offered: 'kind', taken: 'in', stale: 'over' } as const;

/** Looks at one community on the map, or at none. */
export function lookAt(code: string | null): void {
  preview.value = code;
  const community = code === null ? undefined : planSession.peek()?.community(code);
  if (community !== undefined) flyToCells(community.layer, community.layer.cells.keys());
}

export function OfferList({ proposal }: { proposal: PlanProposal }) {
  const rows = shownRows.value;
  if (rows.length === 0) return null;
  return (
    <ul class="offers" aria-label={tf('offer.list')}>
      {rows.map((row) => (
        <Row key={row.community} row={row} proposal={proposal} />
      ))}
    </ul>
  );
}

function Row({ row, proposal }: { row: OfferRow; proposal: PlanProposal }) {
  const { community, state, offer, problem } = row;
  const isOpen = preview.value === community;
  if (offer === null) {
    return (
      <li data-community={community} data-offer={state}>
        <div class="head">
          <span class="name">{communityName(community)}</span>
          <span class={`tag ${TAGS[state]}`}>{tf(`state.offer.${state}`)}</span>
          {problem !== null && <span class="hint">{failureText(problem)}</span>}
        </div>
      </li>
    );
  }
  return (
    <li data-community={community} data-offer={state}>
      <button class="head" type="button" aria-expanded={isOpen} onClick={() => lookAt(isOpen ? null : community)}>
        <span class="name">{communityName(community)}</span>
        <span class={`tag ${TAGS[state]}`}>{tf(`state.offer.${state}`)}</span>
        <span class="hint">
          {tf('offer.line', { grids: number(offer.grids), moved: number(offer.householdsMoved) })}
          {' · '}
          {outsideText(row, proposal)}
        </span>
        <Icon name={isOpen ? 'up' : 'down'} />
      </button>
      {isOpen && <OfferDetail row={row} offer={offer} proposal={proposal} />}
    </li>
  );
}

function outsideText({ community: code, offer }: OfferRow, proposal: PlanProposal): string {
  const community = planSession.value?.community(code);
  const keys = askedJobs.value.get(proposal.id)?.body.grids;
  const after = offer?.outside ?? 0;
  if (community === undefined) return tf('job.outsideLeft', { count: after });
  const before = presentFigures(community, proposal.standard, keys === undefined ? null : new Set(keys)).outside;
  return before === 0 && after === 0 ? tf('offer.lawful') : tf('offer.outside', { before, after });
}
