/**
 * Gaps: places of depth 0 that should be covered. With a universe those inside it, without one those that grids enclose; never
 * ground that is excluded.
 *   gap-parent    touches the edge of the ground to be covered along a stretch: the parent's boundary, or an exclusion's
 *   missing-cell  is enclosed, and as large as a grid: a quarter of the median of its neighbours or more
 *   gap-enclosed  is enclosed otherwise
 * `detail.edgeM` of a gap-parent: metres of that edge.
 */
import { totalAreaM2 } from './area.ts';
import { metresPerUnitX, metresPerUnitY } from './distance.ts';
import type { EdgeUses } from './edge-uses.ts';
import type { Faces } from './faces.ts';
import type { FindingList } from './finding-list.ts';
import type { PointPlaces } from './people.ts';
import { measureRegion } from './region-measure.ts';
import { mergeRegions, type Region } from './regions.ts';

/** From this share of the median neighbour on, an enclosed gap is called a missing cell. */
const CELL_SHARE = 0.25;

/** Adds every gap to the list; returns the square metres of each, those too small to be listed included. */
export function findGaps(
  table: EdgeUses,
  open: Faces,
  hasUniverse: boolean,
  isOurs: (face: number) => boolean,
  places: PointPlaces,
  list: FindingList,
): number[] {
  const isGap = (face: number): boolean =>
    face !== 0 && open.depth[face] === 0 && open.unjudged[face] === 0 && isOurs(face);
  const sizes = new Map<number, number>();
  const sizeOf = (owner: number): number => {
    let size = sizes.get(owner);
    if (size === undefined) {
      size = totalAreaM2(list.grids[owner]!.polygons);
      sizes.set(owner, size);
    }
    return size;
  };
  const gapsM2: number[] = [];
  for (const region of mergeRegions(open, (face) => (isGap(face) ? 0 : -1))) {
    const measure = measureRegion(open, region);
    const { neighbours, edgeM } = around(table, open, region, measure.atY);
    // What only exclusions enclose is no ground of these grids, as far as anybody has said.
    if (!hasUniverse && neighbours.length === 0) continue;
    gapsM2.push(measure.areaM2);
    const isCell = neighbours.length > 0 && measure.areaM2 >= CELL_SHARE * median(neighbours.map(sizeOf));
    const kind = edgeM > 0 ? 'gap-parent' : isCell ? 'missing-cell' : 'gap-enclosed';
    const inside = region.faces.flatMap((face) => places.byOpenFace.get(face) ?? []);
    // What lacks a whole cell is not clear; a neighbour would be the wrong one to give it to.
    const repair = neighbours.length > 0 && kind !== 'missing-cell' ? 'give-to-neighbour' : null;
    list.addPlace(kind, open, { region, measure, inside }, neighbours, {
      repair,
      ...(edgeM > 0 ? { detail: { edgeM } } : {}),
    });
  }
  return gapsM2;
}

/** The grids around a gap, and the metres of its border that are the edge of the ground to be covered. */
function around(
  table: EdgeUses,
  { pieces }: Faces,
  region: Region,
  atY: number,
): { neighbours: number[]; edgeM: number } {
  const { nodes, tail, head } = pieces;
  const owners = new Set<number>();
  const mx = metresPerUnitX(atY);
  const my = metresPerUnitY(atY);
  const lengths: number[] = [];
  for (const h of [region.shell, ...region.holes].flat()) {
    const piece = h >> 1;
    if (pieces.parentNet[piece] !== 0 || pieces.exclusionNet[piece] !== 0) {
      const dx = (nodes.x[head[piece]!]! - nodes.x[tail[piece]!]!) * mx;
      const dy = (nodes.y[head[piece]!]! - nodes.y[tail[piece]!]!) * my;
      lengths.push(Math.hypot(dx, dy));
    }
    for (let i = pieces.edgeStart[piece]!; i < pieces.edgeStart[piece + 1]!; i++) {
      table.eachGridUse(pieces.edges[i]!, (owner) => owners.add(owner));
    }
  }
  // Smallest first, so that the sum is the same whatever the order of the input.
  const edgeM = lengths.sort((a, b) => a - b).reduce((sum, length) => sum + length, 0);
  return { neighbours: [...owners].sort((a, b) => a - b), edgeM };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}
