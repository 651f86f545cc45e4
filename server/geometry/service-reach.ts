/**
 * service-far: a community with buildings farther than 500 m, in a straight line, from each of its service points. Walking
 * distances are not known here; a straight line is the least that must be walked. Only the community's own points count: a
 * neighbour's does not serve it. One finding a community, a warning: `grids` its code, `buildings`, `households` and
 * `uncounted` those too far, `at` and `detail.farthest` the farthest building, `detail.distanceM` from there to the nearest
 * point (left out when there is none), `detail.limitM`, `detail.servicePoints` how many there are.
 */
import type { CoveragePoints } from './coverage-input.ts';
import type { CoverageFinding } from './coverage-report.ts';
import { pointDistanceM } from './distance.ts';
import { FindingList } from './finding-list.ts';
import { peopleOf } from './people.ts';

const DEFAULT_LIMIT_M = 500;

export interface ServedCommunity {
  readonly code: string;
  /** Buildings of the community. */
  readonly buildings: CoveragePoints;
  /** Its service points, x0, y0, x1, y1, … in lattice units. */
  readonly servicePoints: Int32Array;
}

/** In the order findings are listed. O(buildings × service points of their community). */
export function checkServiceReach(
  communities: readonly ServedCommunity[],
  limitM: number = DEFAULT_LIMIT_M,
): readonly CoverageFinding[] {
  const nobody: CoveragePoints = { xy: new Int32Array(0), households: new Int32Array(0), codes: [] };
  const list = new FindingList([], nobody, {});
  for (const community of communities) addCommunity(community, limitM, list);
  return list.done().findings;
}

function addCommunity({ code, buildings, servicePoints }: ServedCommunity, limitM: number, list: FindingList): void {
  const far: number[] = [];
  let farthest = -1;
  let greatest = -1;
  for (let building = 0; building < buildings.codes.length; building++) {
    const distanceM = nearestM(buildings.xy[2 * building]!, buildings.xy[2 * building + 1]!, servicePoints);
    if (distanceM <= limitM) continue;
    far.push(building);
    const isFarther =
      distanceM > greatest || (distanceM === greatest && buildings.codes[building]! < buildings.codes[farthest]!);
    if (isFarther) {
      farthest = building;
      greatest = distanceM;
    }
  }
  if (farthest < 0) return;
  list.add({
    kind: 'service-far',
    grids: [code],
    at: [buildings.xy[2 * farthest]!, buildings.xy[2 * farthest + 1]!],
    people: peopleOf(buildings, far),
    detail: {
      farthest: buildings.codes[farthest]!,
      limitM,
      servicePoints: servicePoints.length / 2,
      ...(greatest < Infinity ? { distanceM: greatest } : {}),
    },
  });
}

/** Infinity when there is no service point. */
function nearestM(x: number, y: number, points: Int32Array): number {
  let least = Infinity;
  for (let i = 0; i < points.length; i += 2) least = Math.min(least, pointDistanceM(x, y, points[i]!, points[i + 1]!));
  return least;
}
