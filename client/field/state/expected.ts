/**
 * The steps one may take once those that wait have arrived: without network nobody can ask the service, and the worker goes on from
 * handling to the result. Only what follows for certain is guessed: the service still decides when it arrives. Pure.
 */
import type { AllowedStep, EventState, EventStep } from '../../../server/contract/events.ts';
import type { Entry } from '../queue/entry.ts';

const ALWAYS: readonly EventStep[] = ['note'];
const allow = (step: EventStep, to: EventState, needs: AllowedStep['needs'], next = false): AllowedStep => ({
  step,
  to,
  needs,
  next,
});

/** From the step that waits last. */
const AFTER: Partial<Record<EventStep, readonly AllowedStep[]>> = {
  handle: [
    allow('feedback', 'handled', ['why'], true),
    allow('ask-extend', 'handling', ['why']),
    allow('ask-suspend', 'handling', ['why']),
    allow('return', 'routed', ['why']),
  ],
  feedback: [],
  return: [],
  verify: [],
  solve: [],
  rework: [],
};

export function expected(allowed: readonly AllowedStep[], waiting: readonly Entry[]): readonly AllowedStep[] {
  const steps = waiting.flatMap(({ task }) => (task.kind === 'step' ? [task.body.step] : []));
  const last = steps.filter((step) => step in AFTER).at(-1);
  const after =
    last === undefined ? allowed : [...AFTER[last]!, ...allowed.filter(({ step }) => ALWAYS.includes(step))];
  // what is asked once waits for an answer
  return after.filter(({ step }) => !steps.includes(step) || ALWAYS.includes(step));
}
