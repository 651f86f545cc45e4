/** The five states of a plan as a line, with who took each step, when, and what they said; and every step there was. */
import type { PlanStepRow } from '../../../../server/contract/plan-life.ts';
import type { Plan } from '../../../../server/contract/plans.ts';
import { momentText } from '../../../state/measures.ts';
import { life, type Station, stationsOf } from '../../../state/plan/life.ts';
import { tl, tlCode } from '../life-words.ts';
import { ProblemNote } from '../problem-note.tsx';
import { StateMark } from '../state-mark.tsx';

export function LifeLine({ plan }: { plan: Plan }) {
  const { steps, problem } = life.value;
  if (problem !== null) {
    return <ProblemNote problem={problem} />;
  }
  if (steps === null) return <p class="hint">{tl('life.reading')}</p>;
  return (
    <section>
      <h3>{tl('life.title')}</h3>
      <ol class="life-line" aria-label={tl('life.steps')}>
        {stationsOf(steps).map((station) => (
          <StationRow key={station.state} station={station} plan={plan} />
        ))}
      </ol>
      {steps.steps.length > 1 && (
        <details class="all-steps">
          <summary>{tl('life.all', { count: steps.steps.length })}</summary>
          <ol>
            {steps.steps.map((row) => (
              <li key={`${row.at} ${row.step}`}>
                <StepText row={row} />
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}

function StationRow({ station: { state, reached, current, by }, plan }: { station: Station; plan: Plan }) {
  const isBack = by?.step === 'return' || by?.step === 'withdraw';
  return (
    <li data-state={state} data-reached={reached} aria-current={current ? 'step' : undefined}>
      <StateMark state={state} />
      {by !== null ? (
        <div class="by">
          <span>
            {isBack && <strong>{tlCode('step', by.step)} </strong>}
            {by.actor}
          </span>
          <time dateTime={by.at}>{momentText(by.at)}</time>
          {by.note !== null && <q>{by.note}</q>}
        </div>
      ) : state === 'draft' ? (
        <div class="by">
          <span>{plan.author}</span>
          <time dateTime={plan.createdAt}>{momentText(plan.createdAt)}</time>
        </div>
      ) : (
        <span class="hint">{tl('life.notYet')}</span>
      )}
    </li>
  );
}

const StepText = ({ row: { step, actor, at, note } }: { row: PlanStepRow }) => (
  <>
    <span>
      <strong>{tlCode('step', step)}</strong> {actor}
    </span>
    <time dateTime={at}>{momentText(at)}</time>
    {note !== null && <q>{note}</q>}
  </>
);
