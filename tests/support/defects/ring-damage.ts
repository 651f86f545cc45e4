/** What makes one grid no valid shape, as a file brings it: each with the reason and the place that have to be told. */
import { innerPoint } from '../../../server/geometry/inner-point.ts';
import type { Box, MultiPolygon, Ring } from '../../../server/geometry/polygon.ts';
import { between, type Random } from '../random.ts';
import { ring } from '../shapes.ts';
import { boxAround } from './planted.ts';
import { meetsRing, type Point, pointsOf } from './point-list.ts';

export interface Damaged {
  readonly polygons: MultiPolygon;
  readonly reason: string;
  /** The place that is told is in here. */
  readonly box: Box;
}

/** Of a grid that is one shell. */
type Damage = (shell: Ring, random: Random) => Damaged;

/** Half the size of what is put inside a grid, in units: some twenty metres, far from its border. */
const R = 2000;

export const RING_DAMAGE: Readonly<Record<string, Damage>> = {
  'a spike out of a corner': spiked(1),
  'a spike into a corner': spiked(-1),

  'a crossing inside'(shell, random) {
    const { v, x, y, at } = corner(shell, random);
    // Out to the far side, across, and back over the way out.
    const loop: Point[] = [v, [x + R, y], [x - R, y], [x - R, y - R], [x + R, y + R]];
    return { polygons: [[spliced(shell, at, loop)]], reason: 'ring-self-crossing', box: place([x, y]) };
  },

  'a loop that comes back to its corner'(shell, random) {
    const { v, x, y, at } = corner(shell, random);
    // Clockwise, so that the loop is cut out of the inside.
    const loop: Point[] = [
      [x, y],
      [x + Math.sign(y - v[1]) * R, y - Math.sign(x - v[0]) * R],
    ];
    return {
      polygons: [[spliced(shell, at, [v, ...loop, v])]],
      reason: 'ring-self-touching',
      box: place(v),
    };
  },

  'a vertex three times'(shell, random) {
    const { v, at } = corner(shell, random);
    return { polygons: [[spliced(shell, at, [v, v, v])]], reason: 'point-repeated', box: place(v) };
  },

  'a hole outside'(shell) {
    const [x, y] = [shell[0]! - 80_000, shell[1]!];
    const hole = diamond([x, y], R);
    return { polygons: [[shell, hole]], reason: 'hole-outside-shell', box: boxAround(hole) };
  },

  'a hole across the border'(shell, random) {
    const { v } = corner(shell, random);
    const hole = diamond(v, 300);
    return { polygons: [[shell, hole]], reason: 'hole-crosses-shell', box: place(v, 300) };
  },

  'a hole in a hole'(shell) {
    const centre = innerPoint([[shell]]);
    const holes = [diamond(centre, R), diamond(centre, R / 2)];
    return { polygons: [[shell, ...holes]], reason: 'holes-nested', box: boxAround(...holes) };
  },

  'two holes that cross'(shell) {
    const [x, y] = innerPoint([[shell]]);
    const holes = [diamond([x, y], R), diamond([x + R, y], R)];
    return { polygons: [[shell, ...holes]], reason: 'holes-cross', box: place([x, y], 2 * R) };
  },

  'a part inside another'(shell) {
    const part = diamond(innerPoint([[shell]]), R);
    return { polygons: [[shell], [part]], reason: 'parts-overlap', box: boxAround(part) };
  },

  'a part of two points'(shell) {
    const [x, y] = innerPoint([[shell]]);
    return { polygons: [[shell], [ring([x, y], [x + R, y + R])]], reason: 'ring-too-short', box: place([x, y]) };
  },

  'a hole without area'(shell) {
    const [x, y] = innerPoint([[shell]]);
    const flat = ring([x, y], [x + R, y + R], [x + R / 2, y + R / 2]);
    return { polygons: [[shell, flat]], reason: 'ring-zero-area', box: boxAround(flat) };
  },
};

function spiked(side: 1 | -1): Damage {
  return (shell, random) => {
    const { v, x, y, at } = corner(shell, random);
    const tip: Point = side > 0 ? [2 * v[0] - x, 2 * v[1] - y] : [x, y];
    return { polygons: [[spliced(shell, at, [v, tip, v])]], reason: 'ring-spike', box: place(tip) };
  };
}

/** The middle of the shell, and a vertex of it with nothing between. */
function corner(shell: Ring, random: Random): { v: Point; at: number; x: number; y: number } {
  const points = pointsOf(shell);
  const [x, y] = innerPoint([[shell]]);
  const seen = points.filter((v) => !meetsRing(v, [x, y], points));
  const v = seen[between(random, 0, seen.length - 1)]!;
  return { v, at: points.indexOf(v), x, y };
}

/** The ring with these points in place of one of its vertices. */
function spliced(shell: Ring, at: number, points: readonly Point[]): Ring {
  return ring(...pointsOf(shell).toSpliced(at, 1, ...points));
}

/** Clockwise. */
function diamond([x, y]: Point, r: number): Ring {
  return ring([x - r, y], [x, y + r], [x + r, y], [x, y - r]);
}

/** A crossing is rounded to the lattice: a unit or two around a point, or more. */
function place([x, y]: Point, r = 2): Box {
  return [x - r, y - r, x + r, y + r];
}
