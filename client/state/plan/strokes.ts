/**
 * The tool in hand on the map: what a press, a way and a release mean. Whoever has a pointer or a key calls these; nothing here
 * knows of pixels. Places in lattice units.
 */

import { BorderGesture } from './border-gesture.ts';
import { chosen, pointed, stroke, tool } from './choice.ts';
import { cutQuestion, dropCut } from './cut-question.ts';
import type { Gesture, Hold } from './gesture.ts';
import { planView } from './head.ts';
import { LineGesture } from './line-gesture.ts';
import { mayEdit, planSession, refusal } from './opened.ts';
import { gridAt, PaintGesture } from './paint-gesture.ts';
import { isRule, RuleGesture } from './rule-gesture.ts';
import { grip, sketch } from './sketch.ts';
import { isTaking } from './taken.ts';

/** The gesture with its button down, or one that goes on from click to click. */
let gesture: Gesture | null = null;

/** Whether the tool works with presses on the map; else a press moves the map and a click chooses. */
export const isDrawing = (): boolean =>
  planSession.value !== null && mayEdit.value && planView.value === 'draw' && tool.value !== 'pick';

/** Chooses the grid at the place; none where there is none. */
export function pick(x: number, y: number): void {
  chosen.value = gridAt(x, y);
}

/** The pointer is here with no button down; null: it has left the map. */
export function hover(at: readonly [x: number, y: number] | null, hold: Hold): void {
  pointed.value = at === null ? null : (planSession.peek()?.finder.cellAt(...at) ?? null);
  const of = tool.peek();
  if (at === null || !isDrawing()) {
    if (gesture === null) stroke.value = null;
    grip.value = null;
    return;
  }
  if (isTaking(of)) PaintGesture.hover(...at);
  else if (of === 'border') BorderGesture.hover(...at, hold);
  else if (isRule(of)) RuleGesture.hover(of, at);
  else LineGesture.hover(of, at);
}

/** False when the press is none of ours. */
export function press(x: number, y: number, hold: Hold): boolean {
  refusal.value = null;
  const of = tool.peek();
  if (!isDrawing()) return false;
  dropCut();
  gesture?.drop();
  if (isTaking(of)) gesture = PaintGesture.begin(x, y, hold);
  else if (of === 'border') gesture = BorderGesture.begin(x, y, hold);
  else if (isRule(of)) gesture = RuleGesture.begin(of, x, y);
  else gesture = of === 'pick' ? null : LineGesture.begin(of, x, y, hold);
  return true;
}

export function lead(way: readonly number[]): void {
  gesture?.lead(way);
}

export function release(): void {
  const ending = gesture;
  gesture = null;
  ending?.end();
}

/** Whether a gesture is under way with the button, a line is begun, or a cut waits for its answer. */
export const isUnderWay = (): boolean =>
  gesture !== null ||
  LineGesture.isOpen() ||
  BorderGesture.isOpen() ||
  RuleGesture.isOpen() ||
  cutQuestion.peek() !== null;

/** Lets go of what is under way without doing it; whether there was anything. */
export function dropGesture(): boolean {
  const was = isUnderWay();
  gesture?.drop();
  gesture = null;
  LineGesture.forget();
  BorderGesture.forget();
  RuleGesture.forget();
  dropCut();
  stroke.value = null;
  sketch.value = null;
  return was;
}

/** Ends the line that is being clicked together: Enter, a double click, a button. Whether something was done. */
export function finishLine(): boolean {
  return LineGesture.finish();
}
