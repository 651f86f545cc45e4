/** Rows of figures in the order a reader wants, their rank among each other, and how long their bars are. Pure. */
import type { StatisticsRow } from '../../../server/contract/event-statistics.ts';
import type { FigureName } from './figures-columns.ts';

export interface FiguresSort {
  /** A figure, or the name of the first or second group. */
  readonly by: FigureName | 'key' | 'key2';
  readonly down: boolean;
}
export const FIRST_SORT: FiguresSort = { by: 'reported', down: true };

/** A click on a heading: figures begin with the greatest, names with the first; the second click turns it round. */
export const nextSort = (now: FiguresSort, by: FiguresSort['by']): FiguresSort =>
  now.by === by ? { by, down: !now.down } : { by, down: by !== 'key' && by !== 'key2' };

const byText = (a: string | null | undefined, b: string | null | undefined, sign: number): number => {
  // what has no name stands last whichever way
  if (a == null || b == null) return Number(a == null) - Number(b == null);
  return a === b ? 0 : a < b ? -sign : sign;
};

function compare(a: StatisticsRow, b: StatisticsRow, { by, down }: FiguresSort): number {
  const sign = down ? -1 : 1;
  if (by === 'key') return byText(a.key[0], b.key[0], sign);
  if (by === 'key2') return byText(a.key[1], b.key[1], sign);
  const [one, two] = [a.figures[by], b.figures[by]];
  if (one === null || two === null) return Number(one === null) - Number(two === null);
  return (one - two) * sign;
}

/** Without a value they stand last whichever way; equal ones by their codes. */
export const sortRows = (rows: readonly StatisticsRow[], sort: FiguresSort): readonly StatisticsRow[] =>
  [...rows].sort((a, b) => compare(a, b, sort) || byText(a.key[0], b.key[0], 1) || byText(a.key[1], b.key[1], 1));

/**
 * The place of each row of a sorted table: equal values share one, and the next is as many further on. null: no value, or no
 * place or unit behind the row.
 */
export function ranksOf(rows: readonly StatisticsRow[], { by }: FiguresSort): readonly (number | null)[] {
  if (by === 'key' || by === 'key2') return rows.map(() => null);
  let counted = 0;
  let last: { value: number; rank: number } | null = null;
  return rows.map(({ key, figures }) => {
    const value = figures[by];
    if (value === null || key.includes(null)) return null;
    counted++;
    if (last?.value !== value) last = { value, rank: counted };
    return last.rank;
  });
}

/** The greatest of a column, by which bars are drawn; a rate's bar is of the whole, or of the greatest where that is more. */
export function greatest(rows: readonly StatisticsRow[], name: FigureName, isRate: boolean): number {
  let most = isRate ? 1 : 0;
  for (const { figures } of rows) most = Math.max(most, figures[name] ?? 0);
  return most;
}
