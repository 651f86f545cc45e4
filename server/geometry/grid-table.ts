/** The edges of everything a check is asked about, in one table. */
import type { CoverageGrid, CoverageInput } from './coverage-input.ts';
import { EdgeUses, verticesOf } from './edge-uses.ts';
import type { MultiPolygon } from './polygon.ts';

/** In order of their codes as text; entries with one code are parts of one grid. */
export function byCode(grids: readonly CoverageGrid[]): CoverageGrid[] {
  if (isInOrder(grids)) return [...grids];
  const parts = new Map<string, MultiPolygon>();
  for (const { code, polygons } of grids) parts.set(code, [...(parts.get(code) ?? []), ...polygons]);
  return [...parts]
    .map(([code, polygons]) => ({ code, polygons }))
    .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

function isInOrder(grids: readonly CoverageGrid[]): boolean {
  for (let i = 1; i < grids.length; i++) if (grids[i - 1]!.code >= grids[i]!.code) return false;
  return true;
}

/** Owners below `grids.length` are the grids; `owners`: how many numbers are taken. */
export function tableOf(grids: readonly CoverageGrid[], input: CoverageInput): { table: EdgeUses; owners: number } {
  const { universe = [], exclusions = [], unjudged = [] } = input;
  let vertices = verticesOf(universe) + verticesOf(exclusions);
  for (const { polygons } of [...grids, ...unjudged]) vertices += verticesOf(polygons);
  const table = new EdgeUses(vertices);
  for (let i = 0; i < grids.length; i++) table.add(i, grids[i]!.polygons);
  table.add(grids.length, universe, 'parent');
  table.add(grids.length + 1, exclusions, 'exclusion');
  for (const { polygons } of unjudged) table.add(grids.length + 2, polygons, 'unjudged');
  return { table, owners: grids.length + 3 };
}
