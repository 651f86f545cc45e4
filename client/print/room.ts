/** What is left of a map of paper for names, in millimetres: none over another, none beyond the frame. Pure. */
import type { Paper } from './paper.ts';
import type { Point } from './plane.ts';

/** A box where no name may go, by its middle. */
export interface Reserved extends Point {
  readonly reach: Point;
}

/** North and the scale bar. */
export const boxesOfMarks = ({ width, height, bar }: Paper): readonly Reserved[] => [
  { x: width - 9, y: 11, reach: { x: 6, y: 9 } },
  { x: bar.mm / 2 + 17, y: height - 7, reach: { x: bar.mm / 2 + 17, y: 6 } },
];

/** What is left of a map for names: takes a box where nothing lies yet, and says whether it could. */
export interface Room {
  take(box: Reserved): boolean;
  /** Takes it whatever lies there. */
  put(box: Reserved): void;
}

/** Millimetres; only boxes that reach into the same cell of a lattice can touch. */
const CELL = 12;

function* cellsOf({ x, y, reach }: Reserved): Generator<string> {
  const first = (middle: number, half: number) => Math.floor((middle - half - 0.5) / CELL);
  const last = (middle: number, half: number) => Math.floor((middle + half + 0.5) / CELL);
  for (let column = first(x, reach.x); column <= last(x, reach.x); column++)
    for (let row = first(y, reach.y); row <= last(y, reach.y); row++) yield `${column} ${row}`;
}

const touch = (a: Reserved, b: Reserved): boolean =>
  Math.abs(a.x - b.x) <= a.reach.x + b.reach.x + 0.4 && Math.abs(a.y - b.y) <= a.reach.y + b.reach.y + 0.3;

export function roomOn({ width, height }: Pick<Paper, 'width' | 'height'>, reserved: readonly Reserved[] = []): Room {
  const taken = new Map<string, Reserved[]>();
  const put = (box: Reserved) => {
    for (const cell of cellsOf(box)) {
      const known = taken.get(cell);
      if (known === undefined) taken.set(cell, [box]);
      else known.push(box);
    }
  };
  const isFree = (box: Reserved): boolean => {
    for (const cell of cellsOf(box)) if (taken.get(cell)?.some((other) => touch(box, other))) return false;
    return true;
  };
  for (const box of reserved) put(box);
  return {
    put,
    take(box) {
      const { x, y, reach } = box;
      const isInside = x - reach.x > 1 && x + reach.x < width - 1 && y - reach.y > 1 && y + reach.y < height - 1;
      if (!isInside || !isFree(box)) return false;
      put(box);
      return true;
    },
  };
}
