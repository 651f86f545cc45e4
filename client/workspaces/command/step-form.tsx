/** The form of one step, inside the card: what it needs, and what it may change besides. */
import { useEffect, useRef } from 'preact/hooks';
import type { EventCard } from '../../../server/contract/events.ts';
import { overtaken, sending, sendStep, stepProblem } from '../../state/command/card.ts';
import { cardNamed, tcard } from './card-words.ts';
import { Conflict } from './conflict.tsx';
import { IntoField } from './into-field.tsx';
import { said } from './next-steps.tsx';
import { refusalText } from './refusal-text.ts';
import { closeForm, type Field, missingFor, needsOf, type StepForm } from './step-choice.ts';
import {
  HandlerField,
  PhotoField,
  RouteFields,
  SatisfiedField,
  UnitsField,
  UntilField,
  WhyField,
} from './step-fields.tsx';
import { WhereField } from './where-field.tsx';
import { named } from './words.ts';

/** Steps that say what was found or done, not why. */
const TOLD: readonly string[] = ['check', 'feedback', 'verify', 'solve', 'follow-up', 'note', 'handle'];
const missingName: Record<Field, () => string> = {
  why: () => tcard('form.why'),
  handler: () => tcard('form.handler'),
  units: () => tcard('form.units'),
  until: () => tcard('form.until'),
  into: () => tcard('form.into'),
  satisfied: () => tcard('form.satisfied'),
  photo: () => tcard('photos'),
  where: () => tcard('form.where'),
};

export function StepFormView({ card, form }: { card: EventCard; form: StepForm }) {
  const box = useRef<HTMLFormElement>(null);
  const { allowed, body } = form;
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('select, textarea, input:not([hidden]), button')?.focus();
  }, [allowed.step]);
  const { step } = allowed;
  const needs = needsOf(allowed, body);
  const stillAllowed = card.allowed.some((one) => one.step === step);
  const missing = missingFor(needs, body, card.photos.length);
  const send = async () => {
    if (missing.length > 0 || !stillAllowed) return;
    if (!(await sendStep(body))) return;
    closeForm();
    said(step);
  };
  const problem = stepProblem.value;
  const isConflict = problem !== null && (problem.status === 412 || overtaken.value.length > 0);
  const name = cardNamed('step', step);
  return (
    <form
      ref={box}
      class="step-form"
      aria-label={name}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        closeForm();
      }}
    >
      <h3>{name}</h3>
      {needs.includes('handler') && <HandlerField card={card} body={body} />}
      {needs.includes('units') && <UnitsField card={card} body={body} />}
      {needs.includes('until') && <UntilField body={body} />}
      {needs.includes('into') && <IntoField card={card} body={body} />}
      {needs.includes('satisfied') && <SatisfiedField body={body} />}
      {needs.includes('where') && <WhereField event={card.event.id} body={body} />}
      {(step === 'route' || step === 'file') && <RouteFields card={card} body={body} />}
      {step === 'dispatch' && !needs.includes('handler') && <HandlerField card={card} body={body} />}
      <WhyField body={body} isTold={TOLD.includes(step)} isNeeded={needs.includes('why')} />
      {needs.includes('photo') && <PhotoField card={card} />}
      {isConflict && <Conflict />}
      {problem !== null && !isConflict && (
        <p class="note bad" role="alert">
          {refusalText(problem)}
        </p>
      )}
      {!stillAllowed && <p class="note bad">{tcard('conflict.gone', { state: named('state', card.event.state) })}</p>}
      {missing.length > 0 && (
        <p class="hint">{tcard('form.missing', { list: missing.map((field) => missingName[field]()) })}</p>
      )}
      <div class="buttons">
        <button class="button primary" type="submit" disabled={sending.value || missing.length > 0 || !stillAllowed}>
          {sending.value
            ? tcard('form.sending')
            : isConflict
              ? tcard('conflict.again', { step: name })
              : tcard('form.send', { step: name })}
        </button>
        <button class="button" type="button" onClick={closeForm}>
          {tcard('form.cancel')}
        </button>
      </div>
    </form>
  );
}
