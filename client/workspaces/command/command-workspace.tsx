/** 指挥: the events of an area as they happen, on the map and in the list; one open as a card; reporting a new one. */
import { useComputed } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { eventsPart } from '../../map/layers/events-part.ts';
import { areaByCode } from '../../state/areas.ts';
import { followCard } from '../../state/command/card.ts';
import { choose, chosenId } from '../../state/command/chosen.ts';
import { startClock } from '../../state/command/clock.ts';
import { densityShown } from '../../state/command/density/density-shown.ts';
import { draft } from '../../state/command/draft.ts';
import { listed, stepOverdue, stepRow } from '../../state/command/list.ts';
import { followNotices } from '../../state/command/notices.ts';
import { mayWatch } from '../../state/command/people/people-roles.ts';
import { placing, stopPlacing } from '../../state/command/placing.ts';
import { commandArea, commandAreaName, mayReport } from '../../state/command/roles.ts';
import { followRules, rules } from '../../state/command/rules.ts';
import { followGestures } from '../../state/command/sound.ts';
import { followStream } from '../../state/command/stream.ts';
import { past } from '../../state/command/time/past.ts';
import { problemText, t } from '../../state/language.ts';
import { mapPart } from '../../state/map-part.ts';
import { go, route } from '../../state/route.ts';
import { canDraw, cardOverMap, formOverMap, mapOnly, opacity, sheetOpen } from '../../state/view.ts';
import { flyTo, isBounds } from '../../state/viewport.ts';
import { mayCommand, session } from '../../state/who.ts';
import { Closed } from '../../ui/closed.tsx';
import { fetched } from '../../ui/fetched.tsx';
import { Icon } from '../../ui/icon.tsx';
import { keysOpen, type Shortcut, workspaceKeys } from '../../ui/keys.ts';
import { Segmented } from '../../ui/segmented.tsx';
import type { Workspace } from '../../ui/workspace.ts';
import { EventCardView } from './event-card.tsx';
import { EventLegend } from './event-legend.tsx';
import { Figures } from './figures.tsx';
import { Freshness } from './freshness.tsx';
import { PlaceHint } from './place-hint.tsx';
import { ReportForm } from './report-form.tsx';
import { startReport } from './start-report.ts';
import { Toasts } from './toasts.tsx';
import { VIEWS } from './views.ts';
import { tc } from './words.ts';
import '../../theme/pages.css';
import '../../theme/command-signs.css';
import '../../theme/command.css';
import '../../theme/command-list.css';
import '../../theme/command-card.css';
import '../../theme/command-report.css';

/** What the service allows next, by one key; Tab goes on from there. */
const focusAction = (): void => document.querySelector<HTMLElement>('.next-steps button, .next-steps summary')?.focus();

/**
 * The focus goes back to where the list was left, or it would be lost with the card; also when it was lost before, with a button
 * that a new state took away.
 */
function closeCard(): void {
  const focused = document.activeElement;
  const isOurs = focused === null || focused === document.body || focused.closest('.card.event') !== null;
  choose(null);
  if (isOurs) document.querySelector<HTMLElement>('.table.events .rows [tabindex="0"]')?.focus();
}
/** Fetched apart: they bring the timeline with them. */
const TimeBar = fetched(() => import('./time-bar.tsx').then((module) => module.TimeBar));
const PastList = fetched(() => import('./past-list.tsx').then((module) => module.PastList));
const ModesOver = fetched(() => import('./modes/modes-over.tsx').then((module) => module.ModesOver));
const ZoneLegend = fetched(() => import('./modes/zone-legend.tsx').then((module) => module.ZoneLegend));
const PeopleLegend = fetched(() => import('./people/people-legend.tsx').then((module) => module.PeopleLegend));
const DensityLegend = fetched(() => import('./density-legend.tsx').then((module) => module.DensityLegend));

const KEYS: readonly Shortcut[] = [
  { key: 'n', label: () => tc('keys.nextOverdue'), run: () => stepOverdue(1, tc('spoken.noOverdue')) },
  { key: 'p', label: () => tc('keys.previousOverdue'), run: () => stepOverdue(-1, tc('spoken.noOverdue')) },
  { key: 'j', label: () => tc('keys.next'), run: () => void stepRow(1) },
  { key: 'k', label: () => tc('keys.previous'), run: () => void stepRow(-1) },
  { key: 'a', label: () => tc('keys.act'), when: () => chosenId.peek() !== null, run: focusAction },
  { key: 'r', label: () => tc('keys.report'), when: () => mayReport.peek(), run: startReport },
  {
    key: 'Escape',
    label: () => tc('keys.close'),
    always: true,
    when: () => (placing.peek() !== null || chosenId.peek() !== null) && !keysOpen.peek() && !mapOnly.peek(),
    run: () => {
      if (placing.peek() !== null) stopPlacing();
      else closeCard();
    },
  },
];

/** On a phone the sheet lies over the lower part of the map: the area goes into the upper part. */
function openSheet(): void {
  sheetOpen.value = true;
  const box = areaByCode.peek().get(commandArea.peek() ?? '')?.bbox;
  if (!window.matchMedia('(max-width: 48rem)').matches || !isBounds(box)) return;
  formOverMap.value = true;
  flyTo({ bounds: box });
}

/** Of the fills of grids, so that events stand out. */
const CALM = 0.5;

function useCommand(): void {
  useEffect(() => {
    mapPart.value = eventsPart;
    workspaceKeys.value = KEYS;
    const before = opacity.peek();
    opacity.value = Math.min(before, CALM);
    if (chosenId.peek() === null) openSheet();
    const stops = [startClock(), followRules(), followStream(), followNotices(), followCard(), followGestures()];
    return () => {
      for (const stop of stops) stop();
      stopPlacing();
      opacity.value = before;
      mapPart.value = null;
      workspaceKeys.value = [];
      cardOverMap.value = false;
      formOverMap.value = false;
      sheetOpen.value = false;
    };
  }, []);
  const open = chosenId.value !== null;
  const writing = draft.value !== null;
  useEffect(() => {
    cardOverMap.value = open;
    formOverMap.value = !open && (writing || sheetOpen.peek());
  }, [open, writing]);
}

function Side() {
  if (session.value === null) return <div class="panel" />;
  if (!mayCommand.value)
    return <Closed title={t('workspace.command')} signIn={tc('signIn')} needRole={tc('needRole')} />;
  return <Command />;
}

function Command() {
  useCommand();
  const asked = useComputed(() => route.value.path[1] ?? '');
  const views = VIEWS.filter(({ may }) => may?.value ?? true);
  const view = views.find(({ name }) => name === asked.value) ?? views[0];
  const writing = draft.value !== null;
  if (commandArea.value === null)
    return (
      <div class="panel">
        <h2>{t('workspace.command')}</h2>
        <p class="note">{tc('noArea')}</p>
      </div>
    );
  return (
    <div class="drawer command" data-open={sheetOpen.value || writing} data-away={chosenId.value !== null}>
      <button
        class="sheet-grip"
        type="button"
        aria-expanded={sheetOpen.value}
        onClick={() => {
          sheetOpen.value = !sheetOpen.value;
          formOverMap.value = sheetOpen.value;
        }}
      >
        <span>{tc('sheet', { name: commandAreaName.value, count: listed.value.length })}</span>
        <Icon name={sheetOpen.value ? 'down' : 'up'} />
      </button>
      <div class="command-top">
        <div class="line">
          <Freshness />
          {mayReport.value && !writing && (
            <button class="button primary" type="button" title="R" onClick={startReport}>
              {tc('report')}
            </button>
          )}
        </div>
        {canDraw.value === false && <p class="note warn">{tc('noMap')}</p>}
        <RulesProblem />
        {!writing && past.value === null && <Figures />}
        {views.length > 1 && (
          <Segmented
            label={tc('views')}
            value={view?.name ?? null}
            onChoose={(name) => go(name === VIEWS[0]?.name ? 'command' : `command/${name}`)}
            choices={views.map(({ name, label }) => ({ value: name, label: tc(label) }))}
          />
        )}
      </div>
      {writing ? <ReportForm /> : past.value !== null && view === VIEWS[0] ? <PastList /> : view && <view.Panel />}
    </div>
  );
}

/** Without the dictionary kinds are codes; everything else goes on. */
function RulesProblem() {
  const { problem } = rules.value;
  if (problem === null) return null;
  return (
    <p class="note bad" role="alert">
      {problemText(problem.code, problem.params, 'problem.other')}
    </p>
  );
}

function Over() {
  if (!mayCommand.value) return null;
  return (
    <>
      <EventCardView />
      <Toasts />
      <PlaceHint />
      <TimeBar />
      <ModesOver />
    </>
  );
}

const Legend = () => (
  <>
    {densityShown.value ? <DensityLegend /> : <EventLegend />}
    {mayWatch.value && <PeopleLegend />}
    <ZoneLegend />
  </>
);

export const commandWorkspace: Workspace = { Side, Over, Legend };
