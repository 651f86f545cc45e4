/** The keys of the comparison: through the changes, from side to side, and letting go. */
import { hasChoice, letGoOne, SHOWN_SIDES, shownSides, stepChange } from '../../../state/plan/compare.ts';
import { tc } from '../../../state/plan/compare-words.ts';
import { mapOnly } from '../../../state/view.ts';
import { keysOpen, type Shortcut } from '../../../ui/keys.ts';

function turn(): void {
  const next = SHOWN_SIDES[(SHOWN_SIDES.indexOf(shownSides.peek()) + 1) % SHOWN_SIDES.length];
  if (next) shownSides.value = next;
}

export const compareKeys: readonly Shortcut[] = [
  { key: 'n', label: () => tc('compare.keys.next'), run: () => stepChange(1) },
  { key: 'p', label: () => tc('compare.keys.previous'), run: () => stepChange(-1) },
  { key: 'v', label: () => tc('compare.keys.turn'), run: turn },
  {
    key: 'Escape',
    label: () => tc('compare.keys.letGo'),
    always: true,
    when: () => hasChoice() && !keysOpen.peek() && !mapOnly.peek(),
    run: () => void letGoOne(),
  },
];
