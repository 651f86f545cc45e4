/** The outline of a face as closed rings: walked with the face on the left, in any order, a point may come up twice. */
import type { MultiPolygon } from '../../geometry/polygon.ts';
import type { FaceMap } from './face-map.ts';

/** Pieces of each face: 2·piece when the face is on its left, plus 1 when on its right. */
export function sidesOfFaces({ left, right, count }: Pick<FaceMap, 'left' | 'right' | 'count'>): number[][] {
  const sides: number[][] = Array.from({ length: count }, () => []);
  for (let p = 0; p < left.length; p++) {
    if (left[p]! >= 0) sides[left[p]!]!.push(2 * p);
    if (right[p]! >= 0) sides[right[p]!]!.push(2 * p + 1);
  }
  return sides;
}

/** Good for sums over sides; not normalised, so no valid polygon where the face touches itself. */
export function faceRings({ pieces }: Pick<FaceMap, 'pieces'>, sides: readonly number[]): MultiPolygon {
  const { nodes, tail, head } = pieces;
  const from = (side: number): number => ((side & 1) === 0 ? tail[side >> 1]! : head[side >> 1]!);
  const leaving = new Map<number, number[]>();
  for (const side of sides) {
    const list = leaving.get(from(side));
    if (list === undefined) leaving.set(from(side), [side]);
    else list.push(side);
  }
  const rings: Int32Array[] = [];
  for (const first of sides) {
    const ring: number[] = [];
    for (let node = from(first); ; ) {
      const side = leaving.get(node)?.pop();
      if (side === undefined) break;
      ring.push(nodes.x[node]!, nodes.y[node]!);
      node = from(side ^ 1);
    }
    if (ring.length > 0) rings.push(Int32Array.from(ring));
  }
  return [rings];
}
