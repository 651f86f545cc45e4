/** LINES: every straight piece of input once, whatever uses it, in an order that depends on content alone. */
import type { MultiPolygon } from '../../geometry/polygon.ts';
import { eachSide } from '../../geometry/sides.ts';
import { ARC_CLASS } from '../cell-graph.ts';
import type { BarrierKind, CellsInput } from './cells-input.ts';

/** Bits of `LineRows.bits`: what a row is a piece of. */
export const LINE = {
  parent: 1,
  today: 2,
  compound: 4,
  barrier: 8,
  hard: 16,
  minor: 32,
  main: 64,
  border: 128,
} as const;

const CLASS_BIT: Record<BarrierKind, number> = {
  'main-road': LINE.main,
  'minor-road': LINE.minor,
  plot: LINE.minor,
  water: LINE.border,
  rail: LINE.border,
  wall: LINE.border,
};

/** A ring's use of a row: the ring's owner is on the left of a→b when `sign` is 1, on the right when −1. */
export interface RingUse {
  readonly owner: number;
  readonly sign: 1 | -1;
}

export interface LineRows {
  readonly count: number;
  /** a before b by x, then y. Rows in order of these. */
  readonly ax: Int32Array;
  readonly ay: Int32Array;
  readonly bx: Int32Array;
  readonly by: Int32Array;
  readonly bits: Uint8Array;
  /** By how much the parent covers the left more than the right. */
  readonly parentNet: Int32Array;
  /** Grids of today by their number, then compounds from `today.length` on. */
  readonly uses: readonly (readonly RingUse[])[];
}

/** The class of a grid border along such a line. */
export function classOfBits(bits: number): number {
  if ((bits & (LINE.border | LINE.parent)) !== 0) return ARC_CLASS.barrier;
  if ((bits & LINE.main) !== 0) return ARC_CLASS.main;
  return (bits & LINE.minor) !== 0 ? ARC_CLASS.minor : ARC_CLASS.inside;
}

interface Row {
  readonly ends: readonly [number, number, number, number];
  bits: number;
  parentNet: number;
  readonly uses: RingUse[];
}

/** Lines that do not come near the parent's box are left out. */
export function lineRows({
  parent,
  today,
  compounds,
  barriers,
}: Pick<CellsInput, 'parent' | 'today' | 'compounds' | 'barriers'>): LineRows {
  const rows = new Map<string, Row>();
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  eachSide(parent, (x, y) => {
    minX = Math.min(minX, x);
    maxX = Math.max(maxX, x);
    minY = Math.min(minY, y);
    maxY = Math.max(maxY, y);
  });
  addRings(parent, LINE.parent, (row, sign) => {
    row.parentNet += sign;
  });
  today.forEach(({ polygons }, owner) => {
    addRings(polygons, LINE.today, (row, sign) => row.uses.push({ owner, sign }));
  });
  compounds.forEach(({ polygons, hard }, i) => {
    const bits = LINE.compound | LINE.border | (hard ? LINE.hard : 0);
    addRings(polygons, bits, (row, sign) => row.uses.push({ owner: today.length + i, sign }));
  });
  for (const { points, kind, hard } of barriers) {
    const bits = LINE.barrier | CLASS_BIT[kind] | (hard ? LINE.hard : 0);
    for (let i = 2; i + 1 < points.length; i += 2) {
      const [px, py, qx, qy] = points.subarray(i - 2, i + 2) as unknown as [number, number, number, number];
      const isFar =
        Math.max(px, qx) < minX || Math.min(px, qx) > maxX || Math.max(py, qy) < minY || Math.min(py, qy) > maxY;
      if (!isFar) enter(px, py, qx, qy, bits);
    }
  }
  const ordered = [...rows.values()].sort(
    ({ ends: p }, { ends: q }) => p[0] - q[0] || p[1] - q[1] || p[2] - q[2] || p[3] - q[3],
  );
  return {
    count: ordered.length,
    ax: Int32Array.from(ordered, ({ ends }) => ends[0]),
    ay: Int32Array.from(ordered, ({ ends }) => ends[1]),
    bx: Int32Array.from(ordered, ({ ends }) => ends[2]),
    by: Int32Array.from(ordered, ({ ends }) => ends[3]),
    bits: Uint8Array.from(ordered, ({ bits }) => bits),
    parentNet: Int32Array.from(ordered, ({ parentNet }) => parentNet),
    uses: ordered.map(({ uses }) => uses),
  };

  function addRings(shape: MultiPolygon, bits: number, use: (row: Row, sign: 1 | -1) => void): void {
    eachSide(shape, (px, py, qx, qy) => {
      const row = enter(px, py, qx, qy, bits);
      if (row !== null) use(row, row.ends[0] === px && row.ends[1] === py ? 1 : -1);
    });
  }

  function enter(px: number, py: number, qx: number, qy: number, bits: number): Row | null {
    if (px === qx && py === qy) return null;
    const forth = px < qx || (px === qx && py < qy);
    const ends = forth ? ([px, py, qx, qy] as const) : ([qx, qy, px, py] as const);
    const key = ends.join(' ');
    let row = rows.get(key);
    if (row === undefined) {
      row = { ends, bits: 0, parentNet: 0, uses: [] };
      rows.set(key, row);
    }
    row.bits |= bits;
    return row;
  }
}
