/** The course of a line over the lattice: whether it meets itself or other lines elsewhere than end to end. */
import { meet } from '../../geometry/segment-meeting.ts';

/** x0, y0, … with both ends. */
export type Course = ArrayLike<number>;
export type Place = readonly [x: number, y: number];

/** Where a course goes back on itself, crosses or touches itself, or stands still; null where it does not. Its ends may be one. */
export function meetsItself(course: Course): Place | null {
  const segments = course.length / 2 - 1;
  for (let i = 0; i < segments; i++) {
    const [ax, ay, bx, by] = segmentOf(course, i);
    if (ax === bx && ay === by) return [ax, ay];
    for (let j = 0; j < i; j++) {
      const [cx, cy, dx, dy] = segmentOf(course, j);
      const found = meet(cx, cy, dx, dy, ax, ay, bx, by);
      if (found.kind === 'apart') continue;
      const isNext = j === i - 1 && found.x === ax && found.y === ay;
      const isClosing = j === 0 && i === segments - 1 && i > 1 && found.x === bx && found.y === by;
      if (found.kind !== 'touch' || !(isNext || (isClosing && cx === bx && cy === by))) {
        return [Math.round(found.x), Math.round(found.y)];
      }
    }
  }
  return null;
}

/** Where a course meets another elsewhere than both at one of their ends; null where it does not. */
export function meetsOther(course: Course, other: Course): Place | null {
  for (let i = 0; i + 3 < course.length; i += 2) {
    const [ax, ay, bx, by] = segmentOf(course, i / 2);
    for (let j = 0; j + 3 < other.length; j += 2) {
      const [cx, cy, dx, dy] = segmentOf(other, j / 2);
      if (
        Math.max(cx, dx) < Math.min(ax, bx) ||
        Math.min(cx, dx) > Math.max(ax, bx) ||
        Math.max(cy, dy) < Math.min(ay, by) ||
        Math.min(cy, dy) > Math.max(ay, by)
      ) {
        continue;
      }
      const found = meet(ax, ay, bx, by, cx, cy, dx, dy);
      if (found.kind === 'apart') continue;
      const { x, y } = found;
      if (found.kind === 'touch' && isEnd(course, x, y) && isEnd(other, x, y)) continue;
      return [Math.round(x), Math.round(y)];
    }
  }
  return null;
}

export function isEnd(course: Course, x: number, y: number): boolean {
  const last = course.length - 2;
  return (course[0] === x && course[1] === y) || (course[last] === x && course[last + 1] === y);
}

export function segmentOf(course: Course, i: number): [ax: number, ay: number, bx: number, by: number] {
  return [course[2 * i]!, course[2 * i + 1]!, course[2 * i + 2]!, course[2 * i + 3]!];
}
