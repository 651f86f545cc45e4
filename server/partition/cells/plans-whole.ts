/**
 * No arc through a ground plan, but where the input itself forces one: a line of input that runs through a building, plans
 * that overlap, a building cut between its units. What is forced is told by findings of its own.
 */
import { boxOf } from '../../geometry/cell-frame.ts';
import { metresPerUnitX, metresPerUnitY, segmentDistanceM } from '../../geometry/distance.ts';
import { sideOf } from '../../geometry/point-in-polygon.ts';
import type { MultiPolygon } from '../../geometry/polygon.ts';
import { eachSide } from '../../geometry/sides.ts';
import type { CellFindings } from './cell-findings.ts';
import { ARC_FLAG, type CellLayer } from './cell-layer.ts';
import type { PlacedBuilding } from './placed-buildings.ts';
import { runsThrough } from './plan-cut.ts';
import { SegmentGrid } from './segment-grid.ts';

/** An arc along a wall may be this far inside by rounding. */
const SKIN_M = 0.05;
/** A stretch is looked at in three places. */
const LOOKS = 4;

const INPUT_LINES = ARC_FLAG.parent | ARC_FLAG.today | ARC_FLAG.compound | ARC_FLAG.barrier;

/** Throws an Error that names the building and the place. */
export function expectPlansWhole(
  { arcs, cells }: Pick<CellLayer, 'arcs' | 'cells'>,
  placed: readonly PlacedBuilding[],
  findings: CellFindings,
): void {
  const overlapping = new Set<string>();
  for (const { kind, subjects } of findings.done()) {
    if (kind === 'footprints-overlap') for (const id of subjects) overlapping.add(id);
  }
  const cellOf = new Map<string, number>();
  cells.forEach(({ places }, cell) => {
    for (const place of places) cellOf.set(place, cell);
  });
  let count = 0;
  for (const { points } of arcs) count += points.length / 2 - 1;
  const ends = {
    ax: new Int32Array(count),
    ay: new Int32Array(count),
    bx: new Int32Array(count),
    by: new Int32Array(count),
  };
  const arcOf = new Int32Array(count);
  let at = 0;
  arcs.forEach(({ points, flags }, arc) => {
    if ((flags & INPUT_LINES) !== 0) return;
    for (let i = 2; i < points.length; i += 2) {
      ends.ax[at] = points[i - 2]!;
      ends.ay[at] = points[i - 1]!;
      ends.bx[at] = points[i]!;
      ends.by[at] = points[i + 1]!;
      arcOf[at++] = arc;
    }
  });
  const grid = new SegmentGrid(ends, at);
  for (const { building } of placed) {
    const { id, footprint } = building;
    if (footprint === null || overlapping.has(id) || cells[cellOf.get(id)!]!.id.includes('/')) continue;
    const [minX, minY, maxX, maxY] = boxOf(footprint);
    grid.near(minX, minY, maxX, maxY, (segment) => {
      const { left, right } = arcs[arcOf[segment]!]!;
      // Beyond a line that runs through the building its plan is other cells' ground.
      if (left !== cellOf.get(id) && right !== cellOf.get(id)) return;
      const [ax, ay, bx, by] = [ends.ax[segment]!, ends.ay[segment]!, ends.bx[segment]!, ends.by[segment]!];
      if (runsThrough(footprint, ax, ay, bx, by) && isDeep(footprint, ax, ay, bx, by)) {
        throw new Error(`cells, step CLEAN: a border through building ${id} near ${ax} ${ay}`);
      }
    });
  }
}

/** Whether a segment is further inside a plan than rounding leads it, looked at between every two walls that it meets. */
function isDeep(plan: MultiPolygon, ax: number, ay: number, bx: number, by: number): boolean {
  const [mx, my] = [metresPerUnitX(ay), metresPerUnitY(ay)];
  const [dx, dy] = [bx - ax, by - ay];
  const met = [0, 1];
  eachSide(plan, (px, py, qx, qy) => {
    const across = dx * (qy - py) - dy * (qx - px);
    if (across === 0) return;
    const t = ((px - ax) * (qy - py) - (py - ay) * (qx - px)) / across;
    if (t > 0 && t < 1) met.push(t);
  });
  met.sort((p, q) => p - q);
  for (let i = 1; i < met.length; i++) {
    for (let k = 1; k < LOOKS; k++) {
      const t = met[i - 1]! + ((met[i]! - met[i - 1]!) * k) / LOOKS;
      const x = Math.round(ax + t * dx);
      const y = Math.round(ay + t * dy);
      if (sideOf(plan, x, y) !== 'inside') continue;
      let least = Number.POSITIVE_INFINITY;
      eachSide(plan, (px, py, qx, qy) => {
        least = Math.min(least, segmentDistanceM(x, y, px, py, qx, qy, mx, my));
      });
      if (least > SKIN_M) return true;
    }
  }
  return false;
}
