/** Rows for the trail and moves, as one request brings them and as several are written together. */
import { COARSE_FLAG, LATE_FLAG, type MovementRow, type PositionColumns } from './position-repository.ts';
import type { Position } from './rules/fix-check.ts';
import { dayOf } from './rules/shanghai-day.ts';

export class PositionBatch implements PositionColumns {
  readonly days: number[] = [];
  readonly workers: number[] = [];
  readonly t: number[] = [];
  readonly x: number[] = [];
  readonly y: number[] = [];
  readonly speed: number[] = [];
  readonly course: number[] = [];
  readonly accuracy: number[] = [];
  readonly flags: number[] = [];

  get length(): number {
    return this.t.length;
  }

  add(worker: number, fix: Position, late: boolean): void {
    this.days.push(dayOf(fix.t));
    this.workers.push(worker);
    this.t.push(fix.t);
    this.x.push(fix.x);
    this.y.push(fix.y);
    this.speed.push(fix.speed);
    this.course.push(fix.course);
    this.accuracy.push(Math.min(255, Math.round(fix.accuracyM)));
    this.flags.push((fix.coarse ? COARSE_FLAG : 0) | (late ? LATE_FLAG : 0));
  }

  static joined(batches: readonly PositionBatch[]): PositionBatch {
    if (batches.length === 1) return batches[0]!;
    const all = new PositionBatch();
    for (const batch of batches) {
      for (const column of COLUMNS) for (const value of batch[column]) all[column].push(value);
    }
    return all;
  }
}

const COLUMNS = ['days', 'workers', 't', 'x', 'y', 'speed', 'course', 'accuracy', 'flags'] as const;

/** What one request leaves to be written. */
export interface Brought {
  /** Newer than all before: whether one was there already does not matter. */
  readonly fresh: PositionBatch;
  /** Older ones: which of them are new is told by the table. */
  readonly late: PositionBatch;
  readonly moves: MovementRow[];
  /** Workers who look different now: the other processes are told. */
  readonly moved: Set<number>;
}

export function nothingBrought(): Brought {
  return { fresh: new PositionBatch(), late: new PositionBatch(), moves: [], moved: new Set() };
}
