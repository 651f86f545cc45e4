/** Is the service there? `away` after a request found nobody; the screen then offers to try again. */
import { signal } from '@preact/signals';
import { type ApiError, asApiError, isAbort } from '../api/request.ts';

export type Service = 'starting' | 'ready' | 'away';

export const service = signal<Service>('starting');

/** The last refusal of a background load, shown until the next one succeeds. */
export const loadProblem = signal<ApiError | null>(null);

/** For loads nobody waits for on the screen: notes the problem, drops the sound of an abort. */
export function noteProblem(error: unknown): void {
  if (isAbort(error)) return;
  const problem = asApiError(error);
  if (problem.code === 'service-unreachable' || problem.code === 'not-ready') service.value = 'away';
  loadProblem.value = problem;
}
