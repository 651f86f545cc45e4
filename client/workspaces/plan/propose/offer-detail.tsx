/** One community of a proposal: figures now and then, grid by grid, why it cannot be better, and taking it. */
import { useEffect } from 'preact/hooks';
import type { PlanProposal, ProposalOffer } from '../../../../server/contract/plan-proposals.ts';
import type { Standard } from '../../../../server/partition/standard.ts';
import { deltasOf } from '../../../state/plan/ghost-deltas.ts';
import { keyName } from '../../../state/plan/grid-names.ts';
import { knownCertificates, loadCertificate } from '../../../state/plan/known-certificates.ts';
import { mayEdit, planSession, revision } from '../../../state/plan/opened.ts';
import { offerFigures, presentFigures } from '../../../state/plan/proposal-figures.ts';
import { isTaking } from '../../../state/plan/proposal-ghost.ts';
import { askedJobs, propose, running } from '../../../state/plan/proposal-jobs.ts';
import type { OfferRow } from '../../../state/plan/proposal-offers.ts';
import { partKey, preview, proposalParts } from '../../../state/plan/proposal-parts.ts';
import { DeltaTable } from './delta-table.tsx';
import { FiguresTable } from './figures-table.tsx';
import { Reasons } from './reasons.tsx';
import { take } from './take.ts';
import { verdictsOfCertificate } from './verdicts.ts';
import { tf } from './words.ts';

interface Props {
  row: OfferRow;
  offer: ProposalOffer;
  proposal: PlanProposal;
}

const MOST_GRIDS = 12;

export function OfferDetail({ row: { community: code, state }, offer, proposal }: Props) {
  void revision.value;
  const community = planSession.value?.community(code);
  const part = proposalParts.value.get(partKey(proposal.id, code));
  const keys = askedJobs.value.get(proposal.id)?.body.grids;
  if (community === undefined) return null;
  const now = presentFigures(community, proposal.standard, keys === undefined ? null : new Set(keys));
  const isOpen = state === 'offered';
  /** The same method again, for this community alone. */
  const again = (standard: Standard) => {
    preview.value = 'all';
    const { method, seed } = proposal;
    void propose([{ method, seed, standard: { ...standard }, communities: [code] }]);
  };
  const mayAsk = mayEdit.value && running.value === null && proposal.method !== 'fix-here';
  return (
    <div class="offer">
      <FiguresTable
        caption={tf('job.title')}
        columns={[
          { id: 'now', title: tf('metric.now'), figures: now },
          { id: 'then', title: tf('metric.then'), figures: offerFigures(offer) },
        ]}
      />
      {isOpen && part !== undefined && (
        <DeltaTable rows={deltasOf(community, part.division, proposal.standard).rows} most={MOST_GRIDS} />
      )}
      {state === 'stale' && (
        <p class="note warn">
          {tf('offer.staleHint')}{' '}
          {mayAsk && (
            <button class="button" type="button" onClick={() => again(proposal.standard)}>
              {tf('offer.again')}
            </button>
          )}
        </p>
      )}
      <Why offer={offer} code={code} proposal={proposal} onAsk={mayAsk ? again : null} />
      {isOpen && mayEdit.value && (
        <button class="button primary" type="button" disabled={isTaking.value} onClick={() => void take([code])}>
          {tf('offer.take')}
        </button>
      )}
    </div>
  );
}

function Why({
  offer,
  code,
  proposal,
  onAsk,
}: {
  offer: ProposalOffer;
  code: string;
  proposal: PlanProposal;
  onAsk: ((standard: Standard) => void) | null;
}) {
  const certificate = knownCertificates.value.get(offer.certificate);
  const isWanted = offer.outside > 0;
  useEffect(() => {
    if (isWanted) void loadCertificate(offer.certificate);
  }, [offer.certificate, isWanted]);
  if (!isWanted) return <p class="hint">{tf('offer.checked')}</p>;
  if (certificate === undefined) return <p class="hint">{tf('offer.reading')}</p>;
  if (certificate === null) return null;
  const nameOf = (key: string): string =>
    keyName(
      key,
      proposalParts.value.get(partKey(proposal.id, code))?.division.slots,
      planSession.value?.community(code)?.divisions.grid.slots,
    );
  return (
    <>
      <Reasons community={code} verdicts={verdictsOfCertificate(certificate)} nameOf={nameOf} onAsk={onAsk} />
      <p class="hint">{tf('offer.checked')}</p>
    </>
  );
}
