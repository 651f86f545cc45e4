/** Grids of literal squares for tests of the coverage check. One plain unit is 1,000 lattice units, about 10 m. */
import type { CoverageFinding, CoverageGrid, CoverageInput, CoverageReport } from '../../server/geometry/coverage.ts';
import type { MultiPolygon, Ring } from '../../server/geometry/polygon.ts';
import { moved } from './shapes.ts';

export const UNIT = 1000;
export const WEST = 1_170_000_000;
export const SOUTH = 300_000_000;

export function at(one: MultiPolygon): MultiPolygon {
  return moved(one, UNIT, WEST, SOUTH);
}

export function grid(code: string, ...shells: Ring[]): CoverageGrid {
  return { code, polygons: at(shells.map((shell) => [shell])) };
}

export function points(
  ...list: readonly [x: number, y: number, households: number][]
): NonNullable<CoverageInput['points']> {
  return {
    xy: Int32Array.from(list.flatMap(([x, y]) => [WEST + x * UNIT, SOUTH + y * UNIT])),
    households: Int32Array.from(list, ([, , households]) => households),
    codes: list.map((_, i) => `p${i}`),
  };
}

/** kind, grids, and the rings in plain units. */
export function told({ findings }: Pick<CoverageReport, 'findings'>): [string, string, string][] {
  return findings.map(({ kind, grids, geometry }) => [kind, grids.join(' '), plain(geometry)]);
}

export function plain(geometry: CoverageFinding['geometry']): string {
  const text = (r: Ring): string => Array.from(r, (v, i) => (v - (i % 2 === 0 ? WEST : SOUTH)) / UNIT).join(' ');
  return (geometry ?? []).map((polygon) => polygon.map(text).join(' | ')).join(' + ');
}
