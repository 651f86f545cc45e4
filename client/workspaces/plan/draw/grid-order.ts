/** Which grids the list shows, and in which order. Pure. */
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
