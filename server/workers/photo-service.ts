/** The photo of a worker for the kiosk and the notice of the grid. What the camera wrote into it is not kept. */
import { createHash } from 'node:crypto';
import { assertMay, type Caller } from '../access/caller.ts';
import { Refusal } from '../contract/problem.ts';
import type { Worker } from '../contract/workers.ts';
import { readPhoto } from '../events/photos/photo-file.ts';
import { dropWorkerPhoto, putWorkerPhoto } from './photo-repository.ts';
import { postsOfWorkers } from './post-repository.ts';
import type { Publishing } from './publishing.ts';
import { holdWorker, workerById } from './repository.ts';
import { WORKER_WRITERS } from './roles.ts';
import { unknownWorker } from './service.ts';
import { workerView } from './views.ts';

/** Enough for a face on a large screen. */
export const WORKER_PHOTO_BYTES = 512 * 1024;

export class WorkerPhotos {
  readonly #publishing: Publishing;

  constructor(publishing: Publishing) {
    this.#publishing = publishing;
  }

  /** Throws `photo-invalid`, `worker-unknown`, `worker-left`, `area-forbidden`. */
  async put(caller: Caller, id: number, file: Uint8Array): Promise<Worker> {
    const { type, bytes: content } = readPhoto(file);
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 32);
    return this.#change(caller, id, 'worker.photo', { hash, bytes: content.length }, (tx, county) =>
      putWorkerPhoto(tx, { worker: id, county, hash, type, content }),
    );
  }

  /** Throws `worker-unknown`, `area-forbidden`. */
  drop(caller: Caller, id: number): Promise<Worker> {
    return this.#change(caller, id, 'worker.photo-drop', {}, (tx) => dropWorkerPhoto(tx, id));
  }

  async #change(
    caller: Caller,
    id: number,
    action: 'worker.photo' | 'worker.photo-drop',
    detail: Record<string, unknown>,
    write: (tx: Parameters<typeof putWorkerPhoto>[0], county: string) => Promise<void>,
  ): Promise<Worker> {
    const { db, clock } = this.#publishing;
    const at = clock();
    await this.#publishing.publish(async (tx) => {
      const worker = await holdWorker(tx, id);
      if (worker === null) throw unknownWorker(id);
      const { county, area, left } = worker;
      assertMay(caller, WORKER_WRITERS, area);
      if (left !== null && action === 'worker.photo')
        throw new Refusal('worker-left', { id, left: left.toISOString() });
      await write(tx, county);
      return {
        county,
        result: null,
        worker: id,
        entry: { actor: caller.actor, action, target: String(id), area, detail, at },
      };
    });
    const row = await workerById(db, id);
    if (row === null) throw unknownWorker(id);
    return workerView(row, await postsOfWorkers(db, [id], null));
  }
}
