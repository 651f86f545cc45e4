/**
 * From → to as small tables. Grids rarely give buildings to another community, so there is a table for each community and
 * one for what crosses over: rows are grids that lose, columns grids that gain, and no other grid is in it. Pure.
 */
import type { Pair } from './compare-moves.ts';

export interface Matrix {
  /** The community; null: pairs of two communities. */
  readonly community: string | null;
  readonly households: number;
  readonly buildings: number;
  /** Grids that lose, by code; null: no grid, the last. */
  readonly rows: readonly (string | null)[];
  /** Grids that gain. */
  readonly columns: readonly (string | null)[];
  /** By row, then by column; null: nothing moves. */
  readonly cells: readonly (readonly (Pair | null)[])[];
  /** Households of the largest cell. */
  readonly most: number;
}

/** `communityOf`: null when nobody knows. The community with most households on the move comes first. */
export function matricesOf(pairs: readonly Pair[], communityOf: (grid: string) => string | null): Matrix[] {
  const groups = new Map<string | null, Pair[]>();
  for (const pair of pairs) {
    const named = [pair.from, pair.to].flatMap((grid) => (grid === null ? [] : [communityOf(grid)]));
    const [first = null] = named;
    const community = named.every((one) => one === first) ? first : null;
    groups.set(community, [...(groups.get(community) ?? []), pair]);
  }
  return [...groups]
    .map(([community, own]) => tableOf(community, own))
    .sort(
      (a, b) =>
        Number(a.community === null) - Number(b.community === null) ||
        b.households - a.households ||
        ((a.community ?? '') < (b.community ?? '') ? -1 : 1),
    );
}

function tableOf(community: string | null, pairs: readonly Pair[]): Matrix {
  const rows = distinct(pairs.map(({ from }) => from));
  const columns = distinct(pairs.map(({ to }) => to));
  return {
    community,
    households: sum(pairs, 'households'),
    buildings: sum(pairs, 'buildings'),
    rows,
    columns,
    cells: rows.map((from) => columns.map((to) => pairs.find((pair) => pair.from === from && pair.to === to) ?? null)),
    most: Math.max(0, ...pairs.map(({ households }) => households)),
  };
}

const sum = (pairs: readonly Pair[], what: 'households' | 'buildings'): number =>
  pairs.reduce((all, pair) => all + pair[what], 0);

function distinct(grids: readonly (string | null)[]): (string | null)[] {
  return [...new Set(grids)].sort(
    (a, b) => Number(a === null) - Number(b === null) || ((a ?? '') < (b ?? '') ? -1 : 1),
  );
}

/** 1 to 4, how strong a cell is tinted; 0 for one without a known household. Buildings without a count still move. */
export function heatOf({ households }: Pair, most: number): number {
  return households === 0 || most === 0 ? 0 : Math.max(1, Math.ceil((households / most) * 4));
}
