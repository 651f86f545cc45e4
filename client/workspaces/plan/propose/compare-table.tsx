/** The answers to one question side by side, with the plan as it stands: which to look at is chosen in its head. */
import type { PlanProposal } from '../../../../server/contract/plan-proposals.ts';
import { plan } from '../../../state/plan/head.ts';
import { planSession, revision } from '../../../state/plan/opened.ts';
import { comparable } from '../../../state/plan/proposal-compare.ts';
import { presentFigures, sumOf } from '../../../state/plan/proposal-figures.ts';
import { askedJobs, proposals, showProposal } from '../../../state/plan/proposal-jobs.ts';
import { FiguresTable } from './figures-table.tsx';
import { tf } from './words.ts';

export function CompareTable({ shown }: { shown: PlanProposal }) {
  void revision.value;
  const session = planSession.value;
  const changedAt = plan.value?.changedAt ?? '';
  const gridsOf = ({ id }: PlanProposal): string => (askedJobs.value.get(id)?.body.grids ?? []).join(' ');
  const columns = comparable(
    proposals.value,
    shown,
    (one) => one.startedAt >= changedAt && gridsOf(one) === gridsOf(shown),
  );
  if (session === null || columns.length < 2) return null;
  const asked = askedJobs.value.get(shown.id)?.body.grids;
  const now = [...new Set(shown.offers.map(({ community }) => community))].flatMap((code) => {
    const community = session.community(code);
    return community === undefined
      ? []
      : [presentFigures(community, shown.standard, asked === undefined ? null : new Set(asked))];
  });
  return (
    <div class="compare">
      <h4>{tf('compare.title')}</h4>
      <div class="wide">
        <FiguresTable
          caption={tf('compare.title')}
          columns={[
            { id: 'now', title: tf('metric.now'), figures: sumOf(now) },
            ...columns.map(({ proposal, figures }) => ({
              id: proposal.id,
              title: tf(`method.${proposal.method}`),
              figures,
              isShown: proposal.id === shown.id,
              onChoose: () => showProposal(proposal.id),
            })),
          ]}
        />
      </div>
    </div>
  );
}
