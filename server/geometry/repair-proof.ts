/** What every repair must keep: valid rings, grids in one piece, and each building in a grid that was in one. */
import { boxOf } from './cell-frame.ts';
import type { CoverageGrid, CoveragePoints } from './coverage-input.ts';
import { sideOf } from './point-in-polygon.ts';
import type { Box } from './polygon.ts';
import { around } from './repair-ground.ts';
import type { GridChange, RepairRefusal } from './repair-work.ts';
import { ringFaults } from './ring-fault.ts';

/** `grids`: all near the place, as before. The first thing that would go wrong; null when nothing does. */
export function fault(
  points: CoveragePoints | undefined,
  grids: readonly CoverageGrid[],
  changes: readonly GridChange[],
): RepairRefusal | null {
  for (const { before, after } of changes) {
    if (after === null) continue;
    if (after.length === 0) return 'would-empty-grid';
    if (after.length > before.length) return 'would-split-grid';
    if (ringFaults(after.map((polygon) => polygon.map((ring) => Float64Array.from(ring)))).length > 0) {
      return 'would-break-ring';
    }
  }
  return points !== undefined && losesBuilding(points, grids, changes) ? 'would-lose-building' : null;
}

function losesBuilding(
  points: CoveragePoints,
  grids: readonly CoverageGrid[],
  changes: readonly GridChange[],
): boolean {
  if (changes.length === 0) return false;
  const changed = new Map(changes.map(({ code, after }) => [code, after ?? []]));
  const codes = new Set(grids.map(({ code }) => code));
  const boxes = grids.map(({ polygons }) => boxOf(polygons));
  const box = changes.map(({ before, after }) => around(boxOf(before), boxOf(after ?? []))).reduce(around);
  for (let point = 0; point < points.codes.length; point++) {
    const x = points.xy[2 * point]!;
    const y = points.xy[2 * point + 1]!;
    if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) continue;
    // A building that was assigned by hand is in that grid wherever it stands.
    const byHand = points.overrides?.[point];
    if (byHand !== undefined && byHand !== null && codes.has(byHand) && changed.get(byHand)?.length !== 0) continue;
    let before = 0;
    let after = 0;
    let coveredBefore = false;
    let coveredAfter = false;
    for (let i = 0; i < grids.length; i++) {
      const { code, polygons } = grids[i]!;
      const now = changed.get(code);
      if (now === undefined && !isIn(boxes[i]!, x, y)) continue;
      const was = sideOf(polygons, x, y);
      const is = now === undefined ? was : sideOf(now, x, y);
      coveredBefore ||= was !== 'outside';
      coveredAfter ||= is !== 'outside';
      if (was === 'inside') before += 1;
      if (is === 'inside') after += 1;
    }
    if ((coveredBefore && !coveredAfter) || after > Math.max(1, before)) return true;
  }
  return false;
}

function isIn(box: Box, x: number, y: number): boolean {
  return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
}
