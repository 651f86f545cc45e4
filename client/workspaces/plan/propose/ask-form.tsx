/** What is asked of the engine: how much may change, where, and how; the three answers at once; everything afresh. */
import type { ProposalMethod } from '../../../../server/contract/plan-proposals.ts';
import { UNASSIGNED } from '../../../../server/partition/plan/cell-ranges.ts';
import { flyToCells } from '../../../state/plan/fly.ts';
import { mayEdit, planSession, revision } from '../../../state/plan/opened.ts';
import { isAsking, proposalProblem, propose, running } from '../../../state/plan/proposal-jobs.ts';
import { preview } from '../../../state/plan/proposal-parts.ts';
import {
  askedGrids,
  communityInView,
  proposalScope,
  questionFor,
  SCOPES,
  SLIDER,
  sliderAt,
} from '../../../state/plan/proposal-scope.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { ProblemNote } from '../problem-note.tsx';
import { AskMore, isBandWrong } from './ask-more.tsx';
import { fixUnassigned, hasOpenCells } from './fix-here.ts';
import { ScopePart } from './scope-part.tsx';
import { tf } from './words.ts';

function ask(methods: readonly ProposalMethod[]): void {
  const bodies = methods.flatMap((method) => questionFor(method) ?? []);
  if (bodies.length === 0) return;
  preview.value = 'all';
  void propose(bodies);
}

export function AskForm() {
  if (!mayEdit.value) return <p class="hint">{tf('ask.readOnly')}</p>;
  const nothing = proposalScope.value === 'grids' && askedGrids.value.size === 0;
  const busy = isAsking.value || running.value !== null || nothing || isBandWrong.value;
  const problem = proposalProblem.value;
  return (
    <section class="ask" aria-label={tf('ask.title')}>
      <Segmented
        label={tf('ask.scope')}
        value={proposalScope.value}
        onChoose={(scope) => {
          proposalScope.value = scope;
        }}
        choices={SCOPES.map((value) => ({ value, label: tf(`kind.scope.${value}`) }))}
      />
      <ScopePart />
      <Slider />
      <div class="deeds">
        <button class="button primary" type="button" disabled={busy} onClick={() => ask([sliderAt.peek()])}>
          {tf('ask.go')}
        </button>
        <button class="button" type="button" disabled={busy} onClick={() => ask(SLIDER)}>
          {tf('ask.three')}
        </button>
        {(['fix-all', 'afresh'] as const).map((method) => (
          <button
            key={method}
            class="button"
            type="button"
            disabled={busy}
            title={tf(`method.about.${method}`)}
            onClick={() => ask([method])}
          >
            {tf(method === 'afresh' ? 'ask.afresh' : 'ask.fixAll')}
          </button>
        ))}
        <Unassigned />
      </div>
      {nothing && <p class="hint">{tf('ask.none')}</p>}
      <ProblemNote problem={problem} />
      <AskMore />
    </section>
  );
}

function Slider() {
  const at = SLIDER.indexOf(sliderAt.value);
  const choose = (i: number) => {
    sliderAt.value = SLIDER[i] ?? 'least-change';
  };
  return (
    <div class="slider">
      <input
        type="range"
        min={0}
        max={SLIDER.length - 1}
        step={1}
        value={at}
        aria-label={tf('ask.slider')}
        aria-valuetext={tf(`method.${SLIDER[at]!}`)}
        onInput={(event) => choose(Number(event.currentTarget.value))}
      />
      <div class="stops">
        {SLIDER.map((method, i) => (
          <button
            key={method}
            class="plain"
            type="button"
            tabIndex={-1}
            aria-pressed={i === at}
            onClick={() => choose(i)}
          >
            {tf(`method.${method}`)}
          </button>
        ))}
      </div>
      <p class="hint">{tf(`method.about.${SLIDER[at]!}`)}</p>
    </div>
  );
}

/** One community after the other: the one on the screen first, then the next that has any. */
function Unassigned() {
  void revision.value;
  const open = [...(planSession.value?.plan.communities.values() ?? [])].filter(hasOpenCells);
  const next = open.find(({ code }) => code === communityInView.value) ?? open[0];
  if (next === undefined) return null;
  const fill = () => {
    flyToCells(next.layer, next.divisions.grid.numbers.cellsOf(UNASSIGNED));
    fixUnassigned(next.code);
  };
  return (
    <button class="button" type="button" onClick={fill}>
      {tf('ask.unassigned', { count: open.length })}
    </button>
  );
}
