/** A defect that was put into a scene, and what a check has to say of it: kind, codes, place, and the area where it is exact. */
import { totalAreaM2 } from '../../../server/geometry/area.ts';
import type { CoverageFinding, FindingKind } from '../../../server/geometry/coverage.ts';
import type { Box, MultiPolygon, Ring } from '../../../server/geometry/polygon.ts';

export interface Expected {
  readonly kind: FindingKind;
  /** Codes in rising order. Null: whichever. */
  readonly grids: readonly string[] | null;
  readonly areaM2?: number;
  readonly sliver?: boolean;
  readonly place?: string;
  readonly buildings?: number;
  readonly households?: number;
}

export interface Planted {
  readonly name: string;
  /** Everything of the defect is in here. */
  readonly box: Box;
  /** One finding each, with a universe and without: nothing else may be said in the box. */
  readonly expected: readonly Expected[];
  readonly withoutUniverse: readonly Expected[];
}

export function planted(name: string, box: Box, expected: readonly Expected[], free = expected): Planted {
  return { name, box, expected, withoutUniverse: free };
}

export function codes(...all: readonly string[]): string[] {
  return [...all].sort();
}

/** The area of a ring as the kernel tells areas: exact in units, by the lengths of a unit at its centroid. */
export function ringM2(ring: Ring): number {
  return totalAreaM2([[ring]]);
}

export function boxAround(...rings: readonly ArrayLike<number>[]): Box {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      minX = Math.min(minX, ring[i]!);
      maxX = Math.max(maxX, ring[i]!);
      minY = Math.min(minY, ring[i + 1]!);
      maxY = Math.max(maxY, ring[i + 1]!);
    }
  }
  return [minX, minY, maxX, maxY];
}

export function isIn([minX, minY, maxX, maxY]: Box, x: number, y: number): boolean {
  return x >= minX && x <= maxX && y >= minY && y <= maxY;
}

/** From this share of the median neighbour on, an enclosed gap is called a missing cell. */
const CELL_SHARE = 0.25;

export function enclosedKind(areaM2: number, neighbours: readonly MultiPolygon[]): 'gap-enclosed' | 'missing-cell' {
  const sizes = neighbours.map(totalAreaM2).sort((a, b) => a - b);
  const median = (sizes[(sizes.length - 1) >> 1]! + sizes[sizes.length >> 1]!) / 2;
  return areaM2 >= CELL_SHARE * median ? 'missing-cell' : 'gap-enclosed';
}

export interface Verdict {
  /** Expected and not found. */
  readonly missed: readonly string[];
  /** Found and not expected. */
  readonly falseAlarms: readonly string[];
}

/** Every finding belongs to exactly one expectation and the other way round. */
export function judge(
  findings: readonly CoverageFinding[],
  all: readonly Planted[],
  pick: (one: Planted) => readonly Expected[],
): Verdict {
  const left = new Set(findings);
  const missed: string[] = [];
  for (const one of all) {
    for (const expected of pick(one)) {
      const found = [...left].find((finding) => isIn(one.box, ...finding.at) && answers(finding, expected));
      if (found === undefined) missed.push(`${one.name}: ${JSON.stringify(expected)}`);
      else left.delete(found);
    }
  }
  const told = ({ kind, grids, areaM2, widthM, at, place }: CoverageFinding): string =>
    JSON.stringify({ kind, grids, areaM2, widthM, at, place });
  return { missed, falseAlarms: [...left].map(told) };
}

function answers(finding: CoverageFinding, { kind, grids, areaM2, ...rest }: Expected): boolean {
  return (
    finding.kind === kind &&
    (grids === null || grids.join(' ') === finding.grids.join(' ')) &&
    (areaM2 === undefined || Math.abs(finding.areaM2! - areaM2) <= 1e-9 + 1e-7 * areaM2) &&
    (rest.sliver === undefined || finding.sliver === rest.sliver) &&
    (rest.place === undefined || finding.place === rest.place) &&
    (rest.buildings === undefined || finding.buildings === rest.buildings) &&
    (rest.households === undefined || finding.households === rest.households)
  );
}
