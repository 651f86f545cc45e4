/**
 * The union of many shapes as one: the boundary of all places of depth 1 or more. Enclosed holes stay holes; shapes that
 * touch in a point only stay parts. Vertices of the input on the boundary stay, so the result shares every vertex with the
 * shapes it is made of. Where borders cross off the lattice the crossing is rounded; if the rounded rings meet anew, they are
 * dissolved once more, so the result is always valid.
 */
import { crossings } from './crossings.ts';
import { EdgeUses, openEdges, verticesOf } from './edge-uses.ts';
import { walkFaces } from './faces.ts';
import { nodePieces } from './noding.ts';
import type { MultiPolygon, Polygon } from './polygon.ts';
import { compareRings, latticeRing } from './region-shape.ts';
import { mergeRegions } from './regions.ts';

/** Rounding moves a corner by half a unit and makes no new crossing but next to it; more rounds than this are a fault. */
const MOST_ROUNDS = 32;

/**
 * `polygons`: valid shapes, shells counter-clockwise and holes clockwise. They may overlap, touch and leave gaps. The parts
 * of the result come by their lowest vertices, each ring from its lowest vertex. Throws an Error when rings contradict.
 */
export function dissolve(polygons: readonly MultiPolygon[]): MultiPolygon {
  let shapes = polygons;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { union, exact } = unionOf(shapes, round > 0);
    if (exact) return union;
    shapes = [union];
  }
  throw new Error('dissolve: rounded rings keep crossing');
}

/** `exact`: every corner is a lattice point, so nothing was rounded. `lenient`: rounding may have turned a sliver over. */
function unionOf(shapes: readonly MultiPolygon[], lenient: boolean): { union: MultiPolygon; exact: boolean } {
  let vertices = 0;
  for (const shape of shapes) vertices += verticesOf(shape);
  const table = new EdgeUses(vertices);
  shapes.forEach((shape, owner) => {
    table.add(owner, shape);
  });
  const chosen = openEdges(table);
  const faces = walkFaces(table, nodePieces(table, chosen, crossings(table, chosen)), lenient);
  const union: Polygon[] = [];
  let exact = true;
  for (const region of mergeRegions(faces, (face) => (face > 0 && faces.depth[face]! > 0 ? 0 : -1))) {
    const rings = [region.shell, ...region.holes];
    const { nodes } = faces.pieces;
    if (
      rings
        .flat()
        .some((h) => !nodes.isLattice((h & 1) === 0 ? faces.pieces.tail[h >> 1]! : faces.pieces.head[h >> 1]!))
    ) {
      exact = false;
    }
    const shell = latticeRing(faces, region.shell);
    if (shell === null) continue;
    const holes = region.holes.map((ring) => latticeRing(faces, ring)).filter((ring) => ring !== null);
    union.push([shell, ...holes.sort(compareRings)]);
  }
  return { union: union.sort((a, b) => compareRings(a[0]!, b[0]!)), exact };
}
