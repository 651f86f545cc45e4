/** Departments' layers of the plan: taken in, put in order, compared, made into one. */
import { useEffect } from 'preact/hooks';
import type { Plan } from '../../../../server/contract/plans.ts';
import { planSourcesPart } from '../../../map/layers/plan-sources-part.ts';
import { announce } from '../../../state/announce.ts';
import { mapPart } from '../../../state/map-part.ts';
import { plan, planPath } from '../../../state/plan/head.ts';
import { flyToArea } from '../../../state/plan/plan-map.ts';
import { PLANNERS } from '../../../state/plan/roles.ts';
import {
  cellsMade,
  compareSources,
  leaveSources,
  loadSources,
  mergedSeq,
  mergeSources,
  sourceBusy,
  sourceProblem,
  sourceReport,
  sources,
  undoMerge,
} from '../../../state/plan/sources.ts';
import { go } from '../../../state/route.ts';
import { mayIn } from '../../../state/who.ts';
import { tl } from '../life-words.ts';
import { Differences } from './differences.tsx';
import { SourceDrop } from './source-drop.tsx';
import { SourceRows } from './source-rows.tsx';
import '../../../theme/plan-review.css';
import '../../../theme/plan-sources.css';
import { ProblemNote } from '../problem-note.tsx';

export function SourcesPanel() {
  const id = plan.value?.id;
  useEffect(() => {
    if (id === undefined) return;
    const controller = new AbortController();
    void loadSources(id, controller.signal);
    flyToArea(plan.peek()?.area ?? '');
    return () => {
      controller.abort();
      leaveSources();
    };
  }, [id]);
  useEffect(() => {
    mapPart.value = planSourcesPart;
    return () => {
      mapPart.value = null;
    };
  }, []);
  return plan.value === null ? null : <Panel of={plan.value} />;
}

function Panel({ of }: { of: Plan }) {
  const may = mayIn(PLANNERS, of.area) && of.state === 'draft';
  const busy = sourceBusy.value;
  const problem = sourceProblem.value;
  return (
    <div class="review-scroll sources">
      <section>
        <h3>{tl('sources.title')}</h3>
        <p class="hint">{tl('sources.lead')}</p>
        {!may && <p class="note">{tl('sources.readOnly')}</p>}
        {may && (cellsMade.value ? <p class="note">{tl('sources.fixed')}</p> : <SourceDrop />)}
        <SourceRows may={may} />
        {busy === 'adding' && <p class="hint">{tl('sources.adding')}</p>}
        {busy === 'comparing' && <p class="hint">{tl('sources.comparing')}</p>}
        <ProblemNote problem={problem} />
        {sourceReport.value === null && busy === null && (sources.value?.length ?? 0) > 0 && (
          <div class="deed">
            <button class="button primary" type="button" onClick={() => void compareSources()}>
              {tl('sources.compare')}
            </button>
            <span class="hint">{tl('sources.compareHint')}</span>
          </div>
        )}
      </section>
      {sourceReport.value !== null && <Differences report={sourceReport.value} />}
      {sourceReport.value !== null && may && <Merge id={of.id} />}
    </div>
  );
}

function Merge({ id }: { id: number }) {
  const busy = sourceBusy.value === 'merging';
  const run = async (deed: () => Promise<boolean>, said: 'sources.merged' | 'sources.undone') => {
    if (await deed()) announce(tl(said));
  };
  if (mergedSeq.value === null) {
    return (
      <section>
        <h3>{tl('sources.merge')}</h3>
        <p class="hint">{tl('sources.mergeLead')}</p>
        <div class="row">
          <button
            class="button primary"
            type="button"
            disabled={busy}
            onClick={() => void run(mergeSources, 'sources.merged')}
          >
            {tl(busy ? 'sources.merging' : 'sources.merge')}
          </button>
        </div>
      </section>
    );
  }
  return (
    <section>
      <p class="note good" role="status">
        {tl('sources.merged')}
      </p>
      <div class="row">
        <button class="button primary" type="button" onClick={() => go(planPath(id))}>
          {tl('sources.draw')}
        </button>
        <button class="button" type="button" disabled={busy} onClick={() => void run(undoMerge, 'sources.undone')}>
          {tl('sources.undo')}
        </button>
      </div>
    </section>
  );
}
