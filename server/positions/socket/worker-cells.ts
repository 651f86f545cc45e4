/** Which workers are in which cell, as it was last told: to find those of a cell, and where somebody who left must be unsaid. */
import type { LiveWorker } from '../live-workers.ts';
import { type Cell, cellAt } from './cells.ts';

export interface Stood {
  readonly cell: Cell;
  readonly area: string;
}

export class WorkerCells {
  readonly #stood = new Map<number, Stood>();
  readonly #byCell = new Map<Cell, Set<number>>();

  /** The answer says where the worker stood before and stands now; null: nowhere. */
  move({ duty: { worker, area }, last }: LiveWorker, gone: boolean): { before: Stood | null; now: Stood | null } {
    const before = this.#stood.get(worker) ?? null;
    const now = gone || last === null ? null : { cell: cellAt(last.x, last.y), area };
    if (before !== null && before.cell !== now?.cell) {
      const cell = this.#byCell.get(before.cell)!;
      cell.delete(worker);
      if (cell.size === 0) this.#byCell.delete(before.cell);
    }
    if (now === null) this.#stood.delete(worker);
    else {
      this.#stood.set(worker, now);
      if (before?.cell !== now.cell) {
        const cell = this.#byCell.get(now.cell) ?? new Set();
        this.#byCell.set(now.cell, cell.add(worker));
      }
    }
    return { before, now };
  }

  in(cell: Cell): Iterable<number> {
    return this.#byCell.get(cell) ?? [];
  }
}
