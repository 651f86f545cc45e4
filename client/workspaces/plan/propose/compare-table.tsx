/** The answers to one question side by side, with the plan as it stands: which to look at is chosen in its head. */
import type { PlanProposal } from '../../../../server/contract/plan-proposals.ts';
import { plan } from '../../../state/plan/head.ts';
import { type Column, comparable } from '../../../state/plan/proposal-compare.ts';
import type { Figures } from '../../../state/plan/proposal-figures.ts';
import { askedJobs, proposals, showProposal } from '../../../state/plan/proposal-jobs.ts';
import { FiguresTable } from './figures-table.tsx';
import { tf } from './words.ts';

/** Proposals that belong beside the one shown, itself among them. */
export function columnsBeside(shown: PlanProposal): readonly Column[] {
  const changedAt = plan.value?.changedAt ?? '';
  const gridsOf = ({ id }: PlanProposal): string => (askedJobs.value.get(id)?.body.grids ?? []).join(' ');
  return comparable(proposals.value, shown, (one) => one.startedAt >= changedAt && gridsOf(one) === gridsOf(shown));
}

interface Props {
  shown: PlanProposal;
  columns: readonly Column[];
  now: Figures;
}

export const CompareTable = ({ shown, columns, now }: Props) => (
  <div class="compare">
    <h4>{tf('compare.title')}</h4>
    <div class="wide">
      <FiguresTable
        caption={tf('compare.title')}
        columns={[
          { id: 'now', title: tf('metric.now'), figures: now },
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
