/** A trail as lines, and where the worker was at a moment of it. Pure. */
import type { Trail } from '../../../../server/contract/positions.ts';
import { pointDistanceM } from '../../../../server/geometry/distance.ts';
import { toUnits } from '../../../../server/geometry/lattice.ts';

/** As the contract says it: a longer break is a gap, over which nobody knows the way. */
export const GAP_S = 600;

type Columns = Pick<Trail, 't' | 'lon' | 'lat'>;
export type Point = readonly [lon: number, lat: number];

const pointAt = ({ lon, lat }: Columns, index: number): Point => [lon[index] ?? 0, lat[index] ?? 0];

/** Stretches without a gap; one of a single fix is a point twice. */
export function segmentsOf(trail: Columns): readonly (readonly Point[])[] {
  const found: Point[][] = [];
  trail.t.forEach((seconds, index) => {
    const open = found[found.length - 1];
    const isGap = index === 0 || seconds - (trail.t[index - 1] ?? 0) > GAP_S;
    if (isGap || open === undefined) found.push([pointAt(trail, index)]);
    else open.push(pointAt(trail, index));
  });
  return found.map((points) => (points.length === 1 ? [points[0]!, points[0]!] : points));
}

export function lengthM(lines: readonly (readonly Point[])[]): number {
  let sum = 0;
  for (const line of lines)
    line.forEach((point, index) => {
      const before = line[index - 1];
      if (before) sum += distanceM(before, point);
    });
  return sum;
}

export const distanceM = (a: Point, b: Point): number =>
  pointDistanceM(toUnits(a[0]), toUnits(a[1]), toUnits(b[0]), toUnits(b[1]));

/** Between two fixes on the line between them; in a gap at the last place that is known. Null: there is no fix. */
export function atTime(trail: Columns, seconds: number): { readonly at: Point; readonly known: boolean } | null {
  const { t } = trail;
  if (t.length === 0) return null;
  const next = t.findIndex((one) => one > seconds);
  if (next === 0) return { at: pointAt(trail, 0), known: true };
  if (next < 0) return { at: pointAt(trail, t.length - 1), known: true };
  const [before, after] = [t[next - 1] ?? 0, t[next] ?? 0];
  const [a, b] = [pointAt(trail, next - 1), pointAt(trail, next)];
  if (after - before > GAP_S) return { at: a, known: seconds === before };
  const part = (seconds - before) / (after - before);
  return { at: [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part], known: true };
}
