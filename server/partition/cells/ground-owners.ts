/**
 * Whose ground a small face is: inside an outlined plan its building's, else that of the seed which the seams around it
 * name, by their length, else that of the nearest sample.
 */

import { type Faces, startOf } from '../../geometry/faces.ts';
import { isInside } from './even-odd.ts';
import type { FaceSeams, OutlinedPlan } from './face-seams.ts';
import { type LocalMetres, lengthM } from './local-metres.ts';
import type { FaceSamples } from './samples.ts';
import type { Seed } from './seeds.ts';
import type { Noded } from './snap-noding.ts';

/** `faceOf`: the face of the map for each small face. `kept`: pieces of the noding that were walked. Seeds by small face. */
export function groundOwners(
  walk: Faces,
  faceOf: Int32Array,
  kept: readonly number[],
  { noded, ringCount }: { readonly noded: Noded; readonly ringCount: number },
  seams: FaceSeams,
  seeds: readonly Seed[],
  seedsOfFace: readonly (readonly number[])[],
  samples: ReadonlyMap<number, FaceSamples>,
  metres: LocalMetres,
): Int32Array {
  const { count } = walk;
  const votes = countVotes();
  const owners = new Int32Array(count).fill(-1);
  let sides: number[][] | null = null;
  for (let small = 1; small < count; small++) {
    const face = faceOf[small]!;
    if (face < 0) continue;
    const numbers = seedsOfFace[face]!;
    if (numbers.length < 2) {
      owners[small] = numbers[0] ?? -1;
      continue;
    }
    const plans = seams.outlined.get(face);
    const own = votes.get(small);
    if (plans === undefined && own !== undefined) {
      owners[small] = most(own, () => true);
      continue;
    }
    sides ??= sidesOfSmallFaces(walk);
    const [x, y] = pointInside(walk, sides[small]!);
    const plan = plans?.find((one) => holds(one, x, y));
    const isWanted = (seed: number): boolean => plan === undefined || seeds[seed]!.group === plan.group;
    const best = own === undefined ? -1 : most(own, isWanted);
    owners[small] = best >= 0 ? best : nearest(samples.get(face)!, isWanted, numbers, x, y);
  }
  return owners;

  /** Metres of seam that name a seed, by small face. */
  function countVotes(): Map<number, Map<number, number>> {
    const all = new Map<number, Map<number, number>>();
    const { nodes } = noded;
    kept.forEach((piece, k) => {
      let length = -1;
      for (let i = noded.start[piece]!; i < noded.start[piece + 1]!; i++) {
        const segment = (noded.sources[i]! >> 1) - ringCount;
        if (segment < 0 || seams.left[segment]! < 0) continue;
        if (length < 0) {
          const [a, b] = [noded.tail[piece]!, noded.head[piece]!];
          length = lengthM(metres, nodes.x[a]!, nodes.y[a]!, nodes.x[b]!, nodes.y[b]!);
        }
        const forth = (noded.sources[i]! & 1) === 0;
        vote(walk.faceOf[2 * k]!, forth ? seams.left[segment]! : seams.right[segment]!, seams.face[segment]!, length);
        vote(
          walk.faceOf[2 * k + 1]!,
          forth ? seams.right[segment]! : seams.left[segment]!,
          seams.face[segment]!,
          length,
        );
      }
    });
    return all;

    function vote(small: number, seed: number, face: number, length: number): void {
      if (faceOf[small] !== face) return;
      const own = all.get(small) ?? new Map<number, number>();
      own.set(seed, (own.get(seed) ?? 0) + length);
      all.set(small, own);
    }
  }

  function nearest(
    { xy, seed }: FaceSamples,
    isWanted: (seed: number) => boolean,
    numbers: readonly number[],
    x: number,
    y: number,
  ): number {
    const [px, py] = [(x - metres.x0) * metres.mx, (y - metres.y0) * metres.my];
    let best = -1;
    let least = Infinity;
    for (let i = 0; i < seed.length; i++) {
      const square = (xy[2 * i]! - px) ** 2 + (xy[2 * i + 1]! - py) ** 2;
      if (square >= least || !isWanted(seed[i]!)) continue;
      least = square;
      best = seed[i]!;
    }
    return best >= 0 ? best : numbers.find(isWanted)!;
  }
}

function most(votes: ReadonlyMap<number, number>, isWanted: (seed: number) => boolean): number {
  let best = -1;
  for (const [seed, length] of votes) {
    if (!isWanted(seed)) continue;
    const lead = best < 0 ? 1 : length - votes.get(best)!;
    if (lead > 0 || (lead === 0 && seed < best)) best = seed;
  }
  return best;
}

function sidesOfSmallFaces({ faceOf, half, count }: Faces): number[][] {
  const sides: number[][] = Array.from({ length: count }, () => []);
  for (let h = 0; h < half.count; h++) sides[faceOf[h]!]!.push(h);
  return sides;
}

/** The middle of the widest stretch on the level line half-way up; a float, on no lattice height. */
function pointInside({ pieces }: Faces, sides: readonly number[]): [x: number, y: number] {
  const { nodes } = pieces;
  let [low, high] = [Infinity, -Infinity];
  for (const h of sides) {
    const y = nodes.y[startOf(pieces, h)]!;
    low = Math.min(low, y);
    high = Math.max(high, y);
  }
  const y = Math.floor((low + high - 1) / 2) + 0.5;
  const crossings: number[] = [];
  for (const h of sides) {
    const [a, b] = [startOf(pieces, h), startOf(pieces, h ^ 1)];
    if (nodes.y[a]! > y === nodes.y[b]! > y) continue;
    crossings.push(nodes.x[a]! + ((nodes.x[b]! - nodes.x[a]!) * (y - nodes.y[a]!)) / (nodes.y[b]! - nodes.y[a]!));
  }
  crossings.sort((p, q) => p - q);
  let best = 0;
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    if (crossings[i + 1]! - crossings[i]! > crossings[best + 1]! - crossings[best]!) best = i;
  }
  return [(crossings[best]! + crossings[best + 1]!) / 2, y];
}

const holds = ({ plan }: OutlinedPlan, x: number, y: number): boolean => isInside(plan.flat(), x, y);
