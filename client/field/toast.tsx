/** What has just been done, with the way to take it back while that is possible. */
import { signal } from '@preact/signals';
import { announce } from '../state/announce.ts';

interface Said {
  readonly text: string;
  readonly undo?: { readonly label: string; readonly act: () => void } | undefined;
}

const said = signal<Said | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

/** A report or visit can be taken back for so long before it goes. */
export const HOLD_MS = 6_000;

export function say(text: string, undo?: Said['undo']): void {
  announce(text);
  said.value = { text, undo };
  clearTimeout(timer);
  timer = setTimeout(hush, HOLD_MS);
}

export function hush(): void {
  said.value = null;
}

export function Toast() {
  const now = said.value;
  if (now === null) return null;
  return (
    <div class="toast">
      <span>{now.text}</span>
      {now.undo && (
        <button
          class="plain"
          type="button"
          onClick={() => {
            now.undo?.act();
            hush();
          }}
        >
          {now.undo.label}
        </button>
      )}
    </div>
  );
}
