/** How a ground plan is shared by the grids it stands on: exact areas by a walk over the plan and the grids near it. */
import { coverSets } from './cover-sets.ts';
import { crossings } from './crossings.ts';
import { EdgeUses, openEdges, verticesOf } from './edge-uses.ts';
import { walkFaces } from './faces.ts';
import { nodePieces } from './noding.ts';
import type { MultiPolygon } from './polygon.ts';
import { measureRegion } from './region-measure.ts';
import { widthOf } from './region-width.ts';
import { mergeRegions } from './regions.ts';

export interface FootprintShare {
  /** Number of the grid in the input. */
  readonly grid: number;
  readonly areaM2: number;
  /** Of its widest place (region-width.ts). */
  readonly widthM: number;
}

/** In the order of the grids, those without a share left out. All shapes are valid. */
export function footprintShares(footprint: MultiPolygon, grids: readonly MultiPolygon[]): FootprintShare[] {
  const vertices = grids.reduce((sum, shape) => sum + verticesOf(shape), verticesOf(footprint));
  const table = new EdgeUses(vertices);
  grids.forEach((shape, grid) => {
    table.add(grid, shape);
  });
  table.add(grids.length, footprint, 'parent');
  const pairs = crossings(table);
  const open = walkFaces(table, nodePieces(table, openEdges(table), pairs));
  const cover = coverSets(table, pairs, open, (depth, inFootprint) => depth > 0 && inFootprint > 0);
  if (cover === null) return [];
  const { faces, setOf, sets } = cover;
  const shares = new Map<number, { areaM2: number; widthM: number }>();
  for (const region of mergeRegions(faces, (face) => (faces.parent[face]! > 0 ? setOf[face]! : -1))) {
    const measure = measureRegion(faces, region);
    const { widthM } = widthOf(faces, region, measure);
    for (const grid of sets[region.key]!) {
      const share = shares.get(grid) ?? { areaM2: 0, widthM: 0 };
      shares.set(grid, { areaM2: share.areaM2 + measure.areaM2, widthM: Math.max(share.widthM, widthM) });
    }
  }
  return [...shares].map(([grid, share]) => ({ grid, ...share })).sort((a, b) => a.grid - b.grid);
}
