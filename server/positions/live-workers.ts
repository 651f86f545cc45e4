/** Where every worker on duty is now, in memory, and who is to be told when that changes. */
import type { OnDuty } from './duty-book.ts';
import type { Position } from './rules/fix-check.ts';
import type { Track } from './rules/judge-fix.ts';
import { KnownFixes } from './rules/known-fixes.ts';
import { nowhere, type Whereabouts } from './rules/movement.ts';

export interface LiveWorker extends Track {
  duty: OnDuty;
  where: Whereabouts;
  /** The newest that the grid was judged by: a line between two of them tells what was crossed. */
  judged: Position | null;
  /** The newest of them that lay in the grid the worker is said to be in: after a publish it tells whether that is another now. */
  inside: Position | null;
  /** Whether this process took the newest fix: one of several writes down what follows from it. */
  home: boolean;
  /** Not yet in worker_state. */
  unsaved: boolean;
}

export type LiveNews = (worker: LiveWorker, gone: boolean) => void;

export class LiveWorkers {
  readonly #workers = new Map<number, LiveWorker>();
  readonly #listeners = new Set<LiveNews>();

  get size(): number {
    return this.#workers.size;
  }

  all(): Iterable<LiveWorker> {
    return this.#workers.values();
  }

  get(worker: number): LiveWorker | undefined {
    return this.#workers.get(worker);
  }

  /** The state of this shift; one of another shift of the same worker is over with it. */
  of(duty: OnDuty): LiveWorker {
    const held = this.#workers.get(duty.worker);
    if (held !== undefined && held.duty.shift === duty.shift) {
      held.duty = duty;
      return held;
    }
    if (held !== undefined) this.leave(duty.worker);
    const fresh: LiveWorker = {
      duty,
      last: null,
      kept: null,
      suspect: null,
      judged: null,
      inside: null,
      known: new KnownFixes(),
      where: nowhere(),
      home: true,
      unsaved: false,
    };
    this.#workers.set(duty.worker, fresh);
    return fresh;
  }

  leave(worker: number): LiveWorker | undefined {
    const held = this.#workers.get(worker);
    if (held === undefined) return undefined;
    this.#workers.delete(worker);
    if (held.last !== null) this.#tell(held, true);
    return held;
  }

  /** It has moved, or looks different. */
  changed(worker: LiveWorker): void {
    this.#tell(worker, false);
  }

  onNews(heard: LiveNews): () => void {
    this.#listeners.add(heard);
    return () => this.#listeners.delete(heard);
  }

  #tell(worker: LiveWorker, gone: boolean): void {
    for (const heard of this.#listeners) heard(worker, gone);
  }
}
