/**
 * Worker threads of one module. Starting one costs more than a small task, so one that has ended its task waits a little for
 * the next: whoever looks into a file mostly imports it, and one check is followed by another.
 */
import type { Worker } from 'node:worker_threads';
import { startWorker } from './worker-thread.ts';

export class IdleThreads {
  readonly #module: URL;
  readonly #idleMs: number;
  readonly #idle = new Map<Worker, NodeJS.Timeout>();
  #closed = false;

  /** `module` as from `new URL('./x-worker.ts', import.meta.url)`. */
  constructor(module: URL, idleMs = 15_000) {
    this.#module = module;
    this.#idleMs = idleMs;
  }

  take(): Worker {
    for (const [worker, timer] of this.#idle) {
      clearTimeout(timer);
      this.#idle.delete(worker);
      worker.ref();
      return worker;
    }
    const worker = startWorker(this.#module);
    // A thread that breaks while nobody uses it is simply gone; whoever uses it listens too.
    worker.on('error', () => this.#forget(worker));
    worker.on('exit', () => this.#forget(worker));
    return worker;
  }

  /** Takes back a thread that has nothing to do any more. */
  give(worker: Worker): void {
    worker.unref();
    if (this.#closed || this.#idle.size > 0) {
      void worker.terminate();
      return;
    }
    const timer = setTimeout(() => {
      this.#idle.delete(worker);
      void worker.terminate();
    }, this.#idleMs);
    timer.unref();
    this.#idle.set(worker, timer);
  }

  close(): void {
    this.#closed = true;
    for (const [worker, timer] of this.#idle) {
      clearTimeout(timer);
      void worker.terminate();
    }
    this.#idle.clear();
  }

  #forget(worker: Worker): void {
    clearTimeout(this.#idle.get(worker));
    this.#idle.delete(worker);
  }
}
