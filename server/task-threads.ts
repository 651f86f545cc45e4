/** Tasks of one module in threads, a few at a time: each may hold a county's geometry, and the cores are shared with those who ask. */
import { setImmediate as turn } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { IdleThreads } from './idle-threads.ts';

/** A task that was cancelled, or the service closes. */
export class TaskCancelled extends Error {}

export interface TaskHandle<Result> {
  /** Rejects with TaskCancelled after `cancel`. */
  readonly result: Promise<Result>;
  cancel(): void;
}

/** What a thread says of the task that it was given last. */
export type FromTaskThread<Result, Step = never> =
  | { kind: 'step'; step: Step }
  | { kind: 'done'; result: Result }
  | { kind: 'broken'; message: string };

export interface TaskThreadsOptions<Task> {
  atOnce: number;
  idleMs: number;
  /**
   * What the thread is told, the task itself left to the last. A message is copied before anybody is answered again, so a
   * large task goes in parts.
   */
  messages?: (task: Task) => Iterable<unknown>;
}

export class TaskThreads<Task, Result, Step = never> {
  readonly #threads: IdleThreads;
  readonly #messages: (task: Task) => Iterable<unknown>;
  readonly #handles = new Set<TaskHandle<Result>>();
  readonly #waiting: (() => void)[] = [];
  readonly #atOnce: number;
  #running = 0;

  /** `module` as from `new URL('./x-worker.ts', import.meta.url)`. */
  constructor(module: URL, { atOnce, idleMs, messages = (task) => [task] }: TaskThreadsOptions<Task>) {
    this.#threads = new IdleThreads(module, idleMs);
    this.#messages = messages;
    this.#atOnce = atOnce;
  }

  /** `step` hears what begins. */
  start(task: Task, step: (step: Step) => void = () => {}): TaskHandle<Result> {
    let worker: Worker | null = null;
    let cancelled = false;
    const stop: { now: () => void } = { now: () => {} };
    const run = async (): Promise<Result> => {
      await this.#turn();
      try {
        if (cancelled) throw new TaskCancelled();
        worker = this.#threads.take();
        return await this.#ask(worker, task, step, stop);
      } finally {
        const next = this.#waiting.shift();
        if (next === undefined) this.#running -= 1;
        else next();
      }
    };
    const handle: TaskHandle<Result> = {
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
    if (this.#running < this.#atOnce) this.#running += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #ask(worker: Worker, task: Task, step: (step: Step) => void, stop: { now: () => void }): Promise<Result> {
    return new Promise((resolve, reject) => {
      let over = false;
      const leave = (): void => {
        over = true;
        worker.off('message', heard).off('error', failed).off('exit', exited);
      };
      const tell = async (): Promise<void> => {
        for (const message of this.#messages(task)) {
          if (over) return;
          worker.postMessage(message);
          await turn();
        }
      };
      const heard = (message: FromTaskThread<Result, Step>): void => {
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
        reject(new Error(`a thread ended with ${code}`));
      };
      stop.now = () => {
        leave();
        void worker.terminate();
        reject(new TaskCancelled());
      };
      worker.on('message', heard).on('error', failed).on('exit', exited);
      tell().catch(failed);
    });
  }
}
