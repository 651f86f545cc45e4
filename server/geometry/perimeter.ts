/** The outer perimeter of a coverage: the closed walks around its connected pieces, with the unbounded face on the left. */
import type { EdgeUses } from './edge-uses.ts';
import { type Faces, startOf } from './faces.ts';

/** Side i runs from corner i to corner i + 1, the last one to corner 0. */
export interface PerimeterRing {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The lowest grid that has the side; −1 where it belongs to no grid that is judged. */
  readonly owner: Int32Array;
}

/** Each from its lowest corner, so that nothing depends on the order of the input; a corner may come up twice in one ring. */
export function perimeterRings(table: EdgeUses, { half, faceOf, pieces }: Faces): PerimeterRing[] {
  const { nodes } = pieces;
  const rings: PerimeterRing[] = [];
  const done = new Uint8Array(half.count);
  for (let first = 0; first < half.count; first++) {
    if (faceOf[first] !== 0 || done[first] === 1) continue;
    const walk: number[] = [];
    for (let at = first; done[at] === 0; at = half.next[at]!) {
      done[at] = 1;
      walk.push(at);
    }
    let low = 0;
    for (let i = 1; i < walk.length; i++) {
      const order = nodes.compare(startOf(pieces, walk[i]!), startOf(pieces, walk[low]!));
      // Where a walk comes through its lowest corner twice, the onward corners decide.
      if (order < 0 || (order === 0 && nodes.compare(endOf(walk[i]!), endOf(walk[low]!)) < 0)) low = i;
    }
    const count = walk.length;
    const ring = { x: new Float64Array(count), y: new Float64Array(count), owner: new Int32Array(count) };
    for (let i = 0; i < count; i++) {
      const h = walk[(low + i) % count]!;
      ring.x[i] = nodes.x[startOf(pieces, h)]!;
      ring.y[i] = nodes.y[startOf(pieces, h)]!;
      ring.owner[i] = ownerOf(h >> 1);
    }
    rings.push(ring);
  }
  return rings;

  function endOf(h: number): number {
    return startOf(pieces, h ^ 1);
  }

  function ownerOf(piece: number): number {
    let lowest = -1;
    for (let i = pieces.edgeStart[piece]!; i < pieces.edgeStart[piece + 1]!; i++) {
      table.eachGridUse(pieces.edges[i]!, (owner) => {
        if (lowest < 0 || owner < lowest) lowest = owner;
      });
    }
    return lowest;
  }
}
