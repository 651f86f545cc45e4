/** Back to the start when nobody touches the screen: counted down for all to see, and any touch stops it. In a hall only. */
import { signal } from '@preact/signals';
import { announce } from '../../state/announce.ts';
import { language, setLanguage } from '../../state/language.ts';
import { asked, COUNTED_S } from './address.ts';
import { goHome, isHome } from './camera.ts';
import { choice, query } from './choice.ts';
import { isLarge } from './layout.ts';

/** Seconds left, while they are counted; null: they are not. */
export const left = signal<number | null>(null);

let touchedAt = Date.now();

/** A phone that came by a code is its owner's: it stays as it is. */
export const isHall = (): boolean => asked.grid === null && asked.view === null && isLarge.peek();

const isFresh = (): boolean =>
  choice.peek() === null && query.peek() === '' && isHome.peek() && language.peek() === asked.language;

export function stay(): void {
  touchedAt = Date.now();
  left.value = null;
}

export function startAgain(): void {
  stay();
  choice.value = null;
  query.value = '';
  if (language.peek() !== asked.language) void setLanguage(asked.language);
  goHome();
  announce('');
}

/** `onRest` is called while nobody uses the screen. */
export function followIdle(onRest: () => void): void {
  for (const kind of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'input'])
    window.addEventListener(kind, stay, { capture: true, passive: true });
  // a long touch is a touch
  window.addEventListener('contextmenu', (event) => {
    if (isHall()) event.preventDefault();
  });
  window.setInterval(() => {
    if (isFresh()) {
      stay();
      onRest();
      return;
    }
    if (!isHall()) return;
    const remaining = Math.ceil(asked.idleS - (Date.now() - touchedAt) / 1000);
    if (remaining <= 0) startAgain();
    else left.value = remaining <= COUNTED_S ? remaining : null;
  }, 250);
}
