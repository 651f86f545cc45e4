/**
 * footprint-astride: a ground plan that stands on two grids or more, with at least 1 m² and a place at least 0.5 m wide on
 * each, so that a wall drawn a little over a border is none. What stands on no grid is no side. `grids`: those it stands on;
 * `detail.sharesM2`: m² on each of them, in the same order, as text; `areaM2`: what is not on the one with most.
 * A warning until somebody has named the grid by hand (`detail.assigned`), then for information.
 */
import { boxOf } from './cell-frame.ts';
import { metresPerUnitX, metresPerUnitY } from './distance.ts';
import type { FindingList } from './finding-list.ts';
import { type FootprintShare, footprintShares } from './footprint-shares.ts';
import type { GridIndex } from './grid-index.ts';
import { Hits } from './hits.ts';
import { placeOf } from './place-findings.ts';
import { sideOf } from './point-in-polygon.ts';
import type { MultiPolygon } from './polygon.ts';
import { crossesProperly, onSegment } from './predicates.ts';
import { canonicalShape } from './region-shape.ts';

const MIN_SHARE_M2 = 1;
const MIN_WIDTH_M = 0.5;

/** `index`: over the grids of the list, in their order. */
export function findAstride(
  index: GridIndex,
  list: FindingList,
  which: Iterable<number>,
  isJudged: (grid: number) => boolean,
  isNamed: (point: number) => boolean,
): void {
  const { footprints = [], overrides = [] } = list.points;
  for (const point of which) {
    const footprint = footprints[point] ?? null;
    if (footprint === null || !isCrossed(index, footprint)) continue;
    const near = nearGrids(index, footprint).filter(isJudged);
    const shares = footprintShares(
      footprint,
      near.map((grid) => list.grids[grid]!.polygons),
    ).filter(({ areaM2, widthM }) => areaM2 >= MIN_SHARE_M2 && widthM >= MIN_WIDTH_M);
    if (shares.length < 2) continue;
    const assigned = isNamed(point) ? overrides[point]! : null;
    list.add({
      kind: 'footprint-astride',
      ...placeOf(
        list,
        point,
        shares.map(({ grid }) => near[grid]!),
      ),
      geometry: canonicalShape(footprint),
      areaM2: areaOffTheLargest(shares),
      grave: assigned === null,
      detail: {
        sharesM2: shares.map(({ areaM2 }) => areaM2.toFixed(2)),
        ...(assigned === null ? {} : { assigned }),
      },
    });
  }
}

function areaOffTheLargest(shares: readonly FootprintShare[]): number {
  const sizes = shares.map(({ areaM2 }) => areaM2).sort((a, b) => a - b);
  return sizes.slice(0, -1).reduce((sum, size) => sum + size, 0);
}

/** Whether some border passes through the inside of a shape, or between two places on its edge. */
function isCrossed(index: GridIndex, shape: MultiPolygon): boolean {
  let crossed = false;
  index.eachBorderIn(boxOf(shape), (ax, ay, bx, by) => {
    crossed ||= passesThrough(shape, ax, ay, bx, by);
  });
  return crossed;
}

function passesThrough(shape: MultiPolygon, ax: number, ay: number, bx: number, by: number): boolean {
  if (sideOf(shape, ax, ay) === 'inside' || sideOf(shape, bx, by) === 'inside') return true;
  let touches = 0;
  for (const ring of shape.flat()) {
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length;
      const [cx, cy, dx, dy] = [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!];
      if (crossesProperly(ax, ay, bx, by, cx, cy, dx, dy)) return true;
      const cornerOnBorder = onSegment(ax, ay, bx, by, cx, cy);
      if (cornerOnBorder || onSegment(cx, cy, dx, dy, ax, ay) || onSegment(cx, cy, dx, dy, bx, by)) touches += 1;
    }
  }
  // From corner to corner: perhaps through the inside. The exact walk will say.
  return touches > 1;
}

/** Every grid that may stand under a shape: those with a border near it, and those around its middle. */
function nearGrids(index: GridIndex, shape: MultiPolygon): number[] {
  const [minX, minY, maxX, maxY] = boxOf(shape);
  const x = Math.round((minX + maxX) / 2);
  const y = Math.round((minY + maxY) / 2);
  const reachM = Math.hypot((maxX - minX) * metresPerUnitX(y), (maxY - minY) * metresPerUnitY(y));
  const grids = new Set(index.bordersWithin(x, y, reachM).map(({ grid }) => grid));
  const hits = new Hits();
  index.locate(x, y, hits);
  for (let i = 0; i < hits.count; i++) grids.add(hits.grids[i]!);
  return [...grids].sort((a, b) => a - b);
}
