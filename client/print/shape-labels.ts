/**
 * What is written on shapes of a map on paper: as much as lies within the shape, else as little as may lie over its border. None over
 * another; a shape too small even for that is told as missing. Pure.
 */
import type { Paper } from './paper.ts';
import { contains, type Point, type Shape } from './plane.ts';
import type { Reserved, Room } from './room.ts';

export interface ShapeLabel extends Point {
  readonly code: string;
  readonly lines: readonly string[];
  /** Of the letters, millimetres. */
  readonly size: number;
}

export interface LabelForm {
  readonly lines: readonly string[];
  readonly size: number;
}

export interface LabelledShape extends Shape {
  readonly code: string;
  /** Where a label lies best. */
  readonly label: Point;
}

export interface Wanted {
  readonly shape: LabelledShape;
  /** The largest and fullest first; those that must lie within, and those whose middle only must. */
  readonly within: readonly LabelForm[];
  readonly over: readonly LabelForm[];
}

/** How much lower a line is than its letters. */
export const LINE = 1.15;
/** A digit or letter is so wide, of its height; a Chinese character is square. */
const NARROW = 0.58;

export const widthOf = (text: string): number =>
  [...text].reduce((width, one) => width + (one.codePointAt(0)! < 0x2e80 ? NARROW : 1), 0);

export function reachOf({ lines, size }: LabelForm): Point {
  return { x: (Math.max(...lines.map(widthOf)) * size) / 2, y: (lines.length * size * LINE) / 2 };
}

/** The place that is kept for the label, then around it, nearer ones first. */
function spotsOf({ label, box }: LabelledShape): readonly Point[] {
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
function liesIn(shape: Shape, { x, y }: Point, reach: Point, scale: number): boolean {
  const [dx, dy] = [(reach.x * scale) / 1000, (reach.y * scale) / 1000];
  return [-1, 0, 1].every((h) => [-1, 0, 1].every((v) => contains(shape, { x: x + h * dx, y: y + v * dy })));
}

export interface Labelled {
  readonly labels: readonly ShapeLabel[];
  /** Codes of shapes that have no room for one. */
  readonly missing: readonly string[];
}

export function shapeLabels(wanted: readonly Wanted[], paper: Paper, room: Room): Labelled {
  const labels = new Map<string, ShapeLabel>();
  const put = ({ code }: LabelledShape, form: LabelForm, spot: Point): boolean => {
    const at = paper.mm(spot);
    const box: Reserved = { ...at, reach: reachOf(form) };
    if (!room.take(box)) return false;
    labels.set(code, { code, ...at, lines: form.lines, size: form.size });
    return true;
  };
  for (const { shape, within } of wanted) {
    const spots = spotsOf(shape);
    within.some((form) =>
      spots.some((spot) => liesIn(shape, spot, reachOf(form), paper.scale) && put(shape, form, spot)),
    );
  }
  for (const { shape, over } of wanted) {
    if (labels.has(shape.code)) continue;
    const spots = spotsOf(shape).filter((spot) => contains(shape, spot));
    over.some((form) => spots.some((spot) => put(shape, form, spot)));
  }
  const codes = wanted.map(({ shape }) => shape.code);
  return { labels: [...labels.values()], missing: codes.filter((code) => !labels.has(code)) };
}

/** The name of a part in the middle of its shapes, or on one of them. */
export function partLabel(
  name: string,
  shapes: readonly { readonly label: Point }[],
  paper: Paper,
  room: Room,
  size: number,
): ShapeLabel | null {
  const n = shapes.length;
  const middle = {
    x: shapes.reduce((sum, { label }) => sum + label.x / n, 0),
    y: shapes.reduce((sum, { label }) => sum + label.y / n, 0),
  };
  const away = ({ label }: { label: Point }) => Math.hypot(label.x - middle.x, label.y - middle.y);
  const spots = [middle, ...[...shapes].sort((a, b) => away(a) - away(b)).map(({ label }) => label)];
  for (const spot of spots) {
    const at = paper.mm(spot);
    if (room.take({ ...at, reach: reachOf({ lines: [name], size }) }))
      return { code: name, ...at, lines: [name], size };
  }
  return null;
}
