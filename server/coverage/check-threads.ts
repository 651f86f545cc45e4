/** Coverage checks and repairs in threads. */
import { type TaskHandle, TaskThreads } from '../task-threads.ts';
import type { CheckStep } from './check.ts';
import type { CheckThreadTask, TaskResults } from './check-worker.ts';

export type CheckHandle<Result = TaskResults['check']> = TaskHandle<Result>;

const AT_ONCE = 2;
/** A thread knows the last county it checked, and checks it again faster. */
const IDLE_MS = 5 * 60_000;

export class CheckThreads {
  readonly #threads = new TaskThreads<CheckThreadTask, TaskResults[keyof TaskResults], CheckStep>(
    new URL('./check-worker.ts', import.meta.url),
    { atOnce: AT_ONCE, idleMs: IDLE_MS },
  );

  /** `step` hears what begins. */
  start<Task extends CheckThreadTask>(
    task: Task,
    step: (step: CheckStep) => void = () => {},
  ): CheckHandle<TaskResults[Task['kind']]> {
    return this.#threads.start(task, step) as CheckHandle<TaskResults[Task['kind']]>;
  }

  close(): void {
    this.#threads.close();
  }
}
