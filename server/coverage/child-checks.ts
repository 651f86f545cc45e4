/** Grids in their community and micro grids in their grid (geometry/child-check.ts). What has no boundary to keep to is not judged. */
import { type ChildReport, checkChildren } from '../geometry/child-check.ts';
import type { SubjectShapes } from './shapes.ts';
import type { CheckOptions } from './subject.ts';

export function childChecks(
  { grids, micros, below }: SubjectShapes,
  { minAreaM2 }: Pick<CheckOptions, 'minAreaM2'>,
): ChildReport[] {
  const areas = below.flatMap(({ area, shape }) => (shape === null ? [] : [{ code: area.code, polygons: shape }]));
  const bounded = new Set(areas.map(({ code }) => code));
  const ofAreas = grids
    .filter(({ grid }) => bounded.has(grid.parentCode))
    .map(({ grid, shape }) => ({ code: grid.code, polygons: shape, parent: grid.parentCode }));
  const ofGrids = micros.map(({ grid, shape }) => ({ code: grid.code, polygons: shape, parent: grid.parentCode }));
  const reports: ChildReport[] = [];
  if (ofAreas.length > 0) reports.push(checkChildren({ children: ofAreas, parents: areas, minAreaM2 }));
  if (ofGrids.length > 0) {
    const parents = grids.map(({ grid, shape }) => ({ code: grid.code, polygons: shape }));
    reports.push(checkChildren({ children: ofGrids, parents, minAreaM2, siblings: true }));
  }
  return reports;
}
