/** A reason, then yes or no, in the place where it was asked: never a dialog over the page. */
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { tm } from './modes-words.ts';

interface Props {
  label: string;
  confirm: string;
  busy: boolean;
  /** What it changes, and fields of its own. */
  children?: ComponentChildren;
  /** False: something else is missing. */
  ready?: boolean;
  onConfirm: (reason: string) => void;
  onCancel: () => void;
}

const MOST = 500;

export function ReasonForm({ label, confirm, busy, children, ready = true, onConfirm, onCancel }: Props) {
  const reason = useSignal('');
  const asked = useSignal(false);
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const isMissing = asked.value && reason.value.trim() === '';
  return (
    <form
      class="reason-form"
      onSubmit={(event) => {
        event.preventDefault();
        asked.value = true;
        if (reason.peek().trim() === '') field.current?.focus();
        else if (ready && !busy) onConfirm(reason.peek().trim());
      }}
    >
      {children}
      <div class="field">
        <label for={id}>{label}</label>
        <textarea
          id={id}
          ref={field}
          class="input"
          rows={2}
          maxLength={MOST}
          aria-required="true"
          aria-invalid={isMissing}
          value={reason.value}
          onInput={(event) => {
            reason.value = event.currentTarget.value;
          }}
        />
      </div>
      {isMissing && (
        <p class="note bad" role="alert">
          {tm('fault.reason')}
        </p>
      )}
      <div class="line">
        <button class="button primary" type="submit" disabled={busy || !ready}>
          {busy ? tm('emergency.sending') : confirm}
        </button>
        <button class="button" type="button" onClick={onCancel}>
          {tm('emergency.cancel')}
        </button>
      </div>
    </form>
  );
}
