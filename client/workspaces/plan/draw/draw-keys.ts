/** Keys of the drawing view, and those with Ctrl. Gestures on the map have their own: Space, Shift, Alt. */
import { announce } from '../../../state/announce.ts';
import { chosen, TOOLS, type Tool, tool } from '../../../state/plan/choice.ts';
import { stepGrid } from '../../../state/plan/grid-choice.ts';
import { addGrid, giveAwayParts, toggleLock } from '../../../state/plan/grid-deeds.ts';
import { mayEdit } from '../../../state/plan/opened.ts';
import { stepProblem } from '../../../state/plan/problem-list.ts';
import { dropGesture, finishLine, isUnderWay } from '../../../state/plan/strokes.ts';
import { redo, undo } from '../../../state/plan/undoing.ts';
import { keysOpen, type Shortcut } from '../../../ui/keys.ts';
import { tp } from '../words.ts';
import { changeBrush, TOOL_KEYS, takeTool } from './toolbar.tsx';

const hasGrid = (): boolean => chosen.peek() !== null && mayEdit.peek();

const toolKey = (one: Tool): Shortcut[] => {
  const key = TOOL_KEYS[one];
  if (key === undefined) return [];
  return [{ key, label: () => tp(`tool.${one}`), when: () => mayEdit.peek(), run: () => takeTool(one) }];
};

const problemStep = (way: 1 | -1): void => {
  if (!stepProblem(way)) announce(tp('problems.none'));
};

export const DRAW_KEYS: readonly Shortcut[] = [
  ...TOOLS.flatMap(toolKey),
  // Heard by followUndoKeys: a key with Ctrl is no single key.
  { key: 'Ctrl+Z', label: () => tp('undo'), run: undo },
  { key: 'Ctrl+Y', label: () => tp('redo'), run: redo },
  { key: 'n', label: () => tp('keys.next'), run: () => problemStep(1) },
  { key: 'p', label: () => tp('keys.previous'), run: () => problemStep(-1) },
  { key: '.', label: () => tp('keys.gridNext'), run: () => stepGrid(1) },
  { key: ',', label: () => tp('keys.gridPrevious'), run: () => stepGrid(-1) },
  { key: '[', label: () => tp('keys.brushSmaller'), run: () => changeBrush(-1) },
  { key: ']', label: () => tp('keys.brushLarger'), run: () => changeBrush(1) },
  { key: 'l', label: () => tp('keys.lock'), when: hasGrid, run: () => void toggleLock() },
  {
    key: 'm',
    label: () => tp('keys.merge'),
    when: hasGrid,
    run: () => document.querySelector<HTMLElement>('.plan-card [aria-expanded]')?.click(),
  },
  { key: 'j', label: () => tp('keys.giveAway'), when: hasGrid, run: () => void giveAwayParts(chosen.peek()!) },
  {
    key: 'a',
    label: () => tp('keys.newGrid'),
    when: hasGrid,
    run: () => {
      const grid = chosen.peek();
      if (grid !== null) addGrid(grid.community);
    },
  },
  { key: 'Enter', label: () => tp('keys.enter'), when: isUnderWay, run: () => void finishLine() },
  {
    key: 'Escape',
    label: () => tp('keys.escape'),
    always: true,
    when: () => (isUnderWay() || chosen.peek() !== null || tool.peek() !== 'pick') && !keysOpen.peek(),
    run: () => {
      if (dropGesture()) return;
      if (tool.peek() !== 'pick') takeTool('pick');
      else chosen.value = null;
    },
  },
];

/** Ctrl+Z, Ctrl+Y, Ctrl+Shift+Z, with ⌘ on a Mac; in a field they belong to the field. The answer ends it. */
export function followUndoKeys(): () => void {
  const press = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    const key = event.key.toLowerCase();
    const isRedo = key === 'y' || (key === 'z' && event.shiftKey);
    if (key !== 'z' && key !== 'y') return;
    event.preventDefault();
    if (isRedo) redo();
    else undo();
  };
  window.addEventListener('keydown', press);
  return () => window.removeEventListener('keydown', press);
}
