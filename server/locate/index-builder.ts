/** Builds grid indexes in a worker thread, so that no lookup waits while a county of ten thousand grids is indexed. */
import type { Worker } from 'node:worker_threads';
import { GridIndex } from '../geometry/grid-index.ts';
import type { WkbUnit } from '../geometry/wkb.ts';
import { startWorker } from '../worker-thread.ts';

interface Waiting {
  resolve(index: GridIndex): void;
  reject(error: Error): void;
}

export type IndexRequest = { id: number; shapes: Uint8Array[]; unit: WkbUnit };
export type IndexReply = { id: number; snapshot: Uint8Array } | { id: number; error: string };

export class IndexBuilder {
  #worker: Worker | null = null;
  #waiting = new Map<number, Waiting>();
  #next = 1;

  /** `shapes` are WKB MultiPolygons in the order of their numbers. Rejects when one cannot be read. */
  build(shapes: Uint8Array[], unit: WkbUnit): Promise<GridIndex> {
    const worker = this.#start();
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ id, shapes, unit } satisfies IndexRequest);
    });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
    this.#fail(new Error('the index builder was closed'));
  }

  #start(): Worker {
    if (this.#worker) return this.#worker;
    const worker = startWorker(new URL('./index-worker.ts', import.meta.url));
    worker.unref();
    worker.on('message', (reply: IndexReply) => {
      const waiting = this.#waiting.get(reply.id);
      this.#waiting.delete(reply.id);
      if ('error' in reply) return waiting?.reject(new Error(reply.error));
      const index = GridIndex.restore(reply.snapshot);
      if (index) waiting?.resolve(index);
      else waiting?.reject(new Error('the index snapshot did not survive the way from its worker'));
    });
    worker.on('error', (error: Error) => this.#lost(worker, error));
    worker.on('exit', (code) => this.#lost(worker, new Error(`the index worker ended with ${code}`)));
    this.#worker = worker;
    return worker;
  }

  #lost(worker: Worker, error: Error): void {
    if (this.#worker === worker) this.#worker = null;
    this.#fail(error);
  }

  #fail(error: Error): void {
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}
