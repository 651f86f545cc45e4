/**
 * The shape of a grid from the faces it is to cover: walked, not clipped, so neighbours that were given faces of one walk
 * share every vertex. Rings keep the grid's own vertices, get those of the border that was moved, and lose nothing else.
 */
import { type Faces, startOf } from './faces.ts';
import { turnOf } from './half-edges.ts';
import type { MultiPolygon, Ring } from './polygon.ts';
import { canonicalShape } from './region-shape.ts';
import { type HalfRing, mergeRegions } from './regions.ts';
import type { Ground } from './repair-ground.ts';

/**
 * `covers`: whether the owner is to cover a face. `kept`: nodes that are vertices of whoever passes there. Null when a corner
 * would be no lattice point.
 */
export function shapeFrom(
  { faces, grids }: Ground,
  owner: number,
  covers: (face: number) => boolean,
  kept: ReadonlySet<number>,
): MultiPolygon | null {
  const own = new Set<string>();
  for (const ring of grids[owner]!.polygons.flat()) {
    for (let i = 0; i < ring.length; i += 2) own.add(`${ring[i]} ${ring[i + 1]}`);
  }
  const shape: Ring[][] = [];
  for (const { shell, holes } of mergeRegions(faces, (face) => (face !== 0 && covers(face) ? 0 : -1))) {
    const rings: Ring[] = [];
    for (const half of [shell, ...holes]) {
      const ring = ringOf(faces, half, own, kept);
      if (ring === null) return null;
      rings.push(ring);
    }
    shape.push(rings);
  }
  return canonicalShape(shape);
}

function ringOf(faces: Faces, ring: HalfRing, own: ReadonlySet<string>, kept: ReadonlySet<number>): Ring | null {
  const { nodes } = faces.pieces;
  const points: number[] = [];
  for (let i = 0; i < ring.length; i++) {
    const node = startOf(faces.pieces, ring[i]!);
    const turns = turnOf(faces.half, ring[i === 0 ? ring.length - 1 : i - 1]!, ring[i]!) !== 0;
    if (!nodes.isLattice(node)) {
      if (turns) return null;
      continue;
    }
    const x = nodes.x[node]!;
    const y = nodes.y[node]!;
    if (turns || kept.has(node) || own.has(`${x} ${y}`)) points.push(x, y);
  }
  return Int32Array.from(points);
}
