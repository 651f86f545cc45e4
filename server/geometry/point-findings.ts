/** Everything that is said of single buildings and units, but what needs the walk (building-double). */
import type { FindingList } from './finding-list.ts';
import { findAstride } from './footprint-findings.ts';
import type { GridIndex } from './grid-index.ts';
import { findOverrides } from './override-findings.ts';
import { addUncovered, findAmbiguous } from './place-findings.ts';

export interface PointsAsked {
  /** Over the grids of the list, in their order: all that have to do with the points. */
  readonly index: GridIndex;
  readonly list: FindingList;
  /** The grid a point was assigned to by hand, by its number in the list, −1 for none that exists. */
  readonly named: (point: number) => number;
  readonly uncovered: ReadonlySet<number>;
  readonly doubled: ReadonlySet<number>;
  readonly isJudged: (grid: number) => boolean;
  readonly ambiguousM: number | undefined;
}

export function findAtPoints(which: Iterable<number>, asked: PointsAsked): void {
  const { index, list, named, uncovered, doubled, isJudged, ambiguousM } = asked;
  const points = [...which];
  const isNamed = (point: number): boolean => named(point) >= 0;
  for (const point of points) if (uncovered.has(point)) addUncovered(index, list, point);
  const unsettled = points.filter((point) => !isNamed(point) && !uncovered.has(point) && !doubled.has(point));
  findAmbiguous(index, list, unsettled, ambiguousM);
  findAstride(index, list, points, isJudged, isNamed);
  findOverrides(index, list, points, named);
}
