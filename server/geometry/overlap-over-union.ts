/** How much two shapes are the same place: the area of both over the area of either, 0 to 1. */
import { crossings } from './crossings.ts';
import { EdgeUses, verticesOf } from './edge-uses.ts';
import { startOf, walkFaces } from './faces.ts';
import { nodePieces } from './noding.ts';
import type { MultiPolygon } from './polygon.ts';

/**
 * The faces come from an exact walk, their sizes from float64 sums relative to one corner: good to about 1e-9. Depends on the
 * two shapes only. Shells counter-clockwise, holes clockwise; rounded shapes may touch or cross themselves. 0 without area.
 */
export function overlapOverUnion(one: MultiPolygon, other: MultiPolygon): number {
  const table = new EdgeUses(verticesOf(one) + verticesOf(other));
  // The second owner counts as the parent, so that each depth is told apart.
  table.add(0, one);
  table.add(1, other, 'parent');
  const open: number[] = [];
  for (let edge = 0; edge < table.count; edge++) if (table.isOpen(edge)) open.push(edge);
  const faces = walkFaces(table, nodePieces(table, Int32Array.from(open), crossings(table)), true);
  const { pieces, faceOf, half, depth, parent } = faces;
  const { x, y } = pieces.nodes;
  if (half.count === 0) return 0;
  const x0 = x[0]!;
  const y0 = y[0]!;
  let both = 0;
  let either = 0;
  for (let h = 0; h < half.count; h++) {
    const face = faceOf[h]!;
    const isIn = depth[face]! > 0;
    const isInOther = parent[face]! > 0;
    if (!isIn && !isInOther) continue;
    const from = startOf(pieces, h);
    const to = startOf(pieces, h ^ 1);
    const term = (x[from]! - x0) * (y[to]! - y0) - (x[to]! - x0) * (y[from]! - y0);
    either += term;
    if (isIn && isInOther) both += term;
  }
  return either > 0 ? Math.min(1, Math.max(0, both / either)) : 0;
}
