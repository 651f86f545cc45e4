/** Which rings cover each face: carried from the unbounded face across the pieces that the rings use. */
import type { Faces } from '../../geometry/faces.ts';
import type { RingUse } from './line-rows.ts';

/**
 * For each face the owners of the rings around it, in rising order. Throws an Error when a ring is left that was never
 * entered: it is not closed, or not turned the way it should be.
 */
export function coverLists(faces: Faces, uses: readonly (readonly RingUse[])[]): (readonly number[])[] {
  const { faceOf, half, count } = faces;
  const start = new Int32Array(count + 1);
  for (let h = 0; h < half.count; h++) start[faceOf[h]! + 1]! += 1;
  for (let face = 0; face < count; face++) start[face + 1]! += start[face]!;
  const free = start.slice();
  const bounds = new Int32Array(half.count);
  for (let h = 0; h < half.count; h++) bounds[free[faceOf[h]!]!++] = h;
  const covers: (readonly number[] | undefined)[] = new Array(count);
  covers[0] = [];
  const queue = [0];
  for (let face = queue.pop(); face !== undefined; face = queue.pop()) {
    for (let i = start[face]!; i < start[face + 1]!; i++) {
      const h = bounds[i]!;
      const across = faceOf[h ^ 1]!;
      if (covers[across] !== undefined) continue;
      covers[across] = crossed(covers[face]!, uses[h >> 1]!, (h & 1) === 0 ? -1 : 1);
      queue.push(across);
    }
  }
  return covers as (readonly number[])[];
}

function crossed(cover: readonly number[], uses: readonly RingUse[], way: 1 | -1): readonly number[] {
  if (uses.length === 0) return cover;
  const there = [...cover];
  // A ring that comes and goes along one piece is entered before it is left.
  for (const { owner, sign } of uses) if (sign * way > 0) there.push(owner);
  for (const { owner, sign } of uses) {
    if (sign * way > 0) continue;
    const at = there.indexOf(owner);
    if (at < 0) throw new Error('cells, step FACES: a ring is left that was never entered');
    there.splice(at, 1);
  }
  return there.sort((a, b) => a - b);
}
