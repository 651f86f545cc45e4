/** The rows of a subject as shapes on the lattice, decoded once. Grids are in the order of their codes. */

import type { MultiPolygon } from '../geometry/polygon.ts';
import { decodeMultiPolygon } from '../geometry/wkb.ts';
import type { CheckedArea, CheckedGrid, CheckSubject } from './subject.ts';

export interface GridShape {
  readonly grid: CheckedGrid;
  readonly shape: MultiPolygon;
}

export interface AreaShape {
  readonly area: CheckedArea;
  readonly shape: MultiPolygon | null;
}

export interface SubjectShapes {
  /** Basic and dedicated. */
  readonly grids: readonly GridShape[];
  readonly micros: readonly GridShape[];
  /** Of the area that was asked. */
  readonly boundary: MultiPolygon | null;
  /** The areas below it. */
  readonly below: readonly AreaShape[];
  readonly exclusions: readonly MultiPolygon[];
}

export function shapesOf(subject: CheckSubject): SubjectShapes {
  const decoded = [...subject.grids]
    .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
    .map((grid) => ({ grid, shape: decodeMultiPolygon(grid.wkb, 'lattice') }));
  const areas = subject.areas.map((area) => ({
    area,
    shape: area.wkb === null ? null : decodeMultiPolygon(area.wkb, 'degrees'),
  }));
  return {
    grids: decoded.filter(({ grid }) => grid.kind !== 'micro'),
    micros: decoded.filter(({ grid }) => grid.kind === 'micro'),
    boundary: areas.find(({ area }) => area.code === subject.area.code)?.shape ?? null,
    below: areas.filter(({ area }) => area.code !== subject.area.code),
    exclusions: subject.exclusions.map(({ wkb }) => decodeMultiPolygon(wkb, 'lattice')),
  };
}
