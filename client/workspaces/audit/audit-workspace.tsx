/** 审计: what the coverage check found, by area, with the map; what was done about it, how it was before, on paper. */
import { useComputed } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import type { CoverageReport } from '../../../server/contract/coverage.ts';
import { findingsPart } from '../../map/layers/findings-part.ts';
import { scope } from '../../state/areas.ts';
import {
  choose,
  chosen,
  fileReport,
  followArea,
  loaded,
  loadReport,
  preview,
  report,
  rows,
  step,
} from '../../state/audit.ts';
import { leaveCheck } from '../../state/audit-check.ts';
import { leaveDrafts } from '../../state/audit-drafts.ts';
import { difference, followLive, fresh, showFresh } from '../../state/audit-live.ts';
import { mayPresence } from '../../state/audit-presence.ts';
import { followReach } from '../../state/audit-reach.ts';
import { language, problemText, t } from '../../state/language.ts';
import { mapPart } from '../../state/map-part.ts';
import { go, route } from '../../state/route.ts';
import { canDraw, cardOverMap, formOverMap, mapOnly, sheetOpen } from '../../state/view.ts';
import { flyTo, isBounds } from '../../state/viewport.ts';
import { mayAudit, session } from '../../state/who.ts';
import { Closed } from '../../ui/closed.tsx';
import { fetched } from '../../ui/fetched.tsx';
import { Icon } from '../../ui/icon.tsx';
import { keysOpen, type Shortcut, workspaceKeys } from '../../ui/keys.ts';
import { Segmented } from '../../ui/segmented.tsx';
import type { Workspace } from '../../ui/workspace.ts';
import { AreaCrumbs } from './area-crumbs.tsx';
import { AreaList } from './area-list.tsx';
import { Balance } from './balance.tsx';
import { Changes } from './changes.tsx';
import { Checks } from './checks.tsx';
import { ExportMenu } from './export-menu.tsx';
import { leaveFile } from './file-check.ts';
import { FileBanner, PageDrop } from './file-drop.tsx';
import { FindingCard } from './finding-card.tsx';
import { FindingLegend } from './finding-legend.tsx';
import { FindingList } from './finding-list.tsx';
import { PrintReport } from './report/print-report.tsx';
import { printing } from './report/printing.ts';
import { SentenceLine } from './sentence-line.tsx';
import { ta } from './words.ts';
import '../../theme/pages.css';
import '../../theme/audit.css';
import '../../theme/audit-card.css';
import '../../theme/audit-views.css';

const VIEWS = ['findings', 'areas', 'balance', 'presence', 'changes', 'checks'] as const;
type View = (typeof VIEWS)[number];

const PANELS: Record<View, ComponentType> = {
  findings: FindingList,
  areas: AreaList,
  balance: Balance,
  presence: fetched(() => import('./presence/presence-panel.tsx').then(({ PresencePanel }) => PresencePanel)),
  changes: Changes,
  checks: Checks,
};

const KEYS: readonly Shortcut[] = [
  { key: 'n', label: () => ta('keys.next'), run: () => step(1) },
  { key: 'p', label: () => ta('keys.previous'), run: () => step(-1) },
  { key: 'j', label: () => ta('keys.next'), run: () => step(1) },
  { key: 'k', label: () => ta('keys.previous'), run: () => step(-1) },
  {
    key: 'Escape',
    label: () => ta('keys.close'),
    always: true,
    when: () => chosen.peek() !== null && !keysOpen.peek() && !mapOnly.peek(),
    run: () => choose(null),
  },
];

/** On a phone the sheet lies over the lower part of the map: what the map shows goes into the upper part. */
function openSheet(): void {
  sheetOpen.value = true;
  const box = scope.peek()?.bbox;
  if (!window.matchMedia('(max-width: 48rem)').matches || !isBounds(box)) return;
  formOverMap.value = true;
  flyTo({ bounds: box });
}

function useAudit(): void {
  useEffect(() => {
    mapPart.value = findingsPart;
    workspaceKeys.value = KEYS;
    if (chosen.peek() === null) openSheet();
    const stops = [followReach(), followArea(), followLive()];
    return () => {
      for (const stop of stops) stop();
      leaveFile();
      leaveCheck();
      leaveDrafts();
      mapPart.value = null;
      workspaceKeys.value = [];
      preview.value = null;
      cardOverMap.value = false;
      sheetOpen.value = false;
      formOverMap.value = false;
    };
  }, []);
  const open = chosen.value !== null;
  useEffect(() => {
    cardOverMap.value = open;
  }, [open]);
}

function Side() {
  if (session.value === null) return <div class="panel" />;
  return mayAudit.value ? (
    <Audit />
  ) : (
    <Closed title={t('workspace.audit')} signIn={ta('signIn')} needRole={ta('needRole')} />
  );
}

function Audit() {
  useAudit();
  const asked = useComputed(() => route.value.path[1] ?? 'findings');
  const isFile = fileReport.value !== null;
  const views = VIEWS.filter((one) => one !== 'presence' || mayPresence.value);
  const view: View = isFile ? 'findings' : (views.find((one) => one === asked.value) ?? 'findings');
  const Panel = PANELS[view];
  const now = report.value;
  return (
    <div class="drawer audit" data-open={sheetOpen.value} data-away={chosen.value !== null}>
      <button
        class="sheet-grip"
        type="button"
        aria-expanded={sheetOpen.value}
        onClick={() => {
          sheetOpen.value = !sheetOpen.value;
          formOverMap.value = sheetOpen.value;
        }}
      >
        <span>{ta('sheet', { name: now?.area.name ?? scope.value?.name ?? '', count: rows.value.length })}</span>
        <Icon name={sheetOpen.value ? 'down' : 'up'} />
      </button>
      <div class="audit-top">
        <div class="line">
          {isFile ? <strong class="file-name">{now?.area.name}</strong> : <AreaCrumbs />}
          <ExportMenu />
        </div>
        <FileBanner />
        {now !== null && <SentenceLine report={now} />}
        <Notices />
        {!isFile && (
          <Segmented
            label={ta('views')}
            value={view}
            onChoose={(next) => go(next === 'findings' ? 'audit' : `audit/${next}`)}
            choices={views.map((value) => ({ value, label: ta(`view.${value}`) }))}
          />
        )}
      </div>
      {now !== null && <Panel key={view} />}
    </div>
  );
}

/** What stands between the reader and the newest result. */
function Notices() {
  const { loading, problem, report: now } = loaded.value;
  if (fileReport.value !== null) return null;
  return (
    <>
      {canDraw.value === false && <p class="note warn">{ta('noMap')}</p>}
      {loading && now === null && <p class="hint">{ta('loading')}</p>}
      {problem !== null && (
        <div class="note bad" role="alert">
          {problemText(problem.code, problem.params, 'problem.other')}{' '}
          <button class="button" type="button" onClick={() => void loadReport()}>
            {ta('again')}
          </button>
        </div>
      )}
      {loading && now !== null && <p class="hint">{ta('updating')}</p>}
      {fresh.value !== null && now !== null && <Fresh before={now} now={fresh.value} />}
    </>
  );
}

/** A newer result is there; it is shown when the reader wants it. */
function Fresh({ before, now }: { before: CoverageReport; now: CoverageReport }) {
  const { added, gone } = difference(before, now);
  return (
    <div class="note fresh" role="status">
      <span>
        {now.edition !== before.edition && now.editionNumber !== null
          ? ta('live.edition', { n: String(now.editionNumber) })
          : ta('live.data')}
        {language.value === 'en' && ' '}
        {added + gone === 0 ? ta('live.same') : ta('live.changes', { added, gone })}
      </span>
      <button class="button" type="button" onClick={() => void showFresh()}>
        {ta('live.show')}
      </button>
    </div>
  );
}

function Over() {
  if (!mayAudit.value) return null;
  return (
    <>
      <FindingCard />
      <PageDrop />
      {printing.value !== null && <PrintReport {...printing.value} />}
    </>
  );
}

export const auditWorkspace: Workspace = { Side, Over, Legend: FindingLegend };
