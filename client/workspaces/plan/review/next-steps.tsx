/** What the signed-in person may do with the plan now; each step with a note, a return only with its reason. */
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { PlanStep } from '../../../../server/contract/plan-life.ts';
import type { Plan } from '../../../../server/contract/plans.ts';
import { type ApiError, asApiError } from '../../../api/request.ts';
import { announce } from '../../../state/announce.ts';
import { confirming, life, publishState, take } from '../../../state/plan/life.ts';
import { tl } from '../life-words.ts';
import { ProblemNote } from '../problem-note.tsx';

export function NextSteps({ plan }: { plan: Plan }) {
  const chosen = useSignal<PlanStep | null>(null);
  const problem = useSignal<ApiError | null>(null);
  const { steps } = life.value;
  if (steps === null) return null;
  const { next } = steps;
  if (next.length === 0) return <p class="note">{tl(`next.wait.${plan.state}`)}</p>;
  const open = (step: (typeof next)[number]) => {
    problem.value = null;
    if (step === 'publish') confirming.value = true;
    else chosen.value = step;
  };
  const now = chosen.value !== null && next.includes(chosen.value) ? chosen.value : null;
  const forward = next.find((step) => step !== 'return' && step !== 'withdraw');
  return (
    <section class="next-steps">
      <h3>{tl('next.title')}</h3>
      {now === null ? (
        next.map((step) => (
          <div class="offer" key={step}>
            <button
              class={`button ${step === forward ? 'primary' : ''}`}
              type="button"
              disabled={step === 'publish' && publishState.value.preview?.ready === false}
              onClick={() => open(step)}
            >
              {step === 'publish'
                ? tl('next.openPublish')
                : step === 'return'
                  ? tl('next.openReturn')
                  : tl(`step.${step}`)}
            </button>
            <span class="hint">{tl(`next.explain.${step}`)}</span>
          </div>
        ))
      ) : (
        <StepForm
          key={now}
          step={now}
          onClose={() => {
            chosen.value = null;
          }}
          onProblem={(error) => {
            chosen.value = null;
            problem.value = error;
          }}
        />
      )}
      <ProblemNote problem={problem.value} />
    </section>
  );
}

interface FormProps {
  step: PlanStep;
  onClose: () => void;
  onProblem: (error: ApiError) => void;
}

function StepForm({ step, onClose, onProblem }: FormProps) {
  const id = useId();
  const note = useSignal('');
  const missing = useSignal(false);
  const busy = useSignal(false);
  const needed = step === 'return';
  const send = async () => {
    const text = note.value.trim();
    missing.value = needed && text === '';
    if (missing.value) {
      document.getElementById(`${id}-note`)?.focus();
      return;
    }
    busy.value = true;
    try {
      await take({ step, ...(text === '' ? {} : { note: text }) });
      announce(tl('next.done', { step: tl(`step.${step}`) }));
      onClose();
    } catch (error) {
      onProblem(asApiError(error));
    }
  };
  return (
    <form
      class="step-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy.value) void send();
      }}
    >
      <p class="hint">{tl(`next.explain.${step}`)}</p>
      <div class="field">
        <label for={`${id}-note`}>{tl(needed ? 'next.reason' : 'next.note')}</label>
        <textarea
          class="input"
          id={`${id}-note`}
          rows={3}
          maxLength={2000}
          value={note.value}
          required={needed}
          aria-invalid={missing.value}
          aria-describedby={missing.value ? `${id}-missing` : undefined}
          onInput={({ currentTarget: { value } }) => {
            note.value = value;
            missing.value = false;
          }}
        />
      </div>
      {missing.value && (
        <p class="note bad" id={`${id}-missing`} role="alert">
          {tl('next.reasonMissing')}
        </p>
      )}
      <div class="row">
        <button class="button primary" type="submit" formNoValidate disabled={busy.value}>
          {tl('next.send', { step: tl(`step.${step}`) })}
        </button>
        <button class="button" type="button" onClick={onClose}>
          {tl('publish.back')}
        </button>
      </div>
    </form>
  );
}
