/** The thread behind coverage checks: one check at a time, so that no request waits for the geometry of a county. */
import { parentPort } from 'node:worker_threads';
import { type CheckResult, type CheckStep, checkSubject } from './check.ts';
import type { CheckOptions, CheckSubject } from './subject.ts';

export interface ToCheckThread {
  subject: CheckSubject;
  options: CheckOptions;
}

export type FromCheckThread =
  | { kind: 'step'; step: CheckStep }
  | { kind: 'done'; result: CheckResult }
  | { kind: 'broken'; message: string };

const port = parentPort!;
const post = (message: FromCheckThread): void => port.postMessage(message);

port.on('message', ({ subject, options }: ToCheckThread) => {
  try {
    post({ kind: 'done', result: checkSubject(subject, options, (step) => post({ kind: 'step', step })) });
  } catch (error) {
    post({ kind: 'broken', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
