/** Where faces are: their boxes on the lattice. */
import { type Faces, startOf } from './faces.ts';
import type { Box } from './polygon.ts';

/** The boxes of the bounded faces that `isWanted`, whole units outwards. */
export function boxesOf(faces: Faces, isWanted: (face: number) => boolean): Box[] {
  const { faceOf, half, pieces } = faces;
  const boxes = new Map<number, [number, number, number, number]>();
  for (let h = 0; h < half.count; h++) {
    const face = faceOf[h]!;
    if (face === 0 || !isWanted(face)) continue;
    const node = startOf(pieces, h);
    const x = pieces.nodes.x[node]!;
    const y = pieces.nodes.y[node]!;
    let box = boxes.get(face);
    if (box === undefined) {
      box = [Infinity, Infinity, -Infinity, -Infinity];
      boxes.set(face, box);
    }
    box[0] = Math.min(box[0], Math.floor(x) - 1);
    box[1] = Math.min(box[1], Math.floor(y) - 1);
    box[2] = Math.max(box[2], Math.ceil(x) + 1);
    box[3] = Math.max(box[3], Math.ceil(y) + 1);
  }
  return [...boxes.values()];
}
