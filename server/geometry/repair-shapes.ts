/**
 * The shapes of grids from the faces they are to cover: walked, not clipped, so grids that were given faces of one walk share
 * every vertex. A ring keeps the grid's own vertices. Of the places where a border was moved, or where a point was put on an
 * edge, it gets those that some grid turns at or had as a vertex: no more than it takes for both sides to agree.
 */
import { type Faces, startOf } from './faces.ts';
import { turnOf } from './half-edges.ts';
import type { MultiPolygon, Ring } from './polygon.ts';
import { canonicalShape } from './region-shape.ts';
import { type HalfRing, mergeRegions } from './regions.ts';
import type { Ground } from './repair-ground.ts';

export interface Reshaping {
  /** As the draft has them. */
  readonly original: Ground;
  /** The same owners, and perhaps more. */
  readonly ground: Ground;
  readonly ownersAfter: (face: number) => readonly number[];
  /** Nodes on the borders that are moved. */
  readonly border: ReadonlySet<number>;
}

/** The shapes of these owners; null when a corner would be no lattice point. */
export function reshape(reshaping: Reshaping, owners: readonly number[]): Map<number, MultiPolygon> | null {
  const { original, ground, ownersAfter, border } = reshaping;
  const { faces } = ground;
  const rings = new Map<number, HalfRing[][]>();
  const had = new Map<number, Set<string>>();
  const needed = new Set<string>();
  original.grids.forEach(({ polygons }, owner) => {
    const vertices = verticesOf(polygons);
    had.set(owner, vertices);
    if (!owners.includes(owner)) for (const vertex of vertices) needed.add(vertex);
  });
  for (const owner of owners) {
    const regions = mergeRegions(faces, (face) => (face !== 0 && ownersAfter(face).includes(owner) ? 0 : -1));
    const own = regions.map(({ shell, holes }) => [shell, ...holes]);
    rings.set(owner, own);
    for (const { node, turns } of own.flat().flatMap((ring) => cornersOf(faces, ring))) {
      if (!faces.pieces.nodes.isLattice(node)) {
        if (turns) return null;
      } else if (turns || had.get(owner)!.has(textOf(faces, node))) needed.add(textOf(faces, node));
    }
  }
  const shapes = new Map<number, MultiPolygon>();
  for (const owner of owners) {
    const inserted = verticesOf(ground.grids[owner]!.polygons);
    const isVertex = (node: number, turns: boolean): boolean => {
      if (!faces.pieces.nodes.isLattice(node)) return false;
      const text = textOf(faces, node);
      return turns || had.get(owner)!.has(text) || (needed.has(text) && (border.has(node) || inserted.has(text)));
    };
    const toRing = (ring: HalfRing): Ring =>
      Int32Array.from(
        cornersOf(faces, ring).flatMap(({ node, turns }) =>
          isVertex(node, turns) ? [faces.pieces.nodes.x[node]!, faces.pieces.nodes.y[node]!] : [],
        ),
      );
    shapes.set(owner, canonicalShape(rings.get(owner)!.map((polygon) => polygon.map(toRing))));
  }
  return shapes;
}

/** Every node of a ring, and whether the ring turns there. */
function cornersOf(faces: Faces, ring: HalfRing): { node: number; turns: boolean }[] {
  return ring.map((half, i) => ({
    node: startOf(faces.pieces, half),
    turns: turnOf(faces.half, ring[i === 0 ? ring.length - 1 : i - 1]!, half) !== 0,
  }));
}

function textOf({ pieces }: Faces, node: number): string {
  return `${pieces.nodes.x[node]} ${pieces.nodes.y[node]}`;
}

function verticesOf(shape: MultiPolygon): Set<string> {
  const texts = new Set<string>();
  for (const ring of shape.flat()) for (let i = 0; i < ring.length; i += 2) texts.add(`${ring[i]} ${ring[i + 1]}`);
  return texts;
}
