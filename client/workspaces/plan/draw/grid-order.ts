/**
 * Which grids the list shows, and in which order. After a stroke the few rows that are new take their places in the list that
 * is there: thousands are not sorted again. Pure.
 */
import type { GridRow } from '../../../state/plan/grid-rows.ts';

export type GridSort = 'code' | 'households' | 'needs';
export type GridFilter = 'all' | GridRow['band'];

export interface GridOrder {
  readonly sort: GridSort;
  readonly only: GridFilter;
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const inOrder = (one: GridRow, other: GridRow): number =>
  compare(one.community, other.community) ||
  // Grids without a code come after those that have one.
  Number(one.record.code === null) - Number(other.record.code === null) ||
  compare(one.record.code ?? '', other.record.code ?? '') ||
  one.slot - other.slot;

const BY: Record<GridSort, (one: GridRow, other: GridRow) => number> = {
  code: inOrder,
  households: (one, other) => other.numbers.households - one.numbers.households || inOrder(one, other),
  needs: (one, other) => Math.abs(other.needs) - Math.abs(one.needs) || inOrder(one, other),
};

export function listedGrids(rows: readonly GridRow[], { sort, only }: GridOrder): readonly GridRow[] {
  const wanted = only === 'all' ? rows : rows.filter(({ band }) => band === only);
  return [...wanted].sort(BY[sort]);
}

/** Beyond this many rows that are gone or new, sorting is as quick. */
const FEW = 64;

/** The same list as `listedGrids(after, order)` makes, from the one it made of `before`. Rows are told apart as objects. */
export function relistedGrids(
  listed: readonly GridRow[],
  before: readonly GridRow[],
  after: readonly GridRow[],
  order: GridOrder,
): readonly GridRow[] {
  const { gone, fresh } = changedRows(before, after);
  if (gone.length + fresh.length > FEW) return listedGrids(after, order);
  const isWanted = ({ band }: GridRow): boolean => order.only === 'all' || order.only === band;
  const by = BY[order.sort];
  const list = [...listed];
  for (const row of gone) if (isWanted(row)) list.splice(placeIn(list, row, by), 1);
  for (const row of fresh) if (isWanted(row)) list.splice(placeIn(list, row, by), 0, row);
  return list;
}

/** Both in one order; what lies elsewhere in the two is told as gone and new. */
function changedRows(
  before: readonly GridRow[],
  after: readonly GridRow[],
): { gone: readonly GridRow[]; fresh: readonly GridRow[] } {
  const gone: GridRow[] = [];
  const fresh: GridRow[] = [];
  let [old, now] = [0, 0];
  while (old < before.length || now < after.length) {
    const [one, other] = [before[old], after[now]];
    if (one === other) {
      old++;
      now++;
      continue;
    }
    const way =
      one === undefined
        ? 1
        : other === undefined
          ? -1
          : compare(one.community, other.community) || one.slot - other.slot;
    if (one !== undefined && way <= 0) {
      gone.push(one);
      old++;
    }
    if (other !== undefined && way >= 0) {
      fresh.push(other);
      now++;
    }
  }
  return { gone, fresh };
}

/** Of the first row that does not come before it. No two rows are alike to any of the orders. */
function placeIn(list: readonly GridRow[], row: GridRow, by: (one: GridRow, other: GridRow) => number): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (by(list[middle]!, row) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}
