/**
 * Gaps: places of depth 0 that should be covered. With a universe those inside it, without one those that grids enclose.
 * `gap-parent` touches the parent's boundary along an edge; `missing-cell` is enclosed and as large as a grid.
 */
import { totalAreaM2 } from './area.ts';
import type { EdgeUses } from './edge-uses.ts';
import type { Faces } from './faces.ts';
import type { FindingList } from './finding-list.ts';
import type { PointPlaces } from './people.ts';
import { measureRegion } from './region-measure.ts';
import { mergeRegions, type Region } from './regions.ts';

/** From this share of the median neighbour on, an enclosed gap is called a missing cell. */
const CELL_SHARE = 0.25;

/** Adds every gap to the list; returns the square metres of all of them, those too small to be listed included. */
export function findGaps(
  table: EdgeUses,
  open: Faces,
  hasUniverse: boolean,
  places: PointPlaces,
  list: FindingList,
): number {
  const isGap = (face: number): boolean =>
    face !== 0 && open.depth[face] === 0 && open.unjudged[face] === 0 && (!hasUniverse || open.parent[face]! > 0);
  const sizes = new Map<number, number>();
  const sizeOf = (owner: number): number => {
    let size = sizes.get(owner);
    if (size === undefined) {
      size = totalAreaM2(list.grids[owner]!.polygons);
      sizes.set(owner, size);
    }
    return size;
  };
  let gapM2 = 0;
  for (const region of mergeRegions(open, (face) => (isGap(face) ? 0 : -1))) {
    const measure = measureRegion(open, region);
    gapM2 += measure.areaM2;
    const { neighbours, touchesParent } = around(table, open, region);
    const isCell = neighbours.length > 0 && measure.areaM2 >= CELL_SHARE * median(neighbours.map(sizeOf));
    const kind = touchesParent ? 'gap-parent' : isCell ? 'missing-cell' : 'gap-enclosed';
    const inside = region.faces.flatMap((face) => places.byOpenFace.get(face) ?? []);
    // What lacks a whole cell is not clear; a neighbour would be the wrong one to give it to.
    const repair = neighbours.length > 0 && kind !== 'missing-cell' ? 'give-to-neighbour' : null;
    list.addPlace(kind, open, { region, measure, inside }, neighbours, { repair });
  }
  return gapM2;
}

function around(table: EdgeUses, { pieces }: Faces, region: Region): { neighbours: number[]; touchesParent: boolean } {
  const owners = new Set<number>();
  let touchesParent = false;
  for (const h of [region.shell, ...region.holes].flat()) {
    const piece = h >> 1;
    if (pieces.parentNet[piece] !== 0) touchesParent = true;
    for (let i = pieces.edgeStart[piece]!; i < pieces.edgeStart[piece + 1]!; i++) {
      table.eachGridUse(pieces.edges[i]!, (owner) => owners.add(owner));
    }
  }
  return { neighbours: [...owners].sort((a, b) => a - b), touchesParent };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}
