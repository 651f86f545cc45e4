/** What the engine proposes: asked for, followed while it works, compared, looked at on the map, taken. */
import { useEffect } from 'preact/hooks';
import { planPart } from '../../map/layers/plan-part.ts';
import { mapPart } from '../../state/map-part.ts';
import { openState } from '../../state/plan/opened.ts';
import { followPreview } from '../../state/plan/proposal-ghost.ts';
import { followProposals } from '../../state/plan/proposal-jobs.ts';
import { followParts } from '../../state/plan/proposal-parts.ts';
import { workspaceKeys } from '../../ui/keys.ts';
import { AskForm } from './propose/ask-form.tsx';
import { warmEngine } from './propose/engine.ts';
import { FIX_KEY, GHOST_KEYS } from './propose/ghost-keys.ts';
import { JobPart } from './propose/job-part.tsx';
import '../../theme/plan-propose.css';

export function ProposeView() {
  useEffect(() => {
    const stops = [followProposals(), followParts(), followPreview()];
    workspaceKeys.value = [...GHOST_KEYS, FIX_KEY];
    mapPart.value = planPart;
    return () => {
      mapPart.value = null;
      workspaceKeys.value = [];
      for (const stop of stops) stop();
    };
  }, []);
  const isReady = openState.value.state === 'ready';
  useEffect(() => {
    if (isReady) warmEngine();
  }, [isReady]);
  if (!isReady) return null;
  return (
    <div class="propose">
      <AskForm />
      <JobPart />
    </div>
  );
}
