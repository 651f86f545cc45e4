/** How the grids of a ground lie on each other: two that overlap in part, one wholly on another, or the same place twice. */
import type { Ground } from './repair-ground.ts';

/** By the numbers of two owners, the lower first; pairs that do not overlap are left out. */
type Relations = ReadonlyMap<string, 'overlap' | 'inner first' | 'inner last' | 'same'>;

/** `ownersOf`: who covers a face, in rising order. */
export function relationsOf({ faces }: Ground, ownersOf: (face: number) => readonly number[]): Relations {
  const sizes = new Map<number, number>();
  const common = new Map<string, number>();
  for (let face = 1; face < faces.count; face++) {
    const owners = ownersOf(face);
    owners.forEach((owner, i) => {
      sizes.set(owner, (sizes.get(owner) ?? 0) + 1);
      for (const other of owners.slice(i + 1)) {
        const pair = `${owner} ${other}`;
        common.set(pair, (common.get(pair) ?? 0) + 1);
      }
    });
  }
  return new Map(
    [...common].map(([pair, shared]) => {
      const [first, last] = pair.split(' ').map((owner) => sizes.get(Number(owner)) === shared);
      return [pair, first && last ? 'same' : first ? 'inner first' : last ? 'inner last' : 'overlap'];
    }),
  );
}

/** Whether two grids lie on each other as they did not before. That they do so no more is nothing new. */
export function relatesAnew(before: Relations, after: Relations): boolean {
  return [...after].some(([pair, relation]) => before.get(pair) !== relation);
}
