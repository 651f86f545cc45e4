/** Workers and a trail as features. Pure. */
import type { Feature, Position } from 'geojson';
import type { WorkerPosition } from '../../../server/contract/positions.ts';
import type { Point } from '../../state/command/people/trail-shape.ts';

const feature = (geometry: Feature['geometry'], properties: Record<string, unknown>): Feature => ({
  ...{ type: 'Feature', properties, geometry },
});
const pointOf = ([lon, lat]: Point): Feature['geometry'] => ({ type: 'Point', coordinates: [lon, lat] });

/** Who is lost lies below, whoever is chosen on top. */
export const peopleFeatures = (
  people: readonly WorkerPosition[],
  chosen: number | null,
  pointed: number | null,
): Feature[] =>
  people.map(({ worker, name, fresh, place, lon, lat }) =>
    feature(pointOf([lon, lat]), {
      ...{ worker, name, sign: `person-${fresh}-${place}` },
      ring: worker === chosen ? 2 : worker === pointed ? 1 : 0,
      order: worker === chosen ? 9 : fresh === 'lost' ? 0 : fresh === 'late' ? 1 : 2,
    }),
  );

export interface TrailShown {
  readonly segments: readonly (readonly Point[])[];
  readonly played: { readonly at: Point; readonly known: boolean } | null;
}

/** Lines, the straight way over each gap, where it begins and ends, and where the worker is at the moment that is played. */
export function trailFeatures({ segments, played }: TrailShown): Feature[] {
  const line = (points: readonly Point[], role: string) =>
    feature({ type: 'LineString', coordinates: points.map(([lon, lat]): Position => [lon, lat]) }, { role });
  const [first, last] = [segments[0]?.[0], segments[segments.length - 1]?.at(-1)];
  return [
    ...segments.map((points) => line(points, 'walked')),
    ...segments.slice(1).map((points, index) => line([segments[index]!.at(-1)!, points[0]!], 'gap')),
    ...(first ? [feature(pointOf(first), { role: 'begin' })] : []),
    ...(last ? [feature(pointOf(last), { role: 'end' })] : []),
    ...(played === null ? [] : [feature(pointOf(played.at), { role: played.known ? 'played' : 'unknown' })]),
  ];
}
