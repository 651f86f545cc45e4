/** The steps of an event as a file tells them: a JSON list, or one column an instant. Pure. */
import { EVENT_STEPS, type EventStep } from '../contract/events.ts';
import type { ToldStep } from '../events/history/told.ts';
import { instantText } from './instant-text.ts';
import type { Values } from './mapping.ts';

/** Column, step; in the order of the loop. `handled` is the feedback of whoever handled it. */
const COLUMNS: readonly (readonly [string, EventStep])[] = [
  ['solvedAt', 'solve'],
  ['checkedAt', 'check'],
  ['filedAt', 'file'],
  ['dispatchedAt', 'dispatch'],
  ['handledAt', 'feedback'],
  ['verifiedAt', 'verify'],
  ['closedAt', 'close'],
  ['voidAt', 'void'],
];
const FROM_PUBLIC = new Set(['hotline', 'resident']);
const NO_REASON = '导入的历史记录';

/**
 * What the columns do not tell but the loop needs is taken as done with the next thing that is told: a public report was checked
 * when it was filed, what was filed was routed, what was handled was begun when it was dispatched.
 */
export function toldInColumns(values: Values): ToldStep[] {
  const text = (name: string): string | undefined => (values[name] as string | null | undefined) ?? undefined;
  const why = text('reason') ?? NO_REASON;
  const steps: ToldStep[] = [];
  for (const [column, step] of COLUMNS) {
    const at = text(column);
    if (at === undefined) continue;
    if (step === 'file' && FROM_PUBLIC.has(text('channel') ?? '') && text('checkedAt') === undefined)
      steps.push({ step: 'check', at, why });
    if (step === 'feedback') steps.push({ step: 'handle', at: text('dispatchedAt') ?? at });
    steps.push({ step, at, why, ...(step === 'dispatch' ? { unit: text('unit') } : {}) });
    if (step === 'file') steps.push({ step: 'route', at });
  }
  return steps;
}

/** A list of {step, at, why?, unit?, by?, into?, until?, satisfied?}; what is wrong with it as a code. */
export function storedSteps(text: string): ToldStep[] | 'steps-invalid' {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return 'steps-invalid';
  }
  if (!Array.isArray(list) || list.length > 200) return 'steps-invalid';
  const steps = list.map(stepOf);
  return steps.every((step) => step !== null) ? steps : 'steps-invalid';
}

function stepOf(given: unknown): ToldStep | null {
  if (typeof given !== 'object' || given === null) return null;
  const { step, at, satisfied, ...more } = given as Record<string, unknown>;
  const instant = typeof at === 'string' ? instantText(at) : null;
  const until = typeof more.until === 'string' ? instantText(more.until) : undefined;
  if (!EVENT_STEPS.includes(step as EventStep) || step === 'report' || instant === null || until === null) return null;
  if (satisfied !== undefined && typeof satisfied !== 'boolean') return null;
  const texts: Record<string, string> = {};
  for (const name of ['why', 'unit', 'by', 'into']) {
    const value = more[name];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string' || value === '' || value.length > 500) return null;
    texts[name] = value;
  }
  return { step: step as EventStep, at: instant, ...texts, until, satisfied };
}
