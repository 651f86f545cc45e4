/** The rows of the list: what a plan is, how far it has come, and a draft dropped where it stands. */
import { useSignal } from '@preact/signals';
import type { PlanHead } from '../../../../server/contract/plans.ts';
import { type ApiError, asApiError } from '../../../api/request.ts';
import { announce } from '../../../state/announce.ts';
import { pathOf } from '../../../state/areas.ts';
import { editions } from '../../../state/editions.ts';
import { shortMoment } from '../../../state/measures.ts';
import { planPath } from '../../../state/plan/head.ts';
import { discardPlan, loadPlans } from '../../../state/plan/list.ts';
import { DRAFTERS } from '../../../state/plan/roles.ts';
import { go } from '../../../state/route.ts';
import { mayIn } from '../../../state/who.ts';
import { tl } from '../life-words.ts';
import { ProblemNote } from '../problem-note.tsx';
import { StateMark } from '../state-mark.tsx';

export const PlanRows = ({ plans }: { plans: readonly PlanHead[] }) => (
  <ol class="plan-rows" aria-label={tl('list.rows')}>
    {plans.map((plan) => (
      <PlanRow key={plan.id} plan={plan} />
    ))}
  </ol>
);

const placeOf = (code: string): string => {
  const path = pathOf(code).map(({ name }) => name);
  return path.length > 1 ? path.slice(1).join(' › ') : (path[0] ?? code);
};

function PlanRow({ plan }: { plan: PlanHead }) {
  const { id, title, state, area, author, changedAt, seq } = plan;
  const edition = editions.value.find((one) => one.id === plan.edition)?.number;
  // a draft is worked on, everything else is looked at on its way
  const path = planPath(id, state === 'draft' ? 'draw' : 'review');
  return (
    <li data-plan={id} data-state={state}>
      <button class="open" type="button" onClick={() => go(path)}>
        <span class="name">{title}</span>
        <StateMark state={state} />
        <span class="where">{placeOf(area)}</span>
        <span class="when">{shortMoment(changedAt)}</span>
        <span class="facts">
          <span>{author}</span>
          <span>
            {edition === undefined
              ? tl('list.base', { n: String(plan.baseEditionNumber) })
              : tl('list.edition', { n: String(edition) })}
          </span>
          <span>{seq === 0 ? tl('list.untouched') : tl('list.operations', { count: seq })}</span>
        </span>
      </button>
      {state === 'draft' && mayIn(DRAFTERS, area) && <Drop plan={plan} />}
    </li>
  );
}

/** Asked for in place, because there is no way back. */
function Drop({ plan }: { plan: PlanHead }) {
  const asked = useSignal(false);
  const problem = useSignal<ApiError | null>(null);
  const drop = async () => {
    try {
      await discardPlan(plan);
      announce(tl('drop.done', { title: plan.title }));
    } catch (error) {
      asked.value = false;
      problem.value = asApiError(error);
      await loadPlans();
    }
  };
  return (
    <div class="drop-plan" data-asked={asked.value}>
      {asked.value ? (
        <>
          <p>{tl('drop.sure', { steps: plan.seq })}</p>
          <div class="row">
            <button class="button primary" type="button" onClick={() => void drop()}>
              {tl('drop.yes')}
            </button>
            <button
              class="button"
              type="button"
              onClick={() => {
                asked.value = false;
              }}
            >
              {tl('drop.no')}
            </button>
          </div>
        </>
      ) : (
        <button
          class="plain"
          type="button"
          onClick={() => {
            problem.value = null;
            asked.value = true;
          }}
        >
          {tl('drop.ask')}
        </button>
      )}
      <ProblemNote problem={problem.value} />
    </div>
  );
}
