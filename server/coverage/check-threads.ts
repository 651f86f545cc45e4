/** Coverage checks and repairs in threads. */
import { type TaskHandle, TaskThreads } from '../task-threads.ts';
import type { CheckStep } from './check.ts';
import type { CheckThreadMessage, CheckThreadTask, TaskResults } from './check-worker.ts';
import { PLACES_A_PAGE } from './place-pages.ts';

export type CheckHandle<Result = TaskResults['check']> = TaskHandle<Result>;

const AT_ONCE = 2;
/** A thread knows the last county it checked, and checks it again faster. */
const IDLE_MS = 5 * 60_000;

/** The places page by page, as they were read. */
export function* inParts(task: CheckThreadTask): Generator<CheckThreadMessage> {
  const { places } = task.subject;
  if (places === null || places.length <= PLACES_A_PAGE) {
    yield task;
    return;
  }
  for (let at = 0; at < places.length; at += PLACES_A_PAGE)
    yield { kind: 'places', places: places.slice(at, at + PLACES_A_PAGE) };
  yield { ...task, subject: { ...task.subject, places: [] } };
}

export class CheckThreads {
  readonly #threads = new TaskThreads<CheckThreadTask, TaskResults[keyof TaskResults], CheckStep>(
    new URL('./check-worker.ts', import.meta.url),
    { atOnce: AT_ONCE, idleMs: IDLE_MS, messages: inParts },
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
