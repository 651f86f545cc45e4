/** Drafts that the audit's repairs were written to: told apart, because they are no division into cells. */

import { shortMoment } from '../../../state/measures.ts';
import { planPath } from '../../../state/plan/head.ts';
import { repairPlans } from '../../../state/plan/list.ts';
import { go } from '../../../state/route.ts';
import { Icon } from '../../../ui/icon.tsx';
import { tl } from '../life-words.ts';
import { StateMark } from '../state-mark.tsx';

export function Repairs() {
  const plans = repairPlans.value;
  if (plans.length === 0) return null;
  return (
    <section class="repairs">
      <div class="line">
        <h3>{tl('list.repairs')}</h3>
        <button class="plain" type="button" onClick={() => go('audit')}>
          {tl('list.repairsOpen')}
          <Icon name="right" />
        </button>
      </div>
      <p class="hint">{tl('list.repairsLead')}</p>
      <ol class="plan-rows">
        {plans.map(({ id, title, state, changed, author, changedAt }) => (
          <li key={id} data-plan={id} data-state={state}>
            <button class="open" type="button" onClick={() => go(planPath(id, 'review'))}>
              <span class="name">{title}</span>
              <StateMark state={state} />
              <span class="where">{tl('list.repairsChanged', { count: changed })}</span>
              <span class="when">{shortMoment(changedAt)}</span>
              <span class="facts">
                <span>{author}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
