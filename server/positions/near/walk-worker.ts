/** The thread that walks: the roads of a dense district take it a quarter of a second. */
import { parentPort } from 'node:worker_threads';
import type { FromTaskThread } from '../../task-threads.ts';
import { type Walked, type WalkTask, walked } from './walk-task.ts';

parentPort!.on('message', (task: WalkTask) => {
  try {
    parentPort!.postMessage({ kind: 'done', result: walked(task) } satisfies FromTaskThread<Walked>);
  } catch (error) {
    parentPort!.postMessage({ kind: 'broken', message: String(error) } satisfies FromTaskThread<Walked>);
  }
});
