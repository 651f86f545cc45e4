/** The form of one step: what was found or done in words, and the photo it needs. It goes into the outbox, not to the service. */
import { useSignal } from '@preact/signals';
import type { AllowedStep, EventCard } from '../../../server/contract/events.ts';
import { looksPersonal } from '../../state/personal.ts';
import { PhotoField } from '../photo-field.tsx';
import { OutboxFull } from '../queue/outbox.ts';
import { Sheet } from '../sheet.tsx';
import { takeStep } from '../state/steps.ts';
import { say } from '../toast.tsx';
import { stepName, tcard, tf } from '../words.ts';

/** Steps that say what was found or done, not why. */
const TOLD: readonly string[] = ['check', 'feedback', 'verify', 'solve', 'note', 'handle'];
const WITH_PHOTO: readonly string[] = ['feedback', 'solve', 'check', 'verify', 'rework'];

export const storeProblem = (error: unknown): string => tf(error instanceof OutboxFull ? 'store.full' : 'store.failed');

export function StepForm({ card, allowed, close }: { card: EventCard; allowed: AllowedStep; close: () => void }) {
  const why = useSignal('');
  const files = useSignal<readonly Blob[]>([]);
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);
  const { step, needs } = allowed;
  const isNeeded = needs.includes('why');
  const lacksPhoto = needs.includes('photo') && card.photos.length + files.value.length === 0;
  const lacks = (isNeeded && why.value.trim() === '') || lacksPhoto;
  const send = async () => {
    if (lacks || busy.value) return;
    busy.value = true;
    const said = why.value.trim();
    try {
      await takeStep(card.event, { step, ...(said === '' ? {} : { why: said }) }, files.value);
      close();
      say(tf('queued.step', { step: stepName(step) }));
    } catch (error) {
      problem.value = storeProblem(error);
    } finally {
      busy.value = false;
    }
  };
  return (
    <Sheet title={stepName(step)} close={close}>
      <form
        class="stack step-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {WITH_PHOTO.includes(step) && (
          <PhotoField
            files={files.value}
            change={(next) => {
              files.value = next;
            }}
          />
        )}
        <label class="field">
          <span class="label">
            {tcard(TOLD.includes(step) ? 'form.whyWhat' : 'form.why')}
            {!isNeeded && tcard('form.optional')}
          </span>
          <textarea
            class="input"
            rows={3}
            maxLength={500}
            name="why"
            placeholder={tcard('form.whyHint')}
            value={why.value}
            onInput={({ currentTarget }) => {
              why.value = currentTarget.value;
            }}
          />
        </label>
        {looksPersonal(why.value) && <p class="note warn">{tf('personal')}</p>}
        {lacksPhoto && <p class="hint">{tcard('form.photo')}</p>}
        {problem.value !== null && (
          <p class="note bad" role="alert">
            {problem.value}
          </p>
        )}
        <div class="pair">
          <button class="button" type="button" onClick={close}>
            {tf('cancel')}
          </button>
          <button class="button primary" type="submit" disabled={lacks || busy.value}>
            {tcard('form.send', { step: stepName(step) })}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
