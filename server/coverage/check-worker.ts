/** The thread behind coverage checks and repairs: one at a time, so that no request waits for the geometry of a county. */
import { parentPort } from 'node:worker_threads';
import { giveWay } from '../background-thread.ts';
import { checkCoverage } from '../geometry/coverage.ts';
import type { FromTaskThread } from '../task-threads.ts';
import { type CheckResult, type CheckStep, checkSubject } from './check.ts';
import { keptReport } from './kept-kernel.ts';
import { type RepairResult, repairSubject } from './repair.ts';
import type { CheckedPlace, CheckOptions, CheckSubject } from './subject.ts';

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

/** A task whose places are many comes after them. */
export type CheckThreadMessage = CheckThreadTask | { kind: 'places'; places: readonly CheckedPlace[] };

type FromCheckThread = FromTaskThread<TaskResults[keyof TaskResults], CheckStep>;

giveWay();
const port = parentPort!;
const post = (message: FromCheckThread): void => port.postMessage(message);

/** Of a part of a county nothing is kept: the next question is mostly about the whole. */
function kernelFor({ area }: CheckSubject) {
  return area.code.length === 6 ? keptReport : checkCoverage;
}

let ahead: CheckedPlace[] = [];

/** The subject with the places that came before it. */
function whole(subject: CheckSubject): CheckSubject {
  if (ahead.length === 0) return subject;
  const places = ahead;
  ahead = [];
  return { ...subject, places };
}

port.on('message', (task: CheckThreadMessage) => {
  if (task.kind === 'places') {
    for (const place of task.places) ahead.push(place);
    return;
  }
  try {
    const { options } = task;
    const subject = whole(task.subject);
    const result =
      task.kind === 'check'
        ? checkSubject(subject, options, (step) => post({ kind: 'step', step }), kernelFor(subject))
        : repairSubject(subject, options, task.findings);
    post({ kind: 'done', result });
  } catch (error) {
    post({ kind: 'broken', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
