/** Divides the ground of a plot into parcels of a workable size by straight inner lanes. */
import { halve, type Side } from './ground.ts';
import { area, centroid, type Point } from './plane.ts';
import type { Random } from './random.ts';
import { longWay } from './subdivision.ts';

/** A lane inside a plot: no border of any grid. */
export interface Lane {
  readonly name: string | null;
  readonly points: readonly Point[];
}

/** Parcels of at most `most` square metres where a cut can be made; the lanes laid between them are added to `lanes`. */
export function divide(
  sides: readonly Side[],
  most: number,
  random: Random,
  lanes: Lane[],
  laneName: () => string | null,
): (readonly Side[])[] {
  const ring = sides.map((s) => s.point);
  if (area(ring) <= most) return [sides];
  const box = longWay(ring);
  const c = centroid(ring);
  const off = box.length * random.between(-0.08, 0.08);
  const through: Point = [c[0] + Math.cos(box.angle) * off, c[1] + Math.sin(box.angle) * off];
  const name = laneName();
  const cut = halve(sides, through, box.angle + Math.PI / 2 + random.between(-0.06, 0.06), {
    kind: 'lane',
    road: name,
  });
  if (!cut) return [sides];
  lanes.push({ name, points: cut.chord });
  return cut.parts.flatMap((part) => divide(part, most, random, lanes, laneName));
}
