/** The Plan workspace: the list of plans, and one plan in four views over the same map. */
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { problemText, t } from '../../state/language.ts';
import {
  followHead,
  headState,
  PLAN_VIEWS,
  type PlanView,
  plan,
  planId,
  planPath,
  planView,
} from '../../state/plan/head.ts';
import { sourcesOpen } from '../../state/plan/sources.ts';
import { go } from '../../state/route.ts';
import { formOverMap, sheetOpen } from '../../state/view.ts';
import { mayPlan, session, signedIn } from '../../state/who.ts';
import { Icon } from '../../ui/icon.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import type { Workspace } from '../../ui/workspace.ts';
import { CompareView } from './compare-view.tsx';
import { DrawView } from './draw-view.tsx';
import { PlanList } from './plan-list.tsx';
import { PlanMenu } from './plan-menu.tsx';
import { ProposeView } from './propose-view.tsx';
import { ReviewView } from './review-view.tsx';
import { PlanSheet } from './sheet/plan-sheet.tsx';
import { printingSheet } from './sheet/printing.ts';
import { SourcesPanel } from './sources/sources-panel.tsx';
import { tp } from './words.ts';
import '../../theme/pages.css';
import '../../theme/plan.css';

const PANELS: Record<PlanView, ComponentType> = {
  draw: DrawView,
  propose: ProposeView,
  compare: CompareView,
  review: ReviewView,
};

function Side() {
  if (session.value === null) return <div class="panel" />;
  return mayPlan.value ? <Plans /> : <Closed />;
}

function Closed() {
  return (
    <div class="panel">
      <h2>{t('workspace.plan')}</h2>
      <p class="note">{tp(signedIn.value ? 'needRole' : 'signIn')}</p>
      {!signedIn.value && (
        <button class="button primary" type="button" onClick={() => go('access')}>
          {t('workspace.access')}
        </button>
      )}
    </div>
  );
}

function Plans() {
  useEffect(followHead, []);
  if (planId.value === null) return <PlanList />;
  return <OnePlan id={planId.value} />;
}

function OnePlan({ id }: { id: number }) {
  const { problem } = headState.value;
  const Panel = sourcesOpen.value ? SourcesPanel : PANELS[planView.value];
  return (
    <div class="drawer plan" data-open={sheetOpen.value}>
      <button
        class="sheet-grip"
        type="button"
        aria-expanded={sheetOpen.value}
        onClick={() => {
          sheetOpen.value = !sheetOpen.value;
          formOverMap.value = sheetOpen.value;
        }}
      >
        <span>{plan.value?.title ?? t('workspace.plan')}</span>
        <Icon name={sheetOpen.value ? 'down' : 'up'} />
      </button>
      <div class="plan-top">
        <div class="line">
          <button class="plain" type="button" aria-label={tp('back')} title={tp('back')} onClick={() => go('plan')}>
            <Icon name="left" />
          </button>
          <h2>{plan.value?.title ?? ''}</h2>
          {plan.value !== null && <PlanMenu plan={plan.value} />}
        </div>
        <Segmented
          label={tp('views')}
          value={sourcesOpen.value ? null : planView.value}
          onChoose={(view) => go(planPath(id, view))}
          choices={PLAN_VIEWS.map((value) => ({ value, label: tp(`view.${value}`) }))}
        />
      </div>
      {problem !== null && (
        <p class="note bad" role="alert">
          {problemText(problem.code, problem.params, 'problem.other')}
        </p>
      )}
      {plan.value === null && problem === null && <p class="hint">{tp('opening')}</p>}
      {plan.value !== null && <Panel key={sourcesOpen.value ? 'sources' : planView.value} />}
    </div>
  );
}

/** The sheet is on the page only while it is printed. */
const Over = () =>
  printingSheet.value !== null && plan.value !== null ? (
    <PlanSheet plan={plan.value} size={printingSheet.value} />
  ) : null;

export const planWorkspace: Workspace = { Side, Over };
