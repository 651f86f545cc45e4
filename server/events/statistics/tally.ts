/** The one pass over the columns that fills the rows of a statistic and its total. */
import type { EventColumns } from '../columns/event-columns.ts';
import { addEvent, SUMS } from './figures.ts';
import type { Grouping } from './groups.ts';
import type { Selects } from './selection.ts';

export interface Tally {
  readonly rows: number;
  /** For each row the number in the first group and in the second one (0 without a second). */
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  /** SUMS numbers for the total, then for each row. */
  readonly sums: Float64Array;
}

export interface TallyQuestion {
  readonly from: number;
  readonly to: number;
  readonly now: number;
  readonly selects: Selects;
  readonly groupings: readonly Grouping[];
  /** More rows than this are not made: the answer is null. */
  readonly maxRows: number;
}

/** So long the service does nothing else. */
const SLICE_MS = 12;
/** Above so many possible rows the numbers of the rows are looked up rather than read from a table. */
const TABLE = 4_000_000;

/** Makes way for others between pages; an event that is written meanwhile is counted as it was or as it is, once. */
export async function tally(columns: EventColumns, question: TallyQuestion): Promise<Tally | null> {
  const { from, to, now, selects, groupings, maxRows } = question;
  const [one, two] = groupings as [Grouping, Grouping | undefined];
  const width = two?.size ?? 1;
  const rowOf = rowNumbers(one.size * width);
  const cells: number[] = [];
  let sums = new Float64Array(SUMS * 64);
  let slice = performance.now();
  for (const page of columns.pagesBetween(from, to)) {
    for (let i = 0; i < page.size; i++) {
      const reported = page.reported[i]!;
      if (!(reported >= from && reported < to) || !selects(page, i)) continue;
      const a = one.numberOf(page, i);
      const b = two === undefined ? 0 : two.numberOf(page, i);
      if (a >= one.size || b >= width) continue;
      const cell = a * width + b;
      let row = rowOf.get(cell);
      if (row === 0) {
        if (cells.length === maxRows) return null;
        row = cells.push(cell);
        rowOf.set(cell, row);
        if ((row + 1) * SUMS > sums.length) sums = grown(sums);
      }
      addEvent(sums, row * SUMS, page, i, now);
    }
    if (performance.now() - slice > SLICE_MS) {
      await new Promise((resolve) => setImmediate(resolve));
      slice = performance.now();
    }
  }
  for (let at = SUMS; at < (cells.length + 1) * SUMS; at++) sums[at % SUMS]! += sums[at]!;
  return {
    rows: cells.length,
    first: Uint32Array.from(cells, (cell) => Math.floor(cell / width)),
    second: Uint32Array.from(cells, (cell) => cell % width),
    sums,
  };
}

function grown(sums: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(sums.length * 2);
  larger.set(sums);
  return larger;
}

/** Cell → number of its row from 1; 0: none yet. */
function rowNumbers(cells: number): { get(cell: number): number; set(cell: number, row: number): void } {
  if (cells > TABLE) {
    const map = new Map<number, number>();
    return { get: (cell) => map.get(cell) ?? 0, set: (cell, row) => void map.set(cell, row) };
  }
  const table = new Uint32Array(cells);
  return {
    get: (cell) => table[cell]!,
    set: (cell, row) => {
      table[cell] = row;
    },
  };
}
