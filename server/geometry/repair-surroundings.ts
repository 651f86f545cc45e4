/**
 * The proof of a repair by the check itself: what is around the place is checked before and after. The finding must be gone,
 * and no error or warning may be there that was none before. What is left of other findings may have changed its shape.
 */
import { commonArea } from './common-area.ts';
import { checkCoverage } from './coverage.ts';
import type { CoverageGrid, CoverageInput, CoveragePoints } from './coverage-input.ts';
import type { CoverageFinding, FindingKind } from './coverage-report.ts';
import { inheritIds } from './finding-identity.ts';
import type { Box, MultiPolygon } from './polygon.ts';
import type { GroundShapes } from './repair-ground.ts';
import type { GridChange, RepairRefusal } from './repair-work.ts';

/** Kinds that one place may change between when its neighbours change. */
const FAMILIES: readonly (readonly FindingKind[])[] = [
  ['gap-enclosed', 'gap-parent', 'gap-open', 'missing-cell'],
  ['overlap', 'contained', 'duplicate'],
];

/** `shapes`: what is near, before. `box`: where its points are looked at. */
export function faultAround(
  input: CoverageInput,
  shapes: GroundShapes,
  box: Box,
  finding: CoverageFinding,
  changes: readonly GridChange[],
): RepairRefusal | null {
  const near = inputNear(input, shapes, box);
  const before = checkCoverage(near).findings;
  const after = checkCoverage({ ...near, grids: applied(shapes.grids, changes) }).findings;
  if (inheritIds([finding], after).some(({ id }) => id === finding.id)) return 'corner-off-lattice';
  const grave = before.filter(({ severity }) => severity !== 'info');
  const others = grave.filter((other) => inheritIds([finding], [other])[0]!.id !== finding.id);
  const known = new Set(others.map(({ id }) => id));
  const fresh = inheritIds(others, after).filter(({ id, severity }) => !known.has(id) && severity !== 'info');
  return fresh.every((one) => isPartOf(one, others)) ? null : 'would-make-finding';
}

/** The grids with the changes in them, dropped ones left out. */
export function applied(grids: readonly CoverageGrid[], changes: readonly GridChange[]): CoverageGrid[] {
  const after = new Map(changes.map((change) => [change.code, change.after]));
  return grids.flatMap((grid) => {
    const polygons = after.get(grid.code);
    return polygons === undefined ? [grid] : polygons === null ? [] : [{ code: grid.code, polygons }];
  });
}

/** The check of what is near: its limits are the caller's. Far grids are missing from it, before as after. */
function inputNear(input: CoverageInput, shapes: GroundShapes, box: Box): CoverageInput {
  const { universe: _universe, exclusions: _exclusions, unjudged: _unjudged, points, ...limits } = input;
  return {
    ...limits,
    grids: shapes.grids,
    unjudged: [{ code: '', polygons: shapes.unjudged }],
    ...(shapes.hasUniverse ? { universe: shapes.parent } : {}),
    exclusions: shapes.exclusions,
    ...(points === undefined ? {} : { points: pointsNear(points, box) }),
  };
}

function pointsNear(points: CoveragePoints, [x0, y0, x1, y1]: Box): CoveragePoints {
  const near: number[] = [];
  for (let point = 0; point < points.codes.length; point++) {
    const x = points.xy[2 * point]!;
    const y = points.xy[2 * point + 1]!;
    if (x >= x0 && x <= x1 && y >= y0 && y <= y1) near.push(point);
  }
  return {
    xy: Int32Array.from(near.flatMap((point) => [points.xy[2 * point]!, points.xy[2 * point + 1]!])),
    households: Int32Array.from(near, (point) => points.households[point]!),
    codes: near.map((point) => points.codes[point]!),
    ...(points.overrides === undefined ? {} : { overrides: near.map((point) => points.overrides![point] ?? null) }),
  };
}

/** Whether a finding is what is left of others, or several of them together: nothing that is new ground but for rounding. */
function isPartOf(fresh: CoverageFinding, others: readonly CoverageFinding[]): boolean {
  if (fresh.geometry === null) return false;
  const family = FAMILIES.find((kinds) => kinds.includes(fresh.kind)) ?? [fresh.kind];
  const same = others.flatMap(({ kind, geometry }) => (family.includes(kind) ? (geometry ?? []) : []));
  if (same.length === 0) return false;
  const { one, both } = commonArea(fresh.geometry, same);
  return 2 * both > one && one - both <= 2 * unitsAlong(fresh.geometry);
}

/** Units along every ring: twice that is the doubled area of a strip a unit wide along it. */
function unitsAlong(shape: MultiPolygon): number {
  let sum = 0;
  for (const ring of shape.flat()) {
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length;
      sum += Math.hypot(ring[j]! - ring[i]!, ring[j + 1]! - ring[i + 1]!);
    }
  }
  return sum;
}
