/** A check as a job: started, followed, cancelled; and the checks that were kept before. */
import { signal } from '@preact/signals';
import type { CoverageCheck } from '../../server/contract/coverage.ts';
import { cancelCheck, listChecks, readCheck, startCheck } from '../api/coverage.ts';
import { type ApiError, asApiError, isAbort } from '../api/request.ts';
import { scope } from './areas.ts';
import { loadReport } from './audit.ts';
import { asOf } from './editions.ts';

export const check = signal<CoverageCheck | null>(null);
export const checkProblem = signal<ApiError | null>(null);
export const checks = signal<readonly CoverageCheck[] | null>(null);

const POLL_MS = 400;
let running: AbortController | null = null;

export async function loadChecks(signal?: AbortSignal): Promise<void> {
  const area = scope.peek()?.code;
  if (area === undefined) return;
  try {
    checks.value = await listChecks(area, signal);
  } catch (error) {
    if (!isAbort(error)) checkProblem.value = asApiError(error);
  }
}

/** Starts a check of the area on the screen and follows it to its end; then the report is asked for again. */
export async function runCheck(): Promise<void> {
  const area = scope.peek()?.code;
  if (area === undefined) return;
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  checkProblem.value = null;
  try {
    let now = await startCheck(area, asOf.peek());
    check.value = now;
    while (now.state === 'running') {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      now = await readCheck(now.id, signal);
      check.value = now;
    }
    if (now.state === 'done') await loadReport();
    await loadChecks(signal);
  } catch (error) {
    if (!isAbort(error)) checkProblem.value = asApiError(error);
  }
}

export async function stopCheck(): Promise<void> {
  const now = check.peek();
  if (now?.state !== 'running') return;
  try {
    await cancelCheck(now.id);
  } catch (error) {
    checkProblem.value = asApiError(error);
  }
}

/** Leaving the screen: the job goes on in the service, nobody follows it here. */
export function leaveCheck(): void {
  running?.abort();
  check.value = null;
  checkProblem.value = null;
}
