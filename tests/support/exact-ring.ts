/**
 * The plain point-in-ring test in BigInt, independent of the kernel: a point is on the border when it lies on a segment, and
 * inside when a ray to the east crosses the rings an odd number of times. Slow, and the reference for everything faster.
 */

export type Cover = 'inside' | 'border' | 'outside';

/** One grid as lists of rings, whatever their sense, parts and holes alike. */
export function exactCover(rings: readonly ArrayLike<number>[], px: number, py: number): Cover {
  const x = BigInt(px);
  const y = BigInt(py);
  let inside = false;
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length;
      // neither on the border nor crossing when both ends are above or both below
      if ((ring[i + 1]! > py && ring[j + 1]! > py) || (ring[i + 1]! < py && ring[j + 1]! < py)) continue;
      const ax = BigInt(ring[i]!);
      const ay = BigInt(ring[i + 1]!);
      const bx = BigInt(ring[j]!);
      const by = BigInt(ring[j + 1]!);
      const cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
      const dot = (x - ax) * (x - bx) + (y - ay) * (y - by);
      if (cross === 0n && dot <= 0n) return 'border';
      if (ay <= y && by > y && cross > 0n) inside = !inside;
      if (by <= y && ay > y && cross < 0n) inside = !inside;
    }
  }
  return inside ? 'inside' : 'outside';
}

/** All covering grids by the border rule: inside before border, then the lowest number. */
export function exactHits(
  grids: readonly (readonly (readonly ArrayLike<number>[])[])[],
  x: number,
  y: number,
): { grid: number; onBorder: boolean }[] {
  const covers = grids.map((grid) => exactCover(grid.flat(), x, y));
  const pick = (wanted: Cover) => covers.flatMap((cover, grid) => (cover === wanted ? [grid] : []));
  return [
    ...pick('inside').map((grid) => ({ grid, onBorder: false })),
    ...pick('border').map((grid) => ({ grid, onBorder: true })),
  ];
}
