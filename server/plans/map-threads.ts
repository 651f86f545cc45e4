/** What plans make of maps, in threads. */
import { TaskThreads } from '../task-threads.ts';
import type { MapResult, MapTask, MapTasks } from './map-worker.ts';

const AT_ONCE = 2;
const IDLE_MS = 60_000;

export class MapThreads {
  readonly #threads = new TaskThreads<MapTask, MapResult>(new URL('./map-worker.ts', import.meta.url), {
    atOnce: AT_ONCE,
    idleMs: IDLE_MS,
  });

  run<Kind extends keyof MapTasks>(task: MapTasks[Kind]['task'] & { kind: Kind }): Promise<MapTasks[Kind]['result']> {
    return this.#threads.start(task).result as Promise<MapTasks[Kind]['result']>;
  }

  close(): void {
    this.#threads.close();
  }
}
