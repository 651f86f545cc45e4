/** A subject as the kernel takes it. */
import type { CoverageInput, CoveragePoints } from '../geometry/coverage.ts';
import { decodeMultiPolygon } from '../geometry/wkb.ts';
import type { CountedPoint } from './counted-points.ts';
import type { HeldPlaces } from './held-places.ts';
import type { SubjectShapes } from './shapes.ts';
import type { CheckOptions, CheckSubject } from './subject.ts';

export function kernelInput(
  subject: CheckSubject,
  shapes: SubjectShapes,
  held: HeldPlaces | null,
  counted: readonly CountedPoint[],
  options: CheckOptions,
): CoverageInput {
  return {
    grids: shapes.grids.map(({ grid, shape }) => ({ code: grid.code, polygons: shape })),
    ...(shapes.boundary === null ? {} : { universe: shapes.boundary }),
    ...(shapes.exclusions.length === 0 ? {} : { exclusions: shapes.exclusions.flat() }),
    ...(held === null ? {} : { points: pointsOf(subject, shapes, held, counted) }),
    minAreaM2: options.minAreaM2,
  };
}

/** Those put into another area's grid by hand are answered for there. */
export function pointsOf(
  subject: CheckSubject,
  shapes: SubjectShapes,
  { xy }: HeldPlaces,
  counted: readonly CountedPoint[],
): CoveragePoints {
  const points = counted.filter(({ elsewhere }) => !elsewhere);
  const placeOf = ({ place }: CountedPoint) => subject.places![place]!;
  const answering = new Map(shapes.micros.map(({ grid }) => [grid.code, grid.parentCode]));
  return {
    xy: Int32Array.from(points.flatMap(({ place }) => [xy[2 * place]!, xy[2 * place + 1]!])),
    households: Int32Array.from(points, ({ households }) => households ?? -1),
    codes: points.map((point) => placeOf(point).code),
    accuracyM: Float64Array.from(points, (point) => placeOf(point).accuracyM ?? Number.NaN),
    footprints: points.map((point) => {
      const { footprint } = placeOf(point);
      return footprint === null ? null : decodeMultiPolygon(footprint, 'degrees');
    }),
    overrides: points.map((point) => {
      const { gridOverride } = placeOf(point);
      return gridOverride === null ? null : (answering.get(gridOverride) ?? gridOverride);
    }),
  };
}
