/** A screen in a hall has its own keypad and large print; a phone has its keyboard and scrolls. */
import { signal } from '@preact/signals';

const query = window.matchMedia('(min-width: 700px) and (min-height: 600px)');

export const isLarge = signal(query.matches);

export function followLayout(): void {
  query.addEventListener('change', () => {
    isLarge.value = query.matches;
  });
}
