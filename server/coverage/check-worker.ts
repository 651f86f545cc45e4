/** The thread behind coverage checks and repairs: one at a time, so that no request waits for the geometry of a county. */
import { parentPort } from 'node:worker_threads';
import { giveWay } from '../background-thread.ts';
import { checkCoverage } from '../geometry/coverage.ts';
import type { FromTaskThread } from '../task-threads.ts';
import { type CheckResult, type CheckStep, checkSubject } from './check.ts';
import { keptReport } from './kept-kernel.ts';
import { type RepairResult, repairSubject } from './repair.ts';
import type { CheckOptions, CheckSubject } from './subject.ts';

export interface CheckTask {
  kind: 'check';
  subject: CheckSubject;
  options: CheckOptions;
}

export interface RepairTask {
  kind: 'repair';
  subject: CheckSubject;
  options: CheckOptions;
  findings: readonly string[];
}

export interface TaskResults {
  check: CheckResult;
  repair: RepairResult;
}

export type CheckThreadTask = CheckTask | RepairTask;

type FromCheckThread = FromTaskThread<TaskResults[keyof TaskResults], CheckStep>;

giveWay();
const port = parentPort!;
const post = (message: FromCheckThread): void => port.postMessage(message);

/** Of a part of a county nothing is kept: the next question is mostly about the whole. */
function kernelFor({ area }: CheckSubject) {
  return area.code.length === 6 ? keptReport : checkCoverage;
}

port.on('message', (task: CheckThreadTask) => {
  try {
    const { subject, options } = task;
    const result =
      task.kind === 'check'
        ? checkSubject(subject, options, (step) => post({ kind: 'step', step }), kernelFor(subject))
        : repairSubject(subject, options, task.findings);
    post({ kind: 'done', result });
  } catch (error) {
    post({ kind: 'broken', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
