/**
 * The barrier doctor: line ends that miss the next line by a little are joined to it, and lines drawn twice are told. No
 * point is moved: a short piece is added. Every change is a finding. Only ends in the parent are looked at.
 */
import { metresPerUnitX, metresPerUnitY, segmentDistanceM } from '../../geometry/distance.ts';
import { sideOf } from '../../geometry/point-in-polygon.ts';
import type { CellFindings } from './cell-findings.ts';
import type { Barrier, CellsInput } from './cells-input.ts';
import { passesPixel } from './hot-pixel.ts';
import { LINE, type LineRows, lineRows } from './line-rows.ts';
import { SegmentGrid } from './segment-grid.ts';

/** An end this near another line is joined to its nearest point. */
export const SNAP_M = 2;
/** An end whose line, carried on, meets another within this is carried on. */
export const EXTEND_M = 5;
/** Two lines this near each other along a stretch this long are one line drawn twice. */
const DUPLICATE_M = 0.5;
const DUPLICATE_LENGTH_M = 3;

/** The barriers, and the pieces that join their loose ends. */
export function mendBarriers(input: CellsInput, findings: CellFindings): Barrier[] {
  const rows = lineRows(input);
  if (rows.count === 0) return [];
  const doctor = new Doctor(rows);
  const added: Barrier[] = [];
  for (const barrier of input.barriers) {
    const { points } = barrier;
    const last = points.length - 2;
    if (last < 2) continue;
    for (const [at, before] of [
      [0, 2],
      [last, last - 2],
    ] as const) {
      const x = points[at]!;
      const y = points[at + 1]!;
      if (!doctor.isLoose(x, y) || sideOf(input.parent, x, y) === 'outside') continue;
      const [bx, by] = [points[before]!, points[before + 1]!];
      const snapped = doctor.nearest(x, y, bx, by);
      const joint = snapped ?? doctor.ahead(x, y, bx, by);
      if (joint === null) continue;
      const [toX, toY] = joint;
      findings.add(snapped === null ? 'line-extended' : 'line-snapped', [x, y], [], { toX, toY });
      added.push({ ...barrier, points: Int32Array.of(x, y, toX, toY) });
    }
  }
  doctor.eachDuplicate((x, y) => findings.add('line-near-duplicate', [x, y]));
  return [...input.barriers, ...added];
}

type Point = readonly [x: number, y: number];

class Doctor {
  readonly #rows: LineRows;
  readonly #grid: SegmentGrid;
  readonly #mx: number;
  readonly #my: number;

  constructor(rows: LineRows) {
    this.#rows = rows;
    this.#grid = new SegmentGrid(rows, rows.count);
    this.#mx = metresPerUnitX(rows.ay[0]!);
    this.#my = metresPerUnitY(rows.ay[0]!);
  }

  /** Whether one row only comes to this point. */
  isLoose(x: number, y: number): boolean {
    const { ax, ay, bx, by } = this.#rows;
    const touching = new Set<number>();
    this.#grid.near(x, y, x, y, (r) => {
      if (passesPixel(ax[r]!, ay[r]!, bx[r]!, by[r]!, x, y)) touching.add(r);
    });
    return touching.size === 1;
  }

  /** The nearest point of another row within SNAP_M; rows at the end's own piece do not count. */
  nearest(x: number, y: number, beforeX: number, beforeY: number): Point | null {
    const { ax, ay, bx, by } = this.#rows;
    let best = SNAP_M;
    let found: Point | null = null;
    this.#eachOther(x, y, beforeX, beforeY, SNAP_M, (r) => {
      const metres = segmentDistanceM(x, y, ax[r]!, ay[r]!, bx[r]!, by[r]!, this.#mx, this.#my);
      if (metres > best) return;
      const ux = (bx[r]! - ax[r]!) * this.#mx;
      const uy = (by[r]! - ay[r]!) * this.#my;
      const along = ((x - ax[r]!) * this.#mx * ux + (y - ay[r]!) * this.#my * uy) / (ux * ux + uy * uy);
      const t = Math.max(0, Math.min(1, along));
      const at = [Math.round(ax[r]! + t * (bx[r]! - ax[r]!)), Math.round(ay[r]! + t * (by[r]! - ay[r]!))] as const;
      if (metres === best && found !== null && comparePoints(found, at) <= 0) return;
      best = metres;
      found = at;
    });
    return found;
  }

  /** Where the line through `before` and the end, carried on by up to EXTEND_M, first meets another row. */
  ahead(x: number, y: number, beforeX: number, beforeY: number): Point | null {
    const { ax, ay, bx, by } = this.#rows;
    const length = this.#lengthM(beforeX, beforeY, x, y);
    if (length === 0) return null;
    const ux = ((x - beforeX) * EXTEND_M) / length;
    const uy = ((y - beforeY) * EXTEND_M) / length;
    let best = 1;
    let found: Point | null = null;
    this.#eachOther(x, y, beforeX, beforeY, EXTEND_M, (r) => {
      const vx = bx[r]! - ax[r]!;
      const vy = by[r]! - ay[r]!;
      const across = ux * vy - uy * vx;
      if (across === 0) return;
      const t = ((ax[r]! - x) * vy - (ay[r]! - y) * vx) / across;
      const s = ((ax[r]! - x) * uy - (ay[r]! - y) * ux) / across;
      if (!(t > 0 && t <= best && s >= 0 && s <= 1)) return;
      best = t;
      found = [Math.round(x + t * ux), Math.round(y + t * uy)];
    });
    return found;
  }

  /** A point of each row that runs along another one. */
  eachDuplicate(visit: (x: number, y: number) => void): void {
    const { count, ax, ay, bx, by, bits } = this.#rows;
    for (let r = 0; r < count; r++) {
      if ((bits[r]! & LINE.barrier) === 0) continue;
      const length = this.#lengthM(ax[r]!, ay[r]!, bx[r]!, by[r]!);
      if (length < DUPLICATE_LENGTH_M) continue;
      let isDouble = false;
      this.#grid.near(ax[r]!, ay[r]!, ax[r]!, ay[r]!, (s) => {
        if (s === r || isDouble || (bits[s]! & LINE.barrier) === 0) return;
        isDouble = this.#isNear(ax[r]!, ay[r]!, s) && this.#isNear(bx[r]!, by[r]!, s);
      });
      if (isDouble) visit(ax[r]!, ay[r]!);
    }
  }

  #lengthM(ax: number, ay: number, bx: number, by: number): number {
    return Math.sqrt(((bx - ax) * this.#mx) ** 2 + ((by - ay) * this.#my) ** 2);
  }

  #isNear(x: number, y: number, row: number): boolean {
    const { ax, ay, bx, by } = this.#rows;
    return segmentDistanceM(x, y, ax[row]!, ay[row]!, bx[row]!, by[row]!, this.#mx, this.#my) <= DUPLICATE_M;
  }

  #eachOther(
    x: number,
    y: number,
    beforeX: number,
    beforeY: number,
    metres: number,
    visit: (row: number) => void,
  ): void {
    const { ax, ay, bx, by } = this.#rows;
    const rx = metres / this.#mx;
    const ry = metres / this.#my;
    const isOwn = (px: number, py: number): boolean => (px === x && py === y) || (px === beforeX && py === beforeY);
    const seen = new Set<number>();
    this.#grid.near(x - rx, y - ry, x + rx, y + ry, (r) => {
      if (seen.has(r) || isOwn(ax[r]!, ay[r]!) || isOwn(bx[r]!, by[r]!)) return;
      seen.add(r);
      visit(r);
    });
  }
}

function comparePoints(p: Point, q: Point): number {
  return p[0] - q[0] || p[1] - q[1];
}
