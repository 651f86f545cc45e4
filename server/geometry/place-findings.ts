/**
 * Buildings and units against the grids. A building on a border has the grids on both sides.
 *   building-uncovered  on ground to be covered, in no grid. `detail.nearest`, `detail.distanceM`: the grid with the nearest
 *                       border and how far it is, up to 500 m.
 *   building-double     strictly inside two grids or more.
 *   building-ambiguous  in a grid, but nearer to another one than 5 m (or as the caller says) or than its accuracy. Only what
 *                       another grid begins at counts: at the outer perimeter there is nothing to mistake it for.
 *                       `detail.distanceM` to the nearest other grid, `detail.candidates`, `detail.grid` that answers for it,
 *                       `detail.rule` by which (border-rule.ts), `detail.accuracyM` where known. A warning when the place is
 *                       less well known than the distance.
 * A building that was assigned by hand to a grid that exists is none of these: see override-findings.ts.
 */

import { ruleOf } from './border-rule.ts';
import type { CoveragePoints } from './coverage-input.ts';
import type { Draft, FindingList } from './finding-list.ts';
import { DEFAULT_CAP_M, type GridIndex } from './grid-index.ts';
import { Hits } from './hits.ts';
import { type PointPlaces, peopleOf } from './people.ts';

const DEFAULT_AMBIGUOUS_M = 5;

/** `index`: over the grids of the list, in their order. */
export function addUncovered(index: GridIndex, list: FindingList, point: number): void {
  const { xy } = list.points;
  const found = index.nearest(xy[2 * point]!, xy[2 * point + 1]!, DEFAULT_CAP_M);
  const detail = found === null ? {} : { nearest: list.grids[found.grid]!.code, distanceM: found.distanceM };
  list.add({ kind: 'building-uncovered', ...placeOf(list, point, []), detail });
}

export function addDoubled({ doubled }: PointPlaces, list: FindingList): void {
  for (const { point, owners } of doubled) list.add({ kind: 'building-double', ...placeOf(list, point, owners) });
}

/** How near a grid must be to a point to be mistaken for its own. */
export function ambiguousWithinM({ accuracyM }: CoveragePoints, point: number, least = DEFAULT_AMBIGUOUS_M): number {
  const accuracy = accuracyM?.[point] ?? Number.NaN;
  return Number.isFinite(accuracy) ? Math.max(accuracy, least) : least;
}

/** Of those of the points that are not settled otherwise: named by hand, or with a graver finding. */
export function findAmbiguous(
  index: GridIndex,
  list: FindingList,
  which: Iterable<number>,
  ambiguousM: number | undefined,
): void {
  const { xy, accuracyM } = list.points;
  const hits = new Hits();
  for (const point of which) {
    const accuracy = accuracyM?.[point] ?? Number.NaN;
    const limitM = ambiguousWithinM(list.points, point, ambiguousM);
    const x = xy[2 * point]!;
    const y = xy[2 * point + 1]!;
    if (index.distanceToBorder(x, y, limitM) === Infinity) continue;
    if (index.locate(x, y, hits) === 0) continue;
    const distances = new Map(index.bordersWithin(x, y, limitM).map(({ grid, distanceM }) => [grid, distanceM]));
    for (let i = 0; i < hits.count; i++) distances.set(hits.grids[i]!, 0);
    const answer = hits.grids[0]!;
    const others = [...distances].filter(([grid]) => grid !== answer);
    if (others.length === 0) continue;
    const distanceM = Math.min(...others.map(([, distance]) => distance));
    const candidates = [...distances.keys()].sort((a, b) => a - b);
    list.add({
      kind: 'building-ambiguous',
      ...placeOf(list, point, candidates),
      grave: accuracy > distanceM,
      detail: {
        distanceM,
        candidates: list.codes(candidates),
        grid: list.grids[answer]!.code,
        rule: ruleOf(hits)!,
        ...(Number.isFinite(accuracy) ? { accuracyM: accuracy } : {}),
      },
    });
  }
}

/** What every finding about one place has. `owners` in rising order. */
export function placeOf(
  list: FindingList,
  point: number,
  owners: readonly number[],
): Pick<Draft, 'grids' | 'at' | 'people' | 'place'> {
  const { points } = list;
  const at = [points.xy[2 * point]!, points.xy[2 * point + 1]!] as const;
  return { grids: list.codes(owners), at, people: peopleOf(points, [point]), place: points.codes[point]! };
}
