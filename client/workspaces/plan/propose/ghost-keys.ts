/** Keys of a preview, the same in every view of the plan, and what they do. */
import { announce } from '../../../state/announce.ts';
import { chosen, level } from '../../../state/plan/choice.ts';
import { fix, stepOption, takeFix } from '../../../state/plan/fix.ts';
import { ghost } from '../../../state/plan/ghost.ts';
import { previewed } from '../../../state/plan/proposal-ghost.ts';
import { preview } from '../../../state/plan/proposal-parts.ts';
import { mapOnly } from '../../../state/view.ts';
import { keysOpen, type Shortcut } from '../../../ui/keys.ts';
import { dropFix, fixHere } from './fix-here.ts';
import { take } from './take.ts';
import { tf } from './words.ts';

export function acceptGhost(): void {
  if (fix.peek()?.state === 'offered') {
    if (takeFix()) announce(tf('fix.taken'));
    return;
  }
  void take(previewed.peek());
}

export function rejectGhost(): void {
  if (fix.peek() !== null) dropFix();
  else preview.value = null;
}

const hasGhost = (): boolean => ghost.peek() !== null;
const hasOptions = (): boolean => {
  const now = fix.peek();
  return now?.state === 'offered' && now.options.length > 1;
};
/** A button in focus is pressed by Enter itself. */
const isOnPage = (): boolean => !(document.activeElement instanceof HTMLButtonElement);

export const GHOST_KEYS: readonly Shortcut[] = [
  { key: 'Enter', label: () => tf('keys.accept'), when: () => hasGhost() && isOnPage(), run: acceptGhost },
  {
    key: 'Escape',
    label: () => tf('keys.reject'),
    always: true,
    when: () => (hasGhost() || fix.peek() !== null) && !keysOpen.peek() && !mapOnly.peek(),
    run: rejectGhost,
  },
  { key: '[', label: () => tf('keys.option'), when: hasOptions, run: () => stepOption(-1) },
  { key: ']', label: () => tf('keys.option'), when: hasOptions, run: () => stepOption(1) },
];

/** Of the grid in hand. */
export const FIX_KEY: Shortcut = {
  key: 'f',
  label: () => tf('keys.fixHere'),
  when: () => chosen.peek() !== null && level.peek() === 'grid',
  run: () => {
    const grid = chosen.peek();
    if (grid !== null) fixHere(grid);
  },
};
