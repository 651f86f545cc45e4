/** Checks in threads, a few at a time: each holds a county's geometry, and the cores are shared with those who ask. */
import type { Worker } from 'node:worker_threads';
import { IdleThreads } from '../idle-threads.ts';
import type { CheckStep } from './check.ts';
import type { CheckThreadTask, FromCheckThread, TaskResults } from './check-worker.ts';

/** A check that was cancelled, or the service closes. */
export class CheckCancelled extends Error {}

export interface CheckHandle<Result = TaskResults['check']> {
  /** Rejects with CheckCancelled after `cancel`. */
  readonly result: Promise<Result>;
  cancel(): void;
}

const AT_ONCE = 2;
/** A thread knows the last county it checked, and checks it again faster. */
const IDLE_MS = 5 * 60_000;

export class CheckThreads {
  readonly #threads = new IdleThreads(new URL('./check-worker.ts', import.meta.url), IDLE_MS);
  readonly #handles = new Set<CheckHandle<unknown>>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  /** `step` hears what begins. */
  start<Task extends CheckThreadTask>(
    task: Task,
    step: (step: CheckStep) => void = () => {},
  ): CheckHandle<TaskResults[Task['kind']]> {
    type Result = TaskResults[Task['kind']];
    let worker: Worker | null = null;
    let cancelled = false;
    const stop: { now: () => void } = { now: () => {} };
    const run = async (): Promise<Result> => {
      await this.#turn();
      try {
        if (cancelled) throw new CheckCancelled();
        worker = this.#threads.take();
        return (await this.#ask(worker, task, step, stop)) as Result;
      } finally {
        const next = this.#waiting.shift();
        if (next === undefined) this.#running -= 1;
        else next();
      }
    };
    const handle: CheckHandle<Result> = {
      result: run().finally(() => this.#handles.delete(handle)),
      cancel: () => {
        cancelled = true;
        stop.now();
      },
    };
    this.#handles.add(handle);
    handle.result.catch(() => {});
    return handle;
  }

  close(): void {
    for (const handle of this.#handles) handle.cancel();
    this.#threads.close();
  }

  async #turn(): Promise<void> {
    if (this.#running < AT_ONCE) this.#running += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #ask(
    worker: Worker,
    task: CheckThreadTask,
    step: (step: CheckStep) => void,
    stop: { now: () => void },
  ): Promise<TaskResults[keyof TaskResults]> {
    return new Promise((resolve, reject) => {
      const leave = (): void => void worker.off('message', heard).off('error', failed).off('exit', exited);
      const heard = (message: FromCheckThread): void => {
        if (message.kind === 'step') {
          step(message.step);
          return;
        }
        leave();
        this.#threads.give(worker);
        if (message.kind === 'done') resolve(message.result);
        else reject(new Error(message.message));
      };
      const failed = (error: unknown): void => {
        leave();
        reject(error);
      };
      const exited = (code: number): void => {
        leave();
        reject(new Error(`the coverage thread ended with ${code}`));
      };
      stop.now = () => {
        leave();
        void worker.terminate();
        reject(new CheckCancelled());
      };
      worker.on('message', heard).on('error', failed).on('exit', exited);
      worker.postMessage(task);
    });
  }
}
