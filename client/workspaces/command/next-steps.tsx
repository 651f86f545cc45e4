/** What can be done now, as the service allows it: the one step forward large, the others beside it, more behind a line. */
import { useEffect } from 'preact/hooks';
import type { AllowedStep, EventCard } from '../../../server/contract/events.ts';
import { announce } from '../../state/announce.ts';
import { card as cardNow, overtaken, sending, sendStep, stepProblem } from '../../state/command/card.ts';
import { isLive } from '../../state/command/clock.ts';
import { isEnded } from '../../state/command/urgency.ts';
import { Icon } from '../../ui/icon.tsx';
import { cardNamed, tcard } from './card-words.ts';
import { Conflict } from './conflict.tsx';
import { refusalText } from './refusal-text.ts';
import { closeForm, openForm, stepForm } from './step-choice.ts';
import { StepFormView } from './step-form.tsx';
import { named } from './words.ts';

/** Steps that have something to choose although they need nothing. */
const ADJUSTABLE: readonly string[] = ['route', 'file', 'dispatch'];
/** Stand beside the large one: the way on, the way back, its time. The rest are seldom wanted. */
const OFTEN: readonly string[] = [
  ...['check', 'file', 'route', 'dispatch', 'handle', 'feedback', 'verify', 'close', 'solve'],
  ...['return', 'rework', 'extend', 'suspend', 'resume', 'refuse', 'ask-extend', 'ask-suspend'],
];

export function said(step: string): void {
  const state = cardNow.peek()?.event.state;
  if (state !== undefined)
    announce(tcard('actions.done', { step: cardNamed('step', step), state: named('state', state) }));
}

async function act(event: string, allowed: AllowedStep): Promise<void> {
  if (allowed.needs.length > 0) {
    openForm(event, allowed);
    return;
  }
  closeForm();
  if (await sendStep({ id: crypto.randomUUID(), step: allowed.step })) said(allowed.step);
}

export function NextSteps({ card }: { card: EventCard }) {
  const { id } = card.event;
  useEffect(
    () => () => {
      if (stepForm.peek()?.event === id) closeForm();
    },
    [id],
  );
  if (!isLive.value) return <p class="note">{tcard('actions.past')}</p>;
  const { allowed } = card;
  const form = stepForm.value?.event === id ? stepForm.value : null;
  const first = allowed.find(({ next }) => next);
  const rest = allowed.filter((one) => one !== first);
  const near = rest.filter(({ step }) => OFTEN.includes(step));
  const far = rest.filter(({ step }) => !OFTEN.includes(step));
  return (
    <section class="next-steps" aria-label={tcard('actions')}>
      {allowed.length === 0 && <p class="hint">{tcard(isEnded(card.event) ? 'actions.ended' : 'actions.none')}</p>}
      {form === null && (
        <>
          {first && <First event={id} allowed={first} />}
          {near.length > 0 && (
            <div class="others">
              {near.map((one) => (
                <StepButton key={one.step} event={id} allowed={one} />
              ))}
            </div>
          )}
          {far.length > 0 && (
            <details class="more">
              <summary>
                {tcard('actions.more')}
                <Icon name="down" />
              </summary>
              <div class="others">
                {far.map((one) => (
                  <StepButton key={one.step} event={id} allowed={one} />
                ))}
              </div>
            </details>
          )}
          <Refused />
        </>
      )}
      {form !== null && <StepFormView card={card} form={form} />}
    </section>
  );
}

function First({ event, allowed }: { event: string; allowed: AllowedStep }) {
  const adjustable = allowed.needs.length === 0 && ADJUSTABLE.includes(allowed.step);
  const name = cardNamed('step', allowed.step);
  return (
    <div class="first">
      <button
        class="button primary next"
        type="button"
        disabled={sending.value}
        data-step={allowed.step}
        onClick={() => void act(event, allowed)}
      >
        {sending.value ? tcard('form.sending') : name}
      </button>
      {adjustable && (
        <button class="button" type="button" disabled={sending.value} onClick={() => openForm(event, allowed)}>
          {tcard('actions.adjust', { step: name })}
        </button>
      )}
    </div>
  );
}

const StepButton = ({ event, allowed }: { event: string; allowed: AllowedStep }) => (
  <button
    class="button"
    type="button"
    disabled={sending.value}
    data-step={allowed.step}
    onClick={() => void act(event, allowed)}
  >
    {cardNamed('step', allowed.step)}
  </button>
);

/** A step without a form was refused. */
function Refused() {
  const problem = stepProblem.value;
  if (problem === null) return null;
  if (problem.status === 412 || overtaken.value.length > 0) return <Conflict />;
  return (
    <p class="note bad" role="alert">
      {refusalText(problem)}
    </p>
  );
}
