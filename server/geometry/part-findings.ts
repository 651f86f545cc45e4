/**
 * What is worth knowing about grids of several parts; none of it is a place covered wrongly.
 *   multipart  a grid whose ground is more than one part. Parts that touch in a point only are two, parts that share a stretch
 *              of border are one. `detail.parts`: how many; `detail.partsM2`: their m², the largest first, as text.
 *   enclave    a part, or a whole grid, that one other grid surrounds: it fills a hole of that grid exactly, whatever vertices
 *              lie along the sides. A hole filled by two grids together holds no enclave.
 *              `detail.surroundedBy`: the code of the grid around.
 */
import { areaM2 } from './area.ts';
import type { CoverageGrid } from './coverage-input.ts';
import { dissolve } from './dissolve.ts';
import type { FindingList } from './finding-list.ts';
import { markPoint } from './mark-point.ts';
import type { Ring } from './polygon.ts';
import { orient } from './predicates.ts';

/** `isJudged`: whether the rings of a grid, by its number, can be trusted. `isWanted`: whether its own parts are asked about. */
export function findParts(
  list: FindingList,
  isJudged: (grid: number) => boolean,
  isWanted: (grid: number) => boolean = () => true,
): void {
  let hasHoles = false;
  list.grids.forEach(({ code, polygons }, grid) => {
    if (polygons.some((polygon) => polygon.length > 1)) hasHoles = true;
    if (polygons.length < 2 || !isJudged(grid) || !isWanted(grid)) return;
    const parts = dissolve([polygons]);
    if (parts.length < 2) return;
    const sizes = parts.map(areaM2).sort((a, b) => b - a);
    const largest = parts.find((part) => areaM2(part) === sizes[0])!;
    const detail = { parts: parts.length, partsM2: sizes.map((size) => size.toFixed(2)) };
    list.add({ kind: 'multipart', grids: [code], at: markPoint(largest), detail });
  });
  if (hasHoles) findEnclaves(list, isJudged, isWanted);
}

function findEnclaves(
  list: FindingList,
  isJudged: (grid: number) => boolean,
  isWanted: (grid: number) => boolean,
): void {
  const holes = holesByCorner(list.grids, isJudged);
  list.grids.forEach(({ code, polygons }, grid) => {
    if (!isJudged(grid) || !isWanted(grid)) return;
    for (const polygon of polygons) {
      const shell = polygon[0]!;
      const low = lowest(shell);
      for (const { around, hole } of holes.get(shell[low]!) ?? []) {
        if (around === code || !isSame(cornersFrom(shell, low, 1), cornersFrom(hole, lowest(hole), -1))) continue;
        list.addShape({ kind: 'enclave', grids: [code, around].sort(), detail: { surroundedBy: around } }, [polygon]);
      }
    }
  });
}

interface Hole {
  /** Code of the grid it is a hole of. */
  readonly around: string;
  readonly hole: Ring;
}

/** Every hole by the x of its lowest vertex, which is a corner whatever vertices lie along its sides. */
function holesByCorner(grids: readonly CoverageGrid[], isJudged: (grid: number) => boolean): Map<number, Hole[]> {
  const holes = new Map<number, Hole[]>();
  grids.forEach(({ code, polygons }, grid) => {
    if (!isJudged(grid)) return;
    for (const hole of polygons.flatMap((polygon) => polygon.slice(1))) {
      const x = hole[lowest(hole)]!;
      const known = holes.get(x);
      if (known === undefined) holes.set(x, [{ around: code, hole }]);
      else known.push({ around: code, hole });
    }
  });
  return holes;
}

function lowest(ring: Ring): number {
  let low = 0;
  for (let i = 2; i < ring.length; i += 2) {
    if (ring[i]! < ring[low]! || (ring[i] === ring[low] && ring[i + 1]! < ring[low + 1]!)) low = i;
  }
  return low;
}

/** The vertices at which a ring turns, from `low` on, forwards (1) or backwards (−1). */
function cornersFrom(ring: Ring, low: number, step: 1 | -1): number[] {
  const count = ring.length / 2;
  const at = (i: number): number => 2 * ((low / 2 + step * i + 2 * count) % count);
  const corners: number[] = [];
  for (let i = 0; i < count; i++) {
    const [p, q, r] = [at(i - 1), at(i), at(i + 1)];
    const [x, y] = [ring[q]!, ring[q + 1]!];
    if (orient(ring[p]!, ring[p + 1]!, x, y, ring[r]!, ring[r + 1]!) !== 0) corners.push(x, y);
  }
  return corners;
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
