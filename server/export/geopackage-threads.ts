/** GeoPackages written in a thread, page by page: the next page is sent when the one before is in the file. */
import type { Worker } from 'node:worker_threads';
import { IdleThreads } from '../idle-threads.ts';
import type { FromGeopackageThread, GeopackageHead, ToGeopackageThread } from './geopackage-protocol.ts';
import type { StoredFeature } from './placed.ts';

export class GeopackageThreads {
  readonly #threads = new IdleThreads(new URL('./geopackage-worker.ts', import.meta.url));

  /** Rejects with what `pages` throws, or when the file cannot be written. */
  async write(head: GeopackageHead, pages: AsyncIterable<readonly StoredFeature[]>): Promise<void> {
    const worker = this.#threads.take();
    try {
      await answer(worker, 'taken', { kind: 'file', head });
      for await (const rows of pages) await answer(worker, 'taken', { kind: 'page', rows });
      await answer(worker, 'done', { kind: 'end' });
    } catch (error) {
      // it may be in the middle of a file that nobody wants any more
      await worker.terminate();
      throw error;
    }
    this.#threads.give(worker);
  }

  close(): void {
    this.#threads.close();
  }
}

/** Sends the message and waits for what must come of it. */
function answer(worker: Worker, wanted: FromGeopackageThread['kind'], message: ToGeopackageThread): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      worker.off('message', heard).off('error', failed).off('exit', exited);
    };
    const heard = (said: FromGeopackageThread): void => {
      leave();
      if (said.kind === wanted) resolve();
      else reject(new Error(said.kind === 'broken' ? said.message : `a GeoPackage thread said ${said.kind}`));
    };
    const failed = (error: unknown): void => {
      leave();
      reject(error);
    };
    const exited = (code: number): void => {
      leave();
      reject(new Error(`a GeoPackage thread ended with ${code}`));
    };
    worker.on('message', heard).on('error', failed).on('exit', exited);
    worker.postMessage(message);
  });
}
