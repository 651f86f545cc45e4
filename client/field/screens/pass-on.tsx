/**
 * 转交: a task goes to a colleague or back to the office. Whoever may dispatch sends it on in the same breath; others give it back
 * with a word whom it should go to, as the table of steps has it.
 */
import { useSignal } from '@preact/signals';
import type { EventCard } from '../../../server/contract/events.ts';
import { looksPersonal } from '../../state/personal.ts';
import { Sheet } from '../sheet.tsx';
import { me } from '../state/me.ts';
import { colleagues } from '../state/parts.ts';
import { takeStep } from '../state/steps.ts';
import { say } from '../toast.tsx';
import { tf } from '../words.ts';
import { storeProblem } from './step-form.tsx';

const OFFICE = '';

export function PassOn({ card, close }: { card: EventCard; close: () => void }) {
  const to = useSignal(OFFICE);
  const why = useSignal('');
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);
  const { area } = card.event;
  const mayDispatch = me.value?.grants.some(
    (grant) =>
      (grant.role === 'dispatcher' || grant.role === 'admin') && (grant.area === null || area.startsWith(grant.area)),
  );
  // only an account can be given a task
  const others = (colleagues.value ?? []).filter(
    ({ login, left }) => login !== null && left === null && login !== me.value?.login,
  );
  const chosen = others.find(({ login }) => login === to.value);
  const send = async () => {
    const said = why.value.trim();
    if (said === '' || busy.value) return;
    busy.value = true;
    try {
      const name = chosen?.name ?? tf('pass.office');
      await takeStep(card.event, { step: 'return', why: tf('pass.why', { name, text: said }) });
      if (mayDispatch && chosen?.login != null)
        await takeStep(card.event, { step: 'dispatch', handler: { kind: 'worker', code: chosen.login } });
      close();
      say(tf('queued.pass', { name }));
    } catch (error) {
      problem.value = storeProblem(error);
    } finally {
      busy.value = false;
    }
  };
  return (
    <Sheet title={tf('pass')} close={close}>
      <fieldset class="choices">
        <legend class="label">{tf('pass.to')}</legend>
        {[{ login: OFFICE, name: tf('pass.office'), posts: [] }, ...others].map(({ login, name, posts }) => (
          <label class="check" key={login}>
            <input
              type="radio"
              name="pass-to"
              checked={to.value === login}
              onChange={() => {
                to.value = login ?? OFFICE;
              }}
            />
            <span>
              {name}
              {posts[0] !== undefined && <span class="hint"> {posts[0].gridName ?? posts[0].grid}</span>}
            </span>
          </label>
        ))}
      </fieldset>
      <label class="field">
        <span class="label">{tf('pass.reason')}</span>
        <textarea
          class="input"
          rows={2}
          maxLength={400}
          name="why"
          value={why.value}
          onInput={({ currentTarget }) => {
            why.value = currentTarget.value;
          }}
        />
      </label>
      {looksPersonal(why.value) && <p class="note warn">{tf('personal')}</p>}
      <p class="hint">{tf(mayDispatch ? 'pass.text.dispatch' : 'pass.text')}</p>
      {problem.value !== null && (
        <p class="note bad" role="alert">
          {problem.value}
        </p>
      )}
      <div class="pair">
        <button class="button" type="button" onClick={close}>
          {tf('cancel')}
        </button>
        <button
          class="button primary"
          type="button"
          disabled={why.value.trim() === '' || busy.value}
          onClick={() => void send()}
        >
          {tf('pass')}
        </button>
      </div>
    </Sheet>
  );
}
