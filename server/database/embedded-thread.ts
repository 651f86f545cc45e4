/** One run of the embedded engine's worker thread, seen from outside. When the thread ends, every open question rejects. */
import type { Worker } from 'node:worker_threads';
import { startWorker } from '../worker-thread.ts';
import type { Row } from './database.ts';
import { DatabaseError, type ErrorParts, ownError } from './errors.ts';
import type { Parameter } from './parameter.ts';
import { readResult } from './result.ts';

export type ToEngine = { id: number } & ({ kind: 'run'; text: string; parameters: Parameter[] } | { kind: 'close' });

export type FromEngine =
  | { kind: 'ready' }
  | { kind: 'done'; id: number; data: Uint8Array }
  | { kind: 'failed'; id: number; error: ErrorParts }
  | { kind: 'heard'; channel: string; payload: string }
  | { kind: 'thrown' };

export interface ThreadEvents {
  heard(channel: string, payload: string): void;
  /** A C++ exception of the geometry library was turned into an SQL error. */
  thrown(): void;
  /** The thread ended without having been asked to. */
  lost(error: DatabaseError): void;
}

interface Waiting {
  resolve(data: Uint8Array): void;
  reject(error: DatabaseError): void;
}

export class EngineThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;
  #end: DatabaseError | undefined;
  #closing = false;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  /** Resolves when the engine answers. Rejects with 'connection-lost' when the thread ends before. */
  static start(pgdata: string, events: ThreadEvents): Promise<EngineThread> {
    const worker = startWorker(new URL('./embedded-worker.ts', import.meta.url), { workerData: { pgdata } });
    const thread = new EngineThread(worker);
    return new Promise((resolve, reject) => {
      let ready = false;
      const ended = (why: string, cause?: unknown): void => {
        if (thread.#end !== undefined) return;
        const error = ownError('connection-lost', `the embedded engine ended: ${why}`, cause);
        thread.#fail(error);
        if (!ready) reject(error);
        else if (!thread.#closing) events.lost(error);
      };
      worker.on('message', (message: FromEngine) => {
        if (message.kind === 'ready') {
          ready = true;
          resolve(thread);
        } else if (message.kind === 'heard') events.heard(message.channel, message.payload);
        else if (message.kind === 'thrown') events.thrown();
        else thread.#settle(message);
      });
      worker.on('error', (error) => ended(error.message, error));
      worker.on('messageerror', (error) => ended(error.message, error));
      worker.on('exit', (status) => ended(`exit status ${status}`));
    });
  }

  get alive(): boolean {
    return this.#end === undefined;
  }

  async run(text: string, parameters: Parameter[]): Promise<{ rows: Row[]; command: string }> {
    return readResult(await this.#ask({ id: this.#next++, kind: 'run', text, parameters }));
  }

  /** Shuts the engine down in order (checkpoint included) and ends the thread. */
  async close(): Promise<void> {
    if (this.#end !== undefined) return;
    this.#closing = true;
    await this.#ask({ id: this.#next++, kind: 'close' });
    this.#fail(ownError('database-closed', 'the database is closed'));
    await this.#worker.terminate();
  }

  #ask(message: ToEngine): Promise<Uint8Array> {
    if (this.#end !== undefined) return Promise.reject(this.#end);
    return new Promise((resolve, reject) => {
      this.#waiting.set(message.id, { resolve, reject });
      this.#worker.postMessage(message);
    });
  }

  #settle(message: Extract<FromEngine, { id: number }>): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.kind === 'done') waiting?.resolve(message.data);
    else waiting?.reject(new DatabaseError(message.error));
  }

  #fail(error: DatabaseError): void {
    this.#end = error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
