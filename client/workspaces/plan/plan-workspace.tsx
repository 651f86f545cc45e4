/** The Plan workspace: the list of plans, and one plan in four views over the same map. */
import { effect } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { planPart } from '../../map/layers/plan-part.ts';
import { problemText, t } from '../../state/language.ts';
import { mapPart } from '../../state/map-part.ts';
import { chosen, level, stroke, tool } from '../../state/plan/choice.ts';
import { followCoverage } from '../../state/plan/coverage.ts';
import { cutQuestion } from '../../state/plan/cut-question.ts';
import { ghost } from '../../state/plan/ghost.ts';
import { followRows, gridCount } from '../../state/plan/grid-rows.ts';
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
import { followPlanNews } from '../../state/plan/live.ts';
import { mayEdit, openState, planSession } from '../../state/plan/opened.ts';
import { followPlan, reopen } from '../../state/plan/opening.ts';
import { loadPlaceNames } from '../../state/plan/place-names.ts';
import { followSending } from '../../state/plan/sending.ts';
import { sourcesOpen } from '../../state/plan/sources.ts';
import { go } from '../../state/route.ts';
import { canDraw, cardOverMap, formOverMap, sheetOpen } from '../../state/view.ts';
import { mayPlan, session } from '../../state/who.ts';
import { Closed } from '../../ui/closed.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import type { Workspace } from '../../ui/workspace.ts';
import { CompareView } from './compare-view.tsx';
import { CutCard } from './draw/cut-card.tsx';
import { followUndoKeys } from './draw/draw-keys.ts';
import { GridCard } from './draw/grid-card.tsx';
import { MeetingNote } from './draw/meeting-note.tsx';
import { PreviewLine } from './draw/preview-line.tsx';
import { RefusalNote } from './draw/refusal-note.tsx';
import { SavingLine } from './draw/saving-line.tsx';
import { ToolIcon } from './draw/tool-icon.tsx';
import { Toolbar, ToolHint, UndoButtons } from './draw/toolbar.tsx';
import { DrawView } from './draw-view.tsx';
import { renderInFrames } from './frame-rendering.ts';
import { tl } from './life-words.ts';
import { PlanList } from './plan-list.tsx';
import { PlanMenu } from './plan-menu.tsx';
import { GhostCard } from './propose/ghost-card.tsx';
import { ProposeView } from './propose-view.tsx';
import { ReviewView } from './review-view.tsx';
import { PlanSheet } from './sheet/plan-sheet.tsx';
import { printingSheet } from './sheet/printing.ts';
import { SourcesPanel } from './sources/sources-panel.tsx';
import { tp } from './words.ts';
import '../../theme/pages.css';
import '../../theme/plan.css';
import '../../theme/plan-draw.css';
import '../../theme/plan-tools.css';
import '../../theme/plan-tools-phone.css';
import { ProblemNote } from './problem-note.tsx';

const PANELS: Record<PlanView, ComponentType> = {
  draw: DrawView,
  propose: ProposeView,
  compare: CompareView,
  review: ReviewView,
};

/** Longer ones are set smaller, in as many lines as it takes. */
const LONG_TITLE = 28;

function Side() {
  if (session.value === null) return <div class="panel" />;
  return mayPlan.value ? (
    <Plans />
  ) : (
    <Closed title={t('workspace.plan')} signIn={tp('signIn')} needRole={tp('needRole')} />
  );
}

/** Another plan, or none: nothing of the last one stays in hand. */
function letGo(): void {
  chosen.value = null;
  stroke.value = null;
  ghost.value = null;
  cutQuestion.value = null;
  tool.value = 'pick';
  level.value = 'grid';
}

function Plans() {
  useEffect(() => {
    sheetOpen.value = true;
    const stops = [
      followHead(),
      followPlan(),
      followSending(),
      followRows(),
      followCoverage(),
      followPlanNews(),
      followUndoKeys(),
      renderInFrames(),
      effect(() => {
        void planId.value;
        letGo();
      }),
      effect(() => {
        if (chosen.value !== null) void loadPlaceNames(chosen.value.community);
      }),
      effect(() => {
        cardOverMap.value = chosen.value !== null;
      }),
      effect(() => {
        formOverMap.value = sheetOpen.value && planId.value !== null;
      }),
      effect(() => {
        mapPart.value = planId.value === null ? null : planPart;
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      letGo();
      mapPart.value = null;
      cardOverMap.value = false;
      sheetOpen.value = false;
      formOverMap.value = false;
    };
  }, []);
  return planId.value === null ? <PlanList /> : <OnePlan id={planId.value} />;
}

function OnePlan({ id }: { id: number }) {
  const { problem } = headState.value;
  const now = plan.value;
  return (
    <div class="drawer plan" data-open={sheetOpen.value} data-away={chosen.value !== null}>
      <button
        class="sheet-grip"
        type="button"
        aria-expanded={sheetOpen.value}
        onClick={() => {
          sheetOpen.value = !sheetOpen.value;
        }}
      >
        <span>
          {sourcesOpen.value
            ? tl('sources.title')
            : planSession.value === null
              ? (now?.title ?? '')
              : sheetOpen.value
                ? tp('sheet.open', { count: gridCount.value })
                : tp('sheet', { title: now?.title ?? '', count: gridCount.value })}
        </span>
        <Icon name={sheetOpen.value ? 'down' : 'up'} />
      </button>
      <div class="plan-top">
        <div class="line">
          <button class="plain" type="button" aria-label={tp('back')} title={tp('back')} onClick={() => go('plan')}>
            <ToolIcon tool="back" />
          </button>
          <h2 title={now?.title} data-long={(now?.title.length ?? 0) > LONG_TITLE}>
            {now?.title ?? ''}
          </h2>
          {planSession.value !== null && canDraw.value === false && mayEdit.value && <UndoButtons />}
          {planSession.value !== null && <SavingLine />}
          {now !== null && <PlanMenu plan={now} />}
        </div>
        <Segmented
          label={tp('views')}
          value={sourcesOpen.value ? null : planView.value}
          onChoose={(view) => go(planPath(id, view))}
          choices={PLAN_VIEWS.map((value) => ({ value, label: tp(`view.${value}`) }))}
        />
        {canDraw.value === false && <p class="note warn">{tp('noMap')}</p>}
        <MeetingNote />
      </div>
      <ProblemNote problem={problem} />
      {now === null && problem === null && <p class="hint">{tp('opening')}</p>}
      {now !== null && <Opened />}
    </div>
  );
}

/** Views that work on the cells wait until they are there; the others do not need them. */
function Opened() {
  const view = planView.value;
  const Panel = PANELS[view];
  // drafts of repairs go the same way to the next edition, and are not drawn here
  if (plan.value?.form !== 'cells' && view !== 'review') return <p class="note">{tp('shapes')}</p>;
  if (sourcesOpen.value) return <SourcesPanel />;
  const isWaiting = planSession.value === null && (view === 'draw' || view === 'propose');
  return isWaiting ? <Opening /> : <Panel key={view} />;
}

function Opening() {
  const now = openState.value;
  if (now.state === 'failed')
    return (
      <div class="note bad" role="alert">
        {problemText(now.problem.code, now.problem.params, 'problem.other')}{' '}
        <button class="button" type="button" onClick={reopen}>
          {tp('again')}
        </button>
      </div>
    );
  if (now.state !== 'loading') return <p class="hint">{tp('opening')}</p>;
  const { done, of } = now;
  return (
    <div class="opening" role="status">
      <p>{tp('opening.cells', { done, of })}</p>
      <progress max={of} value={done} />
      <p class="hint">{tp('opening.first')}</p>
    </div>
  );
}

function Over() {
  const printing = printingSheet.value;
  // The sheet is on the page only while it is printed.
  if (printing !== null && plan.value !== null) return <PlanSheet plan={plan.value} printing={printing} />;
  if (planId.value === null || planSession.value === null || sourcesOpen.value) return null;
  if (planView.value === 'propose') return <GhostCard />;
  if (planView.value !== 'draw') return null;
  return (
    <>
      <Toolbar />
      <ToolHint />
      <CutCard />
      <PreviewLine />
      <RefusalNote />
      <GridCard />
      <GhostCard />
    </>
  );
}

export const planWorkspace: Workspace = { Side, Over };
