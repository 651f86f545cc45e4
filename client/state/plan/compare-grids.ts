/** Which grids come, go, change their ground, name or code. A grid under another code is one change, not two. Pure. */
import type { PlanComparison } from '../../../server/contract/plan-compare.ts';

type Compared = PlanComparison['grids'][number];
export type GridChange = Compared['change'] | 'recoded';

export interface ChangedGrid {
  readonly change: GridChange;
  readonly code: string;
  readonly name: string;
  readonly kind: Compared['kind'];
  /** recoded: the code it had. */
  readonly oldCode: string | null;
  readonly households: readonly [before: number | null, after: number | null];
}

export const GRID_CHANGES: readonly GridChange[] = ['created', 'closed', 'recoded', 'redrawn', 'renamed'];

/**
 * Closed grids whose buildings all went into one new grid that has no others: old code → new code. Without a building
 * nothing tells one from the other.
 */
export function recodedGrids({ grids, matrix }: Pick<PlanComparison, 'grids' | 'matrix'>): Map<string, string> {
  const of = (change: GridChange) => new Set(grids.filter((one) => one.change === change).map(({ code }) => code));
  const [closed, created] = [of('closed'), of('created')];
  const found = new Map<string, string>();
  for (const { from, to } of matrix) {
    if (from === null || to === null || !closed.has(from) || !created.has(to)) continue;
    const isOnly = matrix.every((pair) => (pair.from === from) === (pair.to === to));
    if (isOnly) found.set(from, to);
  }
  return found;
}

/** In the order of the changes, then by code. */
export function changedGrids(comparison: Pick<PlanComparison, 'grids' | 'matrix'>): ChangedGrid[] {
  const recoded = recodedGrids(comparison);
  const oldCodes = new Map([...recoded].map(([old, now]) => [now, old]));
  const before = new Map(comparison.grids.map(({ code, households }) => [code, households[0] ?? null]));
  return comparison.grids
    .filter(({ code }) => !recoded.has(code))
    .map(({ code, name, kind, change, households: [was = null, is = null] }): ChangedGrid => {
      const oldCode = oldCodes.get(code) ?? null;
      return {
        change: oldCode === null ? change : 'recoded',
        code,
        name,
        kind,
        oldCode,
        households: [oldCode === null ? was : (before.get(oldCode) ?? null), is],
      };
    })
    .sort((a, b) => GRID_CHANGES.indexOf(a.change) - GRID_CHANGES.indexOf(b.change) || (a.code < b.code ? -1 : 1));
}
