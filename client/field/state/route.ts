/** Which screen: the part of the address behind #. The way back of the phone goes back in it. */
import { computed, signal } from '@preact/signals';

const hash = signal('');

export const SCREENS = [
  'today',
  'tasks',
  'report',
  'visits',
  'me',
  'task',
  'visit',
  'queue',
  'looks',
  'grid',
  'notice',
] as const;
export type Screen = (typeof SCREENS)[number];
/** The five of the bar below. */
export const TABS = ['today', 'tasks', 'report', 'visits', 'me'] as const;

const parts = computed(() => hash.value.replace(/^#\/?/, '').split('/').map(decodeURIComponent));
export const screen = computed<Screen>(() => SCREENS.find((name) => name === parts.value[0]) ?? 'today');
/** What the screen is about: an event, a building. */
export const subject = computed<string | null>(() => parts.value[1] ?? null);

const PARENT: Partial<Record<Screen, Screen>> = {
  task: 'tasks',
  visit: 'visits',
  queue: 'me',
  looks: 'me',
  notice: 'me',
  grid: 'today',
};
/** The tab a screen lies under. */
export const tab = computed<Screen>(() => PARENT[screen.value] ?? screen.value);

export function go(to: Screen, about?: string): void {
  window.location.hash = about === undefined ? `#/${to}` : `#/${to}/${encodeURIComponent(about)}`;
}

/** To where one came from; opened from outside, to the tab it lies under. */
export function back(): void {
  if (steps > 0) window.history.back();
  else go(tab.peek());
}

let steps = 0;

export function followAddress(): () => void {
  hash.value = window.location.hash;
  const follow = () => {
    steps += 1;
    hash.value = window.location.hash;
    const shown = document.getElementById('screen');
    shown?.scrollTo(0, 0);
    // so that a screen reader begins with it
    shown?.focus({ preventScroll: true });
  };
  window.addEventListener('hashchange', follow);
  return () => window.removeEventListener('hashchange', follow);
}
