/** Street numbers: odd on the south or west side of a road, even on the other, growing from its west or north end. */

import type { Side } from './ground.ts';
import type { Mesh } from './mesh.ts';
import type { Lane } from './parcels.ts';
import { distance, mix, nearestOnSegment, type Point } from './plane.ts';

interface Extent {
  readonly isEastWest: boolean;
  readonly start: number;
}

export interface Front {
  readonly road: string;
  /** Where the way in leaves the road. */
  readonly at: Point;
}

const METRES_PER_NUMBER = 14;

export class Addresses {
  private readonly extents = new Map<string, Extent>();
  private readonly given = new Set<string>();

  constructor(mesh: Mesh, lanes: readonly Lane[]) {
    const points = new Map<string, Point[]>();
    const collect = (name: string | null, list: readonly Point[]): void => {
      if (name !== null) points.set(name, [...(points.get(name) ?? []), ...list]);
    };
    for (let h = 0; h < mesh.origin.length; h += 2)
      collect(mesh.lineAt(h).name, [mesh.position(h), mesh.position(h ^ 1)]);
    for (const lane of lanes) collect(lane.name, lane.points);
    for (const [name, list] of points) {
      const [xs, ys] = [list.map((p) => p[0]), list.map((p) => p[1])];
      const isEastWest = Math.max(...xs) - Math.min(...xs) >= Math.max(...ys) - Math.min(...ys);
      this.extents.set(name, { isEastWest, start: isEastWest ? Math.min(...xs) : Math.max(...ys) });
    }
  }

  /** `路名N号`, the next free number near the gate, on the side of the road where `inside` lies. */
  number(front: Front, inside: Point): string {
    const extent = this.extents.get(front.road) as Extent;
    const along = extent.isEastWest ? front.at[0] - extent.start : extent.start - front.at[1];
    const isEven = extent.isEastWest ? inside[1] > front.at[1] : inside[0] > front.at[0];
    let number = 2 * Math.floor(along / METRES_PER_NUMBER) + (isEven ? 2 : 1);
    while (this.given.has(`${front.road} ${number}`)) number += 2;
    this.given.add(`${front.road} ${number}`);
    return `${front.road}${number}号`;
  }
}

/** The middle of the longest named side. */
export function gate(sides: readonly Side[]): Front | null {
  let best: Front | null = null;
  let longest = 0;
  sides.forEach((side, i) => {
    const next = (sides[(i + 1) % sides.length] as Side).point;
    const length = distance(side.point, next);
    if (side.road !== null && length > longest)
      [best, longest] = [{ road: side.road, at: mix(side.point, next, 0.5) }, length];
  });
  return best;
}

/** The nearest named side. */
export function nearestFront(sides: readonly Side[], from: Point): Front | null {
  let best: Front | null = null;
  let least = Number.POSITIVE_INFINITY;
  sides.forEach((side, i) => {
    if (side.road === null) return;
    const at = nearestOnSegment(from, side.point, (sides[(i + 1) % sides.length] as Side).point);
    const d = distance(from, at);
    if (d < least) [best, least] = [{ road: side.road, at }, d];
  });
  return best;
}
