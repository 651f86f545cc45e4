/** One task in an import's thread, seen from the service: relays its questions and rows, ends with what it found. */
import type { Worker } from 'node:worker_threads';
import type { IdleThreads } from '../idle-threads.ts';
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
  readonly #gone: Promise<void>;
  /** Rows on their way into the database. */
  readonly #storing = new Set<Promise<void>>();
  #force: NodeJS.Timeout | undefined;
  #ended = false;

  /** `done` rejects when the thread breaks, when `service` rejects, and after `stop`. */
  constructor(threads: IdleThreads, task: ImportTask | InspectTask, service: ThreadService) {
    const worker = threads.take();
    this.#worker = worker;
    let over = (): void => {};
    this.#gone = new Promise((resolve) => {
      over = resolve;
    });
    this.done = new Promise<ThreadEnd>((resolve, reject) => {
      const fail = (error: unknown): void => {
        reject(error instanceof Error ? error : new Error(String(error)));
        this.stop();
      };
      const post = (message: ToThread): void => worker.postMessage(message);
      const reply = (id: number, answer: Promise<string>): void => {
        answer.then((text) => post({ kind: 'answer', id, text }), fail);
      };
      const heard = (message: FromThread): void => {
        if (message.kind === 'ask') reply(message.id, service.answer(message.question));
        else if (message.kind === 'rows') {
          service.progress(message.rowsDone);
          reply(
            message.id,
            this.#watch(service.store(message.text)).then(() => ''),
          );
        } else if (message.kind === 'progress') service.progress(message.rowsDone);
        else if (message.kind === 'broken') fail(new Error(message.message));
        else if (message.kind === 'stopped') void worker.terminate();
        else {
          leave();
          resolve(message);
          if (this.#force === undefined) threads.give(worker);
          else void worker.terminate();
        }
      };
      const exited = (status: number): void => {
        leave();
        reject(new Error(`the import thread ended with ${status}`));
      };
      const leave = (): void => {
        this.#ended = true;
        clearTimeout(this.#force);
        worker.off('message', heard).off('error', fail).off('exit', exited);
        over();
      };
      worker.on('message', heard).on('error', fail).on('exit', exited);
      post({ kind: 'task', task });
    });
    this.done.catch(() => {});
  }

  /** Lets the thread put its things away and end. */
  stop(): void {
    if (this.#ended || this.#force !== undefined) return;
    this.#worker.postMessage({ kind: 'stop' } satisfies ToThread);
    this.#force = setTimeout(() => void this.#worker.terminate(), GRACE_MS);
    this.#force.unref();
  }

  /** Resolves when the thread works on this no more and the last of its rows has arrived or failed. */
  async gone(): Promise<void> {
    await this.#gone;
    await Promise.allSettled(this.#storing);
  }

  #watch(storing: Promise<void>): Promise<void> {
    this.#storing.add(storing);
    const over = () => this.#storing.delete(storing);
    storing.then(over, over);
    return storing;
  }
}
