/** A shape that somebody drew, through the gate every shape goes through. */
import { Refusal } from '../contract/problem.ts';
import { fromGeoJson, pointToGeoJson } from '../geometry/geojson.ts';
import { toUnits } from '../geometry/lattice.ts';
import type { MultiPolygon } from '../geometry/polygon.ts';
import { checkMultiPolygon } from '../geometry/validity.ts';

/** Throws `geometry-invalid` with the place. */
export function drawnShape(geometry: unknown): MultiPolygon {
  const read = fromGeoJson(geometry);
  if (!read.ok)
    throw invalidShape(read.code, read.at === undefined ? undefined : [toUnits(read.at[0]), toUnits(read.at[1])]);
  const shape = checkMultiPolygon(read.polygons);
  if (!shape.ok) throw invalidShape(shape.code, shape.at);
  return shape.polygons;
}

export function invalidShape(reason: string, at?: readonly [number, number]): Refusal {
  const isPlace = at !== undefined && Math.abs(at[0]) <= 180e7 && Math.abs(at[1]) <= 90e7;
  const where = isPlace ? { geometry: pointToGeoJson(at[0], at[1]) } : {};
  return new Refusal('geometry-invalid', { reason }, { errors: [{ pointer: '/geometry', code: reason }], ...where });
}
