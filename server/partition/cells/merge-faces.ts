/** Small faces given to a neighbour, the one with the longest common border first, until no small face stands alone. */

/** A border between two faces, of some length. */
export interface CommonBorder {
  readonly left: number;
  readonly right: number;
  readonly length: number;
}

/**
 * The face that each face belongs to in the end, itself for most. `isSmall`: the faces to give away. `order`: sorts them,
 * first come first served. `prefers`: whether a neighbour is to be taken before any that is not preferred. A small face
 * without a neighbour stays.
 */
export function mergeSmall(
  count: number,
  borders: readonly CommonBorder[],
  isSmall: (face: number) => boolean,
  order: (a: number, b: number) => number,
  prefers: (small: number, neighbour: number) => boolean,
): Int32Array {
  const root = new Int32Array(count);
  for (let face = 0; face < count; face++) root[face] = face;
  const find = (face: number): number => {
    let at = face;
    while (root[at] !== at) {
      root[at] = root[root[at]!]!;
      at = root[at]!;
    }
    return at;
  };
  const small: number[] = [];
  for (let face = 0; face < count; face++) if (isSmall(face)) small.push(face);
  if (small.length === 0) return root;
  small.sort(order);
  const bordersOf = new Map<number, CommonBorder[]>();
  for (const border of borders) {
    for (const face of [border.left, border.right]) {
      const list = bordersOf.get(face);
      if (list === undefined) bordersOf.set(face, [border]);
      else list.push(border);
    }
  }
  // Groups are kept under the face that is not small, once there is one.
  const members = new Map<number, number[]>(small.map((face) => [face, [face]]));
  for (let hasChanged = true; hasChanged; ) {
    hasChanged = false;
    for (const face of small) {
      const group = find(face);
      if (!isSmall(group)) continue;
      const own = members.get(group)!;
      const next = bestNeighbour(own, group, face);
      if (next < 0) continue;
      root[group] = next;
      members.get(next)?.push(...own);
      hasChanged = true;
    }
  }
  for (let face = 0; face < count; face++) root[face] = find(face);
  return root;

  function bestNeighbour(own: readonly number[], group: number, face: number): number {
    const lengths = new Map<number, number>();
    for (const member of own) {
      for (const { left, right, length } of bordersOf.get(member) ?? []) {
        const other = find(left === member ? right : left);
        if (other !== group) lengths.set(other, (lengths.get(other) ?? 0) + length);
      }
    }
    let best = -1;
    for (const [other, length] of lengths) {
      if (best < 0 || isBetter(other, length, best)) best = other;
    }
    return best;

    function isBetter(other: number, length: number, than: number): boolean {
      const liked = Number(prefers(face, other)) - Number(prefers(face, than));
      return (liked || length - lengths.get(than)! || than - other) > 0;
    }
  }
}
