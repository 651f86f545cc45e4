/** Which step's form is open, and what is filled in. Kept when the event goes on meanwhile, so that nothing is typed twice. */
import { signal } from '@preact/signals';
import type { AllowedStep, StepBody } from '../../../server/contract/events.ts';
import { forgetRefusal } from '../../state/command/card.ts';

export interface StepForm {
  readonly event: string;
  readonly allowed: AllowedStep;
  /** Of the step to come; the same when it is tried again. */
  readonly body: StepBody;
}

export const stepForm = signal<StepForm | null>(null);
/** The first of the missing fields is asked for with these names. */
export type Field = 'why' | 'handler' | 'units' | 'until' | 'into' | 'satisfied' | 'photo' | 'where';

export function openForm(event: string, allowed: AllowedStep, filled: Partial<StepBody> = {}): void {
  forgetRefusal();
  stepForm.value = { event, allowed, body: { id: crypto.randomUUID(), step: allowed.step, ...filled } };
}

export function fill(change: { readonly [K in keyof StepBody]?: StepBody[K] | undefined }): void {
  const now = stepForm.peek();
  if (now === null) return;
  const body = Object.fromEntries(
    Object.entries({ ...now.body, ...change }).filter(([, value]) => value !== undefined),
  ) as StepBody;
  stepForm.value = { ...now, body };
}

export function closeForm(): void {
  stepForm.value = null;
  forgetRefusal();
}

const FILLED: Record<Field, (body: StepBody, photos: number) => boolean> = {
  why: ({ why }) => (why ?? '').trim() !== '',
  handler: ({ handler }) => (handler?.code ?? '') !== '',
  units: ({ units }) => (units ?? []).length > 0,
  until: ({ until }) => until !== undefined,
  into: ({ into }) => into !== undefined,
  satisfied: ({ satisfied }) => satisfied !== undefined,
  photo: (_, photos) => photos > 0,
  where: ({ lon, place, address, grid }) =>
    lon !== undefined || place !== undefined || address !== undefined || grid !== undefined,
};

/** What the step needs; a follow-up that finds somebody dissatisfied says why. Pure. */
export const needsOf = ({ needs }: Pick<AllowedStep, 'needs'>, body: StepBody): AllowedStep['needs'] =>
  body.satisfied === false && !needs.includes('why') ? [...needs, 'why'] : needs;

/** What the step needs and does not have. Pure. */
export const missingFor = (needs: AllowedStep['needs'], body: StepBody, photos: number): Field[] =>
  needs.filter((need) => !FILLED[need](body, photos));
