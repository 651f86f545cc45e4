/** A subject as the kernel takes it. */
import type { CoverageInput } from '../geometry/coverage.ts';
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
  const points = counted.filter(({ elsewhere }) => !elsewhere);
  const placeOf = ({ place }: CountedPoint) => subject.places![place]!;
  const answering = new Map(shapes.micros.map(({ grid }) => [grid.code, grid.parentCode]));
  return {
    grids: shapes.grids.map(({ grid, shape }) => ({ code: grid.code, polygons: shape })),
    ...(shapes.boundary === null ? {} : { universe: shapes.boundary }),
    ...(shapes.exclusions.length === 0 ? {} : { exclusions: shapes.exclusions.flat() }),
    points: {
      xy: Int32Array.from(points.flatMap(({ place }) => [held!.xy[2 * place]!, held!.xy[2 * place + 1]!])),
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
    },
    minAreaM2: options.minAreaM2,
  };
}
