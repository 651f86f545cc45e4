/** Accepting a finding with a reason and an end date, what was accepted before, and taking it back. */
import { useSignal } from '@preact/signals';
import type { CoverageException, Finding } from '../../../server/contract/coverage.ts';
import { acceptFinding, withdrawException } from '../../api/coverage.ts';
import { type ApiError, asApiError } from '../../api/request.ts';
import { announce } from '../../state/announce.ts';
import { scope } from '../../state/areas.ts';
import { loadReport } from '../../state/audit.ts';
import { ACCEPTORS } from '../../state/audit-roles.ts';
import { day, problemText } from '../../state/language.ts';
import { momentText } from '../../state/measures.ts';
import { mayIn } from '../../state/who.ts';
import { endOfDay, inMonths } from './days.ts';
import { ta } from './words.ts';

/** The service accepts for three years at most. */
const MOST_MONTHS = 35;

export function ExceptionPart({ finding }: { finding: Finding }) {
  const open = useSignal(false);
  const problem = useSignal<ApiError | null>(null);
  const { exception } = finding;
  const mayAccept = mayIn(ACCEPTORS, scope.value?.code);
  // the service asks for the area the exception was made in
  const mayWithdraw = exception !== null && mayIn(ACCEPTORS, exception.area);
  const attempt = async (deed: () => Promise<unknown>, said: string) => {
    problem.value = null;
    try {
      await deed();
      announce(said);
      open.value = false;
      await loadReport();
    } catch (error) {
      problem.value = asApiError(error);
    }
  };
  if (exception === null && !mayAccept) return null;
  const active = exception?.state === 'accepted';
  return (
    <div class="deed">
      {exception !== null && <ExceptionText exception={exception} />}
      {active && mayWithdraw && (
        <button
          class="button"
          type="button"
          onClick={() => void attempt(() => withdrawException(exception.id), ta('accept.withdrawn'))}
        >
          {ta('accept.withdraw')}
        </button>
      )}
      {!active && mayAccept && !open.value && (
        <button
          class="button accept"
          type="button"
          onClick={() => {
            open.value = true;
          }}
        >
          {ta('accept.open')}
        </button>
      )}
      {open.value && (
        <AcceptForm
          onSend={(reason, until) =>
            attempt(
              () => acceptFinding({ area: scope.value?.code ?? '', finding: finding.id, reason, until }),
              ta('accept.done'),
            )
          }
          onCancel={() => {
            open.value = false;
          }}
        />
      )}
      {problem.value !== null && (
        <p class="note bad" role="alert">
          {problemText(problem.value.code, problem.value.params, 'problem.other')}
        </p>
      )}
    </div>
  );
}

function ExceptionText({ exception }: { exception: CoverageException }) {
  return (
    <div class={`note ${exception.state === 'accepted' ? '' : 'warn'}`}>
      <strong>{ta(`exception.${exception.state}`)}</strong>
      <p>{exception.reason}</p>
      <p class="hint">
        {ta('accept.by', { author: exception.author, at: momentText(exception.acceptedAt) })} ·{' '}
        {ta('accept.untilDay', { day: day(exception.until) })}
      </p>
    </div>
  );
}

interface FormProps {
  onSend: (reason: string, until: string) => Promise<void>;
  onCancel: () => void;
}

function AcceptForm({ onSend, onCancel }: FormProps) {
  const reason = useSignal('');
  const until = useSignal(inMonths(6, new Date()));
  const waiting = useSignal(false);
  const send = async () => {
    waiting.value = true;
    await onSend(reason.value.trim(), endOfDay(until.value));
    waiting.value = false;
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h3>{ta('accept.title')}</h3>
      <p class="hint">{ta('accept.lead')}</p>
      <div class="field">
        <label for="accept-reason">{ta('accept.reason')}</label>
        <textarea
          id="accept-reason"
          class="input"
          rows={3}
          minLength={4}
          maxLength={500}
          required
          placeholder={ta('accept.reasonHint')}
          value={reason.value}
          onInput={(event) => {
            reason.value = event.currentTarget.value;
          }}
        />
      </div>
      <div class="field">
        <label for="accept-until">{ta('accept.until')}</label>
        <input
          id="accept-until"
          class="input"
          type="date"
          min={inMonths(0, new Date())}
          max={inMonths(MOST_MONTHS, new Date())}
          required
          value={until.value}
          onInput={(event) => {
            until.value = event.currentTarget.value;
          }}
        />
      </div>
      <div class="row">
        <button class="button primary" type="submit" disabled={waiting.value}>
          {ta('accept.do')}
        </button>
        <button class="button" type="button" onClick={onCancel}>
          {ta('accept.cancel')}
        </button>
      </div>
    </form>
  );
}
