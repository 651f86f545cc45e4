/** The keyboard, as one list: it feeds the handler, the help panel and the tooltips. Silent in fields and while an IME composes. */
import { signal } from '@preact/signals';
import type { Key } from '../i18n/zh-CN.ts';
import { clearAnswer } from '../state/answer.ts';
import { go } from '../state/route.ts';
import { readStored, writeStored } from '../state/stored.ts';
import { mapOnly, sheetOpen } from '../state/view.ts';
import { zoomStep } from '../state/viewport.ts';
import { mayAudit, mayCommand, mayPlan } from '../state/who.ts';

export interface Shortcut {
  readonly key: string;
  /** A key of the texts, or the text itself where a workspace brings its own. */
  readonly label: Key | (() => string);
  /** Single letters and signs can be switched off; Escape cannot. */
  readonly always?: true;
  /** When left out: whenever the key is pressed. */
  readonly when?: () => boolean;
  readonly run: () => void;
}

/** Keys of the workspace on the screen; they come before the common ones. */
export const workspaceKeys = signal<readonly Shortcut[]>([]);

export const keysOpen = signal(false);
/** Single-key shortcuts can be switched off (WCAG 2.1.4). */
export const keysOn = signal(readStored('keys') !== 'off');

export function switchKeys(on: boolean): void {
  keysOn.value = on;
  writeStored('keys', on ? null : 'off');
}

function stepBack(): void {
  if (keysOpen.value) keysOpen.value = false;
  else if (mapOnly.value) mapOnly.value = false;
  else if (sheetOpen.value) sheetOpen.value = false;
  else clearAnswer();
}

export const SHORTCUTS: readonly Shortcut[] = [
  { key: '/', label: 'keys.search', run: () => document.getElementById('search')?.focus() },
  {
    key: '?',
    label: 'keys.help',
    run: () => {
      keysOpen.value = !keysOpen.value;
    },
  },
  {
    key: '\\',
    label: 'keys.mapOnly',
    run: () => {
      mapOnly.value = !mapOnly.value;
    },
  },
  {
    key: '+',
    label: 'keys.zoomIn',
    run: () => {
      zoomStep.value = { by: 1 };
    },
  },
  {
    key: '-',
    label: 'keys.zoomOut',
    run: () => {
      zoomStep.value = { by: -1 };
    },
  },
  { key: '1', label: 'workspace.plan', when: () => mayPlan.peek(), run: () => go('plan') },
  { key: '2', label: 'workspace.command', when: () => mayCommand.peek(), run: () => go('command') },
  { key: '3', label: 'workspace.audit', when: () => mayAudit.peek(), run: () => go('audit') },
  { key: 'Escape', label: 'keys.escape', always: true, run: stepBack },
];

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** The shortcut for a key press, or null when it is none or means something else here. */
export function shortcutFor(event: KeyboardEvent, on: boolean): Shortcut | null {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return null;
  if (isField(event.target)) return null;
  // the focused map zooms by itself
  const onMap = event.target instanceof HTMLCanvasElement;
  const key = event.key === '=' ? '+' : event.key;
  if (onMap && (key === '+' || key === '-')) return null;
  const found = [...workspaceKeys.peek(), ...SHORTCUTS].find(
    (shortcut) => shortcut.key === key && (shortcut.when?.() ?? true),
  );
  return found && (on || found.always) ? found : null;
}

export function followKeys(): () => void {
  const listen = (event: KeyboardEvent) => {
    const shortcut = shortcutFor(event, keysOn.peek());
    if (!shortcut) return;
    event.preventDefault();
    shortcut.run();
  };
  window.addEventListener('keydown', listen);
  return () => window.removeEventListener('keydown', listen);
}
