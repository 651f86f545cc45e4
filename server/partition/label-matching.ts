/**
 * Which new grid continues which present one: the matching with the most common households, then cells, then area. Done before
 * any difference is told, for else an untouched grid would look moved.
 */
import { bestMatching } from './assignment.ts';

/** Common households must be this share of the old or the new grid, or it is another grid. */
export const CONTINUES_SHARE = 1 / 3;
const CELL_WEIGHT = 1 / 1000;

/** Row i is a cell (or a node of cells that go together). */
export interface Overlaps {
  readonly households: ArrayLike<number>;
  readonly areaCm2: ArrayLike<number>;
  /** −1: in none. */
  readonly before: ArrayLike<number>;
  readonly after: ArrayLike<number>;
  readonly beforeCount: number;
  readonly afterCount: number;
}

/** For each new grid the present grid that it continues, or −1. `mayContinue`: 1 for present grids that may be continued. */
export function continuedGrids(overlaps: Overlaps, mayContinue: ArrayLike<number>): Int32Array {
  const { beforeCount, afterCount } = overlaps;
  const households = new Float64Array(beforeCount * afterCount);
  const cells = new Float64Array(beforeCount * afterCount);
  const area = new Float64Array(beforeCount * afterCount);
  const oldSum = new Float64Array(beforeCount);
  const newSum = new Float64Array(afterCount);
  const oldCells = new Float64Array(beforeCount);
  const newCells = new Float64Array(afterCount);
  let allArea = 1;
  for (let i = 0; i < overlaps.households.length; i++) {
    const before = overlaps.before[i]!;
    const after = overlaps.after[i]!;
    if (before >= 0) {
      oldSum[before]! += overlaps.households[i]!;
      oldCells[before]!++;
    }
    if (after >= 0) {
      newSum[after]! += overlaps.households[i]!;
      newCells[after]!++;
    }
    if (before < 0 || after < 0 || mayContinue[before] !== 1) continue;
    households[after * beforeCount + before]! += overlaps.households[i]!;
    cells[after * beforeCount + before]!++;
    area[after * beforeCount + before]! += overlaps.areaCm2[i]!;
    allArea += overlaps.areaCm2[i]!;
  }
  const weight = (after: number, before: number) => {
    const at = after * beforeCount + before;
    // The area is the last word between equals: never as much as one cell.
    return households[at]! + CELL_WEIGHT * (cells[at]! + area[at]! / allArea / 2);
  };
  const matched = bestMatching(afterCount, beforeCount, weight);
  return matched.map((before, after) => {
    if (before < 0 || mayContinue[before] !== 1) return -1;
    const at = after * beforeCount + before;
    const byHouseholds = oldSum[before]! > 0 && newSum[after]! > 0;
    const common = byHouseholds ? households[at]! : cells[at]!;
    const least = byHouseholds
      ? Math.min(oldSum[before]!, newSum[after]!)
      : Math.min(oldCells[before]!, newCells[after]!);
    return common > 0 && common >= CONTINUES_SHARE * least ? before : -1;
  });
}
