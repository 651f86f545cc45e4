/** Roads as they come from the database, and how far it is along them. What the thread does; pure. */

import { toDegrees } from '../../geometry/lattice.ts';
import { decodeLines } from '../../geometry/wkb.ts';
import { type LonLat, Plane } from '../../roads/plane.ts';
import { type Road, roadGraph } from '../../roads/road-graph.ts';
import { walkingDistances } from '../../roads/walking.ts';
import type { RoadRow } from './road-repository.ts';

export interface WalkTask {
  readonly roads: readonly RoadRow[];
  readonly from: LonLat;
  readonly to: readonly LonLat[];
}
/** Metres, one for each of `to`; null where no road leads. */
export type Walked = (number | null)[];

export function walked({ roads, from, to }: WalkTask): Walked {
  const plane = new Plane(from);
  const lines = roads.flatMap(({ class: kind, wkb }) => decodeLines(wkb).map((line) => roadOf(line, kind, plane)));
  return walkingDistances(
    roadGraph(lines, Infinity),
    plane.spot(from),
    to.map((at) => plane.spot(at)),
  );
}

function roadOf(line: Int32Array, kind: string | null, plane: Plane): Road {
  const spots = Array.from({ length: line.length / 2 }, (_, i) =>
    plane.spot([toDegrees(line[2 * i]!), toDegrees(line[2 * i + 1]!)]),
  );
  return { name: null, class: kind, line: spots };
}
