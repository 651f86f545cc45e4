/** Lists of cells as ranges (first, count, …) and their slots as runs (slot, count, …), as they go into operations. */
import type { CellRanges, SlotRuns } from '../../contract/plan-state.ts';

/** The slot of a cell that is in none. */
export const UNASSIGNED = 0xffff;

/** Cells in rising order, each once. */
export function rangesOf(cells: readonly number[]): CellRanges {
  const ranges: number[] = [];
  for (const cell of cells) {
    const last = ranges.length - 1;
    if (last > 0 && ranges[last - 1]! + ranges[last]! === cell) ranges[last]! += 1;
    else ranges.push(cell, 1);
  }
  return ranges;
}

/** null for what is no list in rising order with neighbours joined. */
export function cellsOf(ranges: CellRanges): number[] | null {
  const cells: number[] = [];
  if (ranges.length % 2 === 1) return null;
  let end = -1;
  for (let i = 0; i < ranges.length; i += 2) {
    const first = ranges[i]!;
    const count = ranges[i + 1]!;
    if (first <= end || count < 1 || first + count > UNASSIGNED) return null;
    end = first + count;
    for (let cell = first; cell < end; cell++) cells.push(cell);
  }
  return cells;
}

export function runsOf(slots: Iterable<number>): SlotRuns {
  const runs: number[] = [];
  for (const slot of slots) {
    const last = runs.length - 1;
    if (last > 0 && runs[last - 1] === slot) runs[last]! += 1;
    else runs.push(slot, 1);
  }
  return runs;
}

/** null for runs that are not joined or not this many slots together. */
export function slotsOf(runs: SlotRuns, count: number): number[] | null {
  const slots: number[] = [];
  if (runs.length % 2 === 1) return null;
  for (let i = 0; i < runs.length; i += 2) {
    if (runs[i + 1]! < 1 || slots.length + runs[i + 1]! > count || (i > 0 && runs[i - 2] === runs[i])) return null;
    for (let k = 0; k < runs[i + 1]!; k++) slots.push(runs[i]!);
  }
  return slots.length === count ? slots : null;
}
