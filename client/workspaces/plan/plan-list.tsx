/** All plans the person may read, by state, and a new one. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { areaByCode, pathOf } from '../../state/areas.ts';
import { number } from '../../state/language.ts';
import {
  chooseListArea,
  countIn,
  followPlans,
  listArea,
  ownPlans,
  PLAN_STATES,
  plansState,
  readable,
  type StateFilter,
  shownPlans,
  stateFilter,
} from '../../state/plan/list.ts';
import { plannable } from '../../state/plan/new-plan.ts';
import { Icon } from '../../ui/icon.tsx';
import { tl } from './life-words.ts';
import { NewPlanForm } from './list/new-plan.tsx';
import { PlanRows } from './list/plan-rows.tsx';
import { Repairs } from './list/repairs.tsx';
import '../../theme/plan-list.css';
import { ProblemNote } from './problem-note.tsx';

export function PlanList() {
  const making = useSignal(false);
  useEffect(followPlans, []);
  const { plans, problem } = plansState.value;
  const mayMake = plannable.value.length > 0;
  return (
    <div class="panel plan-list">
      <header class="line">
        <h2>{tl('list.title')}</h2>
        {mayMake && !making.value && (
          <button
            class="button primary"
            type="button"
            onClick={() => {
              making.value = true;
            }}
          >
            <Icon name="plus" />
            {tl('new.open')}
          </button>
        )}
      </header>
      {making.value && (
        <NewPlanForm
          onClose={() => {
            making.value = false;
          }}
        />
      )}
      <ProblemNote problem={problem} />
      {plans === null && problem === null && <p class="hint">{tl('list.loading')}</p>}
      {plans !== null && <Filters />}
      {plans !== null && ownPlans.value.length === 0 && !making.value && <Nothing mayMake={mayMake} />}
      {shownPlans.value.length > 0 && <PlanRows plans={shownPlans.value} />}
      {ownPlans.value.length > 0 && shownPlans.value.length === 0 && <p class="hint">{tl('list.noneInState')}</p>}
      <Repairs />
    </div>
  );
}

function Filters() {
  const states: readonly StateFilter[] = ['all', ...PLAN_STATES.filter((state) => countIn(state) > 0)];
  return (
    <>
      {readable.value.length > 1 && (
        <label class="field">
          <span class="label">{tl('list.area')}</span>
          <select
            class="input"
            value={listArea.value ?? ''}
            onChange={({ currentTarget: { value } }) => chooseListArea(value === '' ? null : value)}
          >
            <option value="">{tl('list.areaAll')}</option>
            {readable.value.map((code) => (
              <option key={code} value={code}>
                {areaName(code)}
              </option>
            ))}
          </select>
        </label>
      )}
      {states.length > 2 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a visible legend
        <div class="state-filter" role="group" aria-label={tl('list.filter')}>
          {states.map((state) => (
            <button
              key={state}
              class="chip"
              type="button"
              aria-pressed={stateFilter.value === state}
              onClick={() => {
                stateFilter.value = state;
              }}
            >
              {tl(state === 'all' ? 'list.all' : `state.${state}`)} <span class="count">{number(countIn(state))}</span>
            </button>
          ))}
        </div>
      )}
    </>
  );
}

/** From the town down: the county is on the screen already. */
export const areaName = (code: string): string => {
  const path = pathOf(code).map(({ name }) => name);
  return path.length === 0
    ? (areaByCode.value.get(code)?.name ?? code)
    : path.slice(path.length > 1 ? 1 : 0).join(' › ');
};

function Nothing({ mayMake }: { mayMake: boolean }) {
  return (
    <div class="nothing">
      <Icon name="layers" />
      <h3>{tl('list.none')}</h3>
      <p>{tl(mayMake ? 'list.noneLead' : 'list.noneReader')}</p>
    </div>
  );
}
