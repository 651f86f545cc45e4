/**
 * What is written on each grid of an area's map: name and code where they lie within the grid, else less of it, else only the digits that
 * tell it from the others of its community. None over another; a grid too small even for that is counted, and the table has it. Pure.
 */
import { contains, type GroundGrid, type Point } from '../ground.ts';
import type { Reserved, Room } from '../notice/labels.ts';
import type { Paper } from '../notice/paper.ts';

export interface GridLabel extends Point {
  readonly code: string;
  readonly lines: readonly string[];
  /** Of the letters, millimetres. */
  readonly size: number;
}

export interface GridWords {
  readonly grid: GroundGrid;
  readonly short: string;
}

/** How much lower a line is than its letters. */
export const LINE = 1.15;
/** A digit or letter is so wide, of its height; a Chinese character is square. */
const NARROW = 0.58;

export const widthOf = (text: string): number =>
  [...text].reduce((width, one) => width + (one.codePointAt(0)! < 0x2e80 ? NARROW : 1), 0);

interface Form {
  readonly lines: readonly string[];
  readonly size: number;
}

/** The largest and fullest first. `whole`: with the whole code. */
function formsOf({ grid: { grid }, short }: GridWords, letter: number, whole: boolean): readonly Form[] {
  const both = [grid.name, short];
  return [
    ...(whole ? [1.25, 1].map((size) => ({ lines: [grid.name, grid.code], size: letter * size })) : []),
    ...[1.1, 0.9].map((size) => ({ lines: both, size: letter * size })),
    ...[1.1, 0.9, 0.7].map((size) => ({ lines: [short], size: letter * size })),
  ];
}

function reachOf({ lines, size }: Form): Point {
  return { x: (Math.max(...lines.map(widthOf)) * size) / 2, y: (lines.length * size * LINE) / 2 };
}

/** The place that is kept for the label, then around it, nearer ones first. */
function spotsOf({ label, box }: GroundGrid): readonly Point[] {
  const half = Math.min(box.east - box.west, box.south - box.north) / 2;
  const around = [0.2, 0.4, 0.65].flatMap((share) =>
    Array.from({ length: 8 }, (_, i) => ({
      x: label.x + Math.cos((i * Math.PI) / 4) * half * share,
      y: label.y + Math.sin((i * Math.PI) / 4) * half * share,
    })),
  );
  return [label, ...around];
}

/** Corners and middles of the sides, in metres of the ground. */
function liesIn(grid: GroundGrid, { x, y }: Point, reach: Point, scale: number): boolean {
  const [dx, dy] = [(reach.x * scale) / 1000, (reach.y * scale) / 1000];
  return [-1, 0, 1].every((h) => [-1, 0, 1].every((v) => contains(grid, { x: x + h * dx, y: y + v * dy })));
}

export interface Labelled {
  readonly labels: readonly GridLabel[];
  /** Codes of grids that have no room for one. */
  readonly missing: readonly string[];
}

export function gridLabels(
  words: readonly GridWords[],
  paper: Paper,
  room: Room,
  letter: number,
  whole: boolean,
): Labelled {
  const labels = new Map<string, GridLabel>();
  const put = ({ grid }: GridWords, form: Form, spot: Point): boolean => {
    const at = paper.mm(spot);
    const box: Reserved = { ...at, reach: reachOf(form) };
    if (!room.take(box)) return false;
    labels.set(grid.grid.code, { code: grid.grid.code, ...at, lines: form.lines, size: form.size });
    return true;
  };
  for (const one of words) {
    const spots = spotsOf(one.grid);
    formsOf(one, letter, whole).some((form) =>
      spots.some((spot) => liesIn(one.grid, spot, reachOf(form), paper.scale) && put(one, form, spot)),
    );
  }
  // what fits into no grid may lie over its border, as long as its middle is inside
  for (const one of words) {
    if (labels.has(one.grid.grid.code)) continue;
    const spots = spotsOf(one.grid).filter((spot) => contains(one.grid, spot));
    const forms = formsOf(one, letter, false).slice(whole ? 1 : 2);
    forms.some((form) => spots.some((spot) => put(one, form, spot)));
  }
  const codes = words.map(({ grid }) => grid.grid.code);
  return { labels: [...labels.values()], missing: codes.filter((code) => !labels.has(code)) };
}

/** The name of a part in the middle of its grids, or on one of them. */
export function partLabel(
  name: string,
  grids: readonly GroundGrid[],
  paper: Paper,
  room: Room,
  size: number,
): GridLabel | null {
  const n = grids.length;
  const middle = {
    x: grids.reduce((sum, { label }) => sum + label.x / n, 0),
    y: grids.reduce((sum, { label }) => sum + label.y / n, 0),
  };
  const away = ({ label }: GroundGrid) => Math.hypot(label.x - middle.x, label.y - middle.y);
  const spots = [middle, ...[...grids].sort((a, b) => away(a) - away(b)).map(({ label }) => label)];
  for (const spot of spots) {
    const at = paper.mm(spot);
    if (room.take({ ...at, reach: reachOf({ lines: [name], size }) }))
      return { code: name, ...at, lines: [name], size };
  }
  return null;
}
