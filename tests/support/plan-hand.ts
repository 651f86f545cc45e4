/** A hand on a plan of eight houses: tools, presses and ways as the map would report them, in metres of the scene. */
import { brush, chosen, level, paintFrom, pointed, stroke, type Tool, tool } from '../../client/state/plan/choice.ts';
import { cutQuestion } from '../../client/state/plan/cut-question.ts';
import type { Hold } from '../../client/state/plan/gesture.ts';
import { headState } from '../../client/state/plan/head.ts';
import { planSession, refusal } from '../../client/state/plan/opened.ts';
import { PlanSession } from '../../client/state/plan/plan-session.ts';
import { groundPlans } from '../../client/state/plan/reading.ts';
import { sketch } from '../../client/state/plan/sketch.ts';
import { dropGesture, lead, press, release } from '../../client/state/plan/strokes.ts';
import { session as account } from '../../client/state/who.ts';
import { at, type Metres } from './cell-scene.ts';
import { drawn, planOn } from './partition/plan-scene.ts';
import { eightHouses } from './partition/plan-steps.ts';

export const HOLD: Hold = { shift: false, box: false, metresPerPixel: 0.5 };
export const line = (...points: readonly Metres[]): number[] => points.flatMap(([x, y]) => at(x, y));
export const open = (plan = planOn(eightHouses), layers = eightHouses.layers) => {
  planSession.value = new PlanSession({
    snapshot: plan.snapshot(),
    layers,
    footprints: (place) => groundPlans.get(place) ?? null,
    standard: { min: 150, max: 450 },
    earlier: [],
    actor: 'demo-planner',
  });
};
export const now = () => drawn(planSession.value!.plan);
export const inHand = (of: Tool, size = 0) => {
  tool.value = of;
  brush.value = size;
};
/** Pressed at the first place, led over the rest, let go. */
export function drag(places: readonly Metres[], more: Partial<Hold> = {}): void {
  const [first, ...rest] = places;
  press(...at(...first!), { ...HOLD, ...more });
  for (const place of rest) lead(at(...place));
  release();
}

/** A plan of eight houses, nothing chosen, nothing in hand: before each test. */
export function emptyHand(): void {
  headState.value = {
    head: { plan: { id: 1, area: 'C', state: 'draft', form: 'cells' } as never, tag: '' },
    problem: null,
  };
  account.value = { login: 'demo-planner', grants: [{ role: 'planner', area: null }] } as never;
  for (const signal of [chosen, paintFrom, pointed, stroke, refusal, sketch, cutQuestion]) signal.value = null;
  level.value = 'grid';
  groundPlans.clear();
  open();
  dropGesture();
}
