/**
 * Communities with buildings too far from a service point of their own (geometry/service-reach.ts). A building and a service
 * point belong to the community of the grid that answers for them, else to the one they stand in. A county that has loaded
 * no service point at all is not judged.
 */

import type { CoverageFinding } from '../geometry/coverage.ts';
import { GridIndex } from '../geometry/grid-index.ts';
import { checkServiceReach } from '../geometry/service-reach.ts';
import type { CountedPoint } from './counted-points.ts';
import type { HeldPlaces } from './held-places.ts';
import type { SubjectShapes } from './shapes.ts';
import type { CheckSubject } from './subject.ts';

export function serviceChecks(
  subject: CheckSubject,
  shapes: SubjectShapes,
  held: HeldPlaces,
  points: readonly CountedPoint[],
): readonly CoverageFinding[] {
  if (!subject.hasServicePoints) return [];
  const places = subject.places ?? [];
  const codes = subject.areas.filter(({ level }) => level === 'community').map(({ code }) => code);
  const shapeOf = new Map(shapes.below.map(({ area, shape }) => [area.code, shape]));
  const index = GridIndex.build(
    codes.map((code) => shapeOf.get(code) ?? (code === subject.area.code ? shapes.boundary : null) ?? []),
  );
  const numberOf = new Map(codes.map((code, i) => [code, i]));
  const communityOf = (place: number): number => {
    const answering = held.answering[place]!;
    const parent = answering < 0 ? undefined : numberOf.get(shapes.grids[answering]!.grid.parentCode);
    return parent ?? index.locateFirst(held.xy[2 * place]!, held.xy[2 * place + 1]!);
  };
  const buildings = codes.map((): CountedPoint[] => []);
  for (const point of points) if (point.own) buildings[communityOf(point.place)]?.push(point);
  const servicePoints = codes.map((): number[] => []);
  places.forEach(({ kind }, place) => {
    if (kind === 'service-point') servicePoints[communityOf(place)]?.push(held.xy[2 * place]!, held.xy[2 * place + 1]!);
  });
  const communities = codes.map((code, i) => ({
    code,
    buildings: {
      xy: Int32Array.from(buildings[i]!.flatMap(({ place }) => [held.xy[2 * place]!, held.xy[2 * place + 1]!])),
      households: Int32Array.from(buildings[i]!, ({ households }) => households ?? -1),
      codes: buildings[i]!.map(({ place }) => places[place]!.code),
    },
    servicePoints: Int32Array.from(servicePoints[i]!),
  }));
  return checkServiceReach(communities, subject.settings.serviceDistanceM);
}
