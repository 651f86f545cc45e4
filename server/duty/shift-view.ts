/** A shift as it goes out. Pure. */
import type { Shift } from '../contract/duty.ts';
import type { ShiftRow } from './shift-repository.ts';

export function shiftView(row: ShiftRow): Shift {
  const { id, worker, dueAt, inAt, inGrid, inPlace, lateMin, outAt, outPlace, outBy } = row;
  return {
    ...{ id, worker, dueAt: dueAt?.toISOString() ?? null, inAt: inAt.toISOString(), inGrid, inPlace, lateMin },
    ...{ outAt: outAt?.toISOString() ?? null, outPlace, outBy },
  };
}
