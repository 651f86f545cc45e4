/**
 * What a repair would do to sizes and people: square metres and households of each grid before and after, and the buildings
 * that change hands. A building belongs to the grid named for it by hand, else by the border rule (border-rule.ts): inside
 * before border, then the lowest code.
 */
import { totalAreaM2 } from './area.ts';
import { compareCoverings } from './border-rule.ts';
import { boxOf } from './cell-frame.ts';
import type { CoverageInput } from './coverage-input.ts';
import { sideOf } from './point-in-polygon.ts';
import type { Box, MultiPolygon } from './polygon.ts';
import { around, GridDraft } from './repair-ground.ts';
import type { GridChange } from './repair-work.ts';

export interface ChangeEffect extends GridChange {
  readonly beforeM2: number;
  readonly afterM2: number;
  /** Buildings without a count add nothing. */
  readonly householdsBefore: number;
  readonly householdsAfter: number;
}

export interface RepairEffect {
  readonly changes: readonly ChangeEffect[];
  /** Buildings whose grid is another one afterwards, or is one at last, and the households in them. */
  readonly moved: { readonly buildings: number; readonly households: number };
}

/** `input`: what the changes were made from. O(points + points near · grids near). */
export function repairEffect(input: CoverageInput, changes: readonly GridChange[]): RepairEffect {
  const before = new Map<string, number>();
  const after = new Map<string, number>();
  const moved = { buildings: 0, households: 0 };
  const { points } = input;
  if (points !== undefined && changes.length > 0) {
    const box = changes.map(boxOfChange).reduce(around);
    const near = new GridDraft(input).near(box).grids;
    const had = near.map(({ code, polygons }) => ({ code, polygons, box: boxOf(polygons) }));
    const changed = new Map(changes.map((change) => [change.code, change.after ?? []]));
    const have = had.map((grid) => {
      const polygons = changed.get(grid.code);
      return polygons === undefined ? grid : { code: grid.code, polygons, box: boxOf(polygons) };
    });
    const codes = new Set(input.grids.map(({ code }) => code));
    for (let point = 0; point < points.codes.length; point++) {
      const byHand = points.overrides?.[point] ?? null;
      const x = points.xy[2 * point]!;
      const y = points.xy[2 * point + 1]!;
      const isNamed = byHand !== null && codes.has(byHand);
      if (!isNamed && !isIn(box, x, y)) continue;
      const was = isNamed ? byHand : gridAt(had, x, y);
      const is = isNamed && changed.get(byHand)?.length !== 0 ? byHand : gridAt(have, x, y);
      const households = Math.max(0, points.households[point]!);
      if (was !== null) before.set(was, (before.get(was) ?? 0) + households);
      if (is !== null) after.set(is, (after.get(is) ?? 0) + households);
      if (was === is) continue;
      moved.buildings += 1;
      moved.households += households;
    }
  }
  const effects = changes.map((change) => ({
    ...change,
    beforeM2: totalAreaM2(change.before),
    afterM2: totalAreaM2(change.after ?? []),
    householdsBefore: before.get(change.code) ?? 0,
    householdsAfter: after.get(change.code) ?? 0,
  }));
  return { changes: effects, moved };
}

function boxOfChange({ before, after }: GridChange): Box {
  return around(boxOf(before), boxOf(after ?? []));
}

/** `grids` in order of their codes, which is the order of the border rule's numbers. */
function gridAt(
  grids: readonly { readonly code: string; readonly polygons: MultiPolygon; readonly box: Box }[],
  x: number,
  y: number,
): string | null {
  const coverings = grids.flatMap(({ polygons, box }, grid) => {
    if (!isIn(box, x, y)) return [];
    const side = sideOf(polygons, x, y);
    return side === 'outside' ? [] : [{ grid, onBorder: side === 'border' }];
  });
  const [first] = coverings.sort(compareCoverings);
  return first === undefined ? null : grids[first.grid]!.code;
}

function isIn(box: Box, x: number, y: number): boolean {
  return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
}
