/**
 * Where the findings of a report and their numbers go on its map: the sign at the place itself, the number beside it, or at the end of a
 * line where other things lie, or nowhere. The first ones are the gravest and choose first. Pure.
 */
import type { Severity } from '../../../../server/contract/coverage.ts';
import type { Paper } from '../../../print/paper.ts';
import type { Point } from '../../../print/plane.ts';
import type { Reserved, Room } from '../../../print/room.ts';
import { widthOf } from '../../../print/shape-labels.ts';

export interface Placed {
  readonly n: number;
  readonly severity: Severity;
  readonly at: Point;
  /** The middle of the number; null: there is no room for it. */
  readonly number: Point | null;
  /** The number lies away from its place. */
  readonly isFar: boolean;
}

/** Half of a sign, of the letters; digits are a little smaller than letters. */
export const SIGN = 0.5;
export const DIGITS = 0.95;
/** Between a sign and its number, millimetres. */
const GAP = 0.5;
/** How far away a number may lie, of the letters. */
const FAR = [2, 3, 4.5, 6.5] as const;
const DIRECTIONS = 16;

function* spotsOf(at: Point, reach: Point, letter: number): Generator<{ spot: Point; isFar: boolean }> {
  const [dx, dy] = [SIGN * letter + GAP + reach.x, SIGN * letter + GAP + reach.y];
  for (const [h, v] of [
    [1, 0],
    [-1, 0],
    [0, -1],
    [0, 1],
    [1, -1],
    [-1, -1],
    [1, 1],
    [-1, 1],
  ] as const)
    yield { spot: { x: at.x + h * dx, y: at.y + v * dy }, isFar: false };
  for (const far of FAR)
    for (let i = 0; i < DIRECTIONS; i++) {
      const angle = (i * 2 * Math.PI) / DIRECTIONS;
      const spot = { x: at.x + Math.cos(angle) * far * letter, y: at.y + Math.sin(angle) * far * letter };
      yield { spot, isFar: true };
    }
}

/** `places` in millimetres, in the order of their numbers. Those beyond the frame are left out. */
export function placeFindings(
  places: readonly { readonly severity: Severity; readonly at: Point }[],
  { width, height }: Pick<Paper, 'width' | 'height'>,
  room: Room,
  letter: number,
): readonly Placed[] {
  const half = SIGN * letter;
  const shown = places
    .map((one, i) => ({ ...one, n: i + 1 }))
    .filter(({ at }) => at.x > half && at.x < width - half && at.y > half && at.y < height - half);
  // signs stay where they are, one over another if need be; numbers keep clear of them
  for (const { at } of shown) room.put({ ...at, reach: { x: half, y: half } });
  return shown.map(({ n, severity, at }): Placed => {
    const size = letter * DIGITS;
    const reach = { x: (widthOf(String(n)) * size) / 2, y: size * 0.4 };
    for (const { spot, isFar } of spotsOf(at, reach, letter)) {
      const box: Reserved = { ...spot, reach };
      if (room.take(box)) return { n, severity, at, number: spot, isFar };
    }
    return { n, severity, at, number: null, isFar: false };
  });
}
