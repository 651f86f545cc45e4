/** The frame of the page: bar, the workspace named by the address, the map that all workspaces share. */
import { useSignalEffect } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { county } from './state/areas.ts';
import { edition } from './state/editions.ts';
import { t } from './state/language.ts';
import { loadProblemTexts } from './state/problem-texts.ts';
import { workspace } from './state/route.ts';
import { service } from './state/service.ts';
import { theme } from './state/theme.ts';
import { canDraw, mapOnly } from './state/view.ts';
import { signedIn } from './state/who.ts';
import { Announcer } from './ui/announcer.tsx';
import { fetched } from './ui/fetched.tsx';
import { followKeys, keysOpen } from './ui/keys.ts';
import { Away, Banner } from './ui/notices.tsx';
import { Stage } from './ui/stage.tsx';
import { TopBar } from './ui/top-bar.tsx';
import type { Workspace } from './ui/workspace.ts';
import { mapWorkspace } from './workspaces/map/map-workspace.tsx';

/** The first screen is part of the first load; the others are fetched when somebody goes there. */
const WORKSPACES: Record<string, () => Promise<Workspace>> = {
  map: () => Promise.resolve(mapWorkspace),
  plan: () => import('./workspaces/plan/plan-workspace.tsx').then((module) => module.planWorkspace),
  command: () => import('./workspaces/command/command-workspace.tsx').then((module) => module.commandWorkspace),
  wall: () => import('./workspaces/command/wall/wall-workspace.tsx').then((module) => module.wallWorkspace),
  audit: () => import('./workspaces/audit/audit-workspace.tsx').then((module) => module.auditWorkspace),
  import: () => import('./workspaces/import/import-workspace.tsx').then((module) => module.importWorkspace),
  public: () => import('./workspaces/public/public-workspace.tsx').then((module) => module.publicWorkspace),
  access: () => import('./workspaces/access/access-workspace.tsx').then((module) => module.accessWorkspace),
  setup: () => import('./workspaces/access/setup-workspace.tsx').then((module) => module.setupWorkspace),
};

/** The map is refused little, and those words are here already. */
async function fetchWorkspace(name: string): Promise<Workspace | undefined> {
  const [current] = await Promise.all([WORKSPACES[name]?.(), name === 'map' ? undefined : loadProblemTexts()]);
  return current;
}

const NoCounty = fetched(() => import('./workspaces/access/no-county.tsx').then((module) => module.NoCounty));
const EmergencyBanner = fetched(() =>
  import('./workspaces/command/modes/emergency-banner.tsx').then((module) => module.EmergencyBanner),
);
const KeysPanel = fetched(() => import('./ui/keys-panel.tsx').then((module) => module.KeysPanel));

export const workspaceNamed = (name: string): string => (name in WORKSPACES ? name : 'map');

function useWorkspace(): { name: string; current: Workspace | null } {
  const name = workspaceNamed(workspace.value);
  const [loaded, setLoaded] = useState<{ name: string; current: Workspace } | null>(null);
  useEffect(() => {
    let wanted = true;
    void fetchWorkspace(name).then((current) => {
      if (wanted && current) setLoaded({ name, current });
    });
    return () => {
      wanted = false;
    };
  }, [name]);
  return { name, current: loaded?.name === name ? loaded.current : null };
}

export function App() {
  const { name, current } = useWorkspace();
  useSignalEffect(() => {
    document.documentElement.dataset.theme = theme.value;
  });
  useSignalEffect(() => {
    const heading = county.value ? `${county.value.name} · ` : '';
    document.title = `${heading}${t('app.name')}`;
  });
  useEffect(followKeys, []);
  const away = service.value === 'away' && county.value === null;
  const empty = service.value === 'ready' && county.value === null && name === 'map';
  return (
    <div
      class="shell"
      data-workspace={name}
      data-map-only={mapOnly.value && name === 'map'}
      data-draw={canDraw.value === false ? 'no' : 'yes'}
      data-edition={edition.value?.number}
    >
      <button class="skip button" type="button" onClick={skipToSide}>
        {t('shell.skip')}
      </button>
      <TopBar current={name} />
      {signedIn.value && <EmergencyBanner />}
      {away ? (
        <Away />
      ) : empty ? (
        <NoCounty />
      ) : (
        <>
          <div class="side" id="side" tabIndex={-1}>
            {current && <current.Side />}
          </div>
          <Stage legend={current?.Legend}>{current?.Over && <current.Over />}</Stage>
          <Banner />
        </>
      )}
      {keysOpen.value && <KeysPanel />}
      <Announcer />
    </div>
  );
}

/** A fragment link would change the address; a button moves the focus instead. */
function skipToSide(): void {
  document.querySelector<HTMLElement>('#side input, #side button')?.focus();
}
