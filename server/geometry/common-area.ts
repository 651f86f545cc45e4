/** How much of two shapes is the same place. */
import { crossings } from './crossings.ts';
import { EdgeUses, verticesOf } from './edge-uses.ts';
import { startOf, walkFaces } from './faces.ts';
import { nodePieces } from './noding.ts';
import type { MultiPolygon } from './polygon.ts';

/** Doubled areas in square units: of each shape, of what both cover, and of what either does. */
export interface CommonArea {
  readonly one: number;
  readonly other: number;
  readonly both: number;
  readonly either: number;
}

/**
 * The faces come from an exact walk, their sizes from float64 sums relative to one corner: good to about 1e-9. Depends on the
 * two shapes only. Shells counter-clockwise, holes clockwise; parts may overlap, and rounded rings touch or cross themselves.
 */
export function commonArea(one: MultiPolygon, other: MultiPolygon): CommonArea {
  const table = new EdgeUses(verticesOf(one) + verticesOf(other));
  // The second shape counts as the parent, so that the depths of the two are told apart.
  table.add(0, one);
  table.add(1, other, 'parent');
  const open: number[] = [];
  for (let edge = 0; edge < table.count; edge++) if (table.isOpen(edge)) open.push(edge);
  const faces = walkFaces(table, nodePieces(table, Int32Array.from(open), crossings(table)), true);
  const { pieces, faceOf, half, depth, parent } = faces;
  const { x, y } = pieces.nodes;
  const sum = { one: 0, other: 0, both: 0, either: 0 };
  for (let h = 0; h < half.count; h++) {
    const isOne = depth[faceOf[h]!]! > 0;
    const isOther = parent[faceOf[h]!]! > 0;
    if (!isOne && !isOther) continue;
    const from = startOf(pieces, h);
    const to = startOf(pieces, h ^ 1);
    const term = (x[from]! - x[0]!) * (y[to]! - y[0]!) - (x[to]! - x[0]!) * (y[from]! - y[0]!);
    sum.either += term;
    if (isOne) sum.one += term;
    if (isOther) sum.other += term;
    if (isOne && isOther) sum.both += term;
  }
  return sum;
}

/** The area of both over the area of either, 0 to 1; 0 when neither has one. */
export function overlapOverUnion(one: MultiPolygon, other: MultiPolygon): number {
  const { both, either } = commonArea(one, other);
  return either > 0 ? Math.min(1, Math.max(0, both / either)) : 0;
}
