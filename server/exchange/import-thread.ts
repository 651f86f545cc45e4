/** An import's thread seen from the service: relays its questions and rows, ends with what it found. */
import type { Worker } from 'node:worker_threads';
import { startWorker } from '../worker-thread.ts';
import type { FromThread, ImportTask, InspectTask, Question, ToThread } from './import-protocol.ts';

export interface ThreadService {
  answer(question: Question): Promise<string>;
  store(text: string): Promise<void>;
  progress(rowsDone: number): void;
}

export type ThreadEnd = Extract<FromThread, { kind: 'finished' | 'inspected' | 'failed' }>;

/** A thread that was asked to stop and does not is ended by force after so long. */
const GRACE_MS = 5000;

export class ImportThread {
  readonly done: Promise<ThreadEnd>;
  readonly #worker: Worker;
  #ended = false;

  /** `done` rejects when the thread breaks, when `service` rejects, and after `stop`. */
  constructor(task: ImportTask | InspectTask, service: ThreadService) {
    this.#worker = startWorker(new URL('./import-worker.ts', import.meta.url), { workerData: task });
    this.done = new Promise<ThreadEnd>((resolve, reject) => {
      const fail = (error: unknown): void => {
        reject(error instanceof Error ? error : new Error(String(error)));
        this.stop();
      };
      const reply = (id: number, answer: Promise<string>): void => {
        answer.then((text) => this.#worker.postMessage({ kind: 'answer', id, text } satisfies ToThread), fail);
      };
      this.#worker.on('message', (message: FromThread) => {
        if (message.kind === 'ask') reply(message.id, service.answer(message.question));
        else if (message.kind === 'rows') {
          service.progress(message.rowsDone);
          reply(
            message.id,
            service.store(message.text).then(() => ''),
          );
        } else if (message.kind === 'progress') service.progress(message.rowsDone);
        else if (message.kind === 'broken') fail(new Error(message.message));
        else resolve(message);
      });
      this.#worker.on('error', fail);
      this.#worker.on('exit', (status) => {
        this.#ended = true;
        reject(new Error(`the import thread ended with ${status}`));
      });
    });
    this.done.catch(() => {});
  }

  /** Lets the thread put its things away and end. */
  stop(): void {
    if (this.#ended) return;
    this.#worker.postMessage({ kind: 'stop' } satisfies ToThread);
    const force = setTimeout(() => void this.#worker.terminate(), GRACE_MS);
    force.unref();
    this.#worker.once('exit', () => clearTimeout(force));
  }

  /** Resolves when the thread is gone. */
  async gone(): Promise<void> {
    if (this.#ended) return;
    await new Promise<void>((resolve) => this.#worker.once('exit', () => resolve()));
  }
}
