/**
 * Whether a position is in a grid of the worker's own. The maps of that time decide. A position that is known badly is given the benefit of
 * the doubt up to 100 m from an own grid, and judged not at all when it is worse than 500 m. Pure.
 */
import type { DutyPlace } from '../../contract/duty.ts';
import type { CountyMap } from '../../locate/county-map.ts';
import { lookUp } from '../../locate/lookup.ts';
import { pointFault, toLattice } from '../../locate/question.ts';

export interface WhereOnDuty {
  readonly grid: string | null;
  readonly place: DutyPlace;
}

export const NOWHERE_KNOWN: WhereOnDuty = { grid: null, place: 'unknown' };

const DOUBT_M = 100;
const USELESS_M = 500;

/** `own`: codes of the grids and micro grids in which the worker holds a post. */
export function whereOnDuty(
  maps: readonly CountyMap[],
  own: ReadonlySet<string>,
  position: { lon?: number | undefined; lat?: number | undefined; accuracyM?: number | undefined },
): WhereOnDuty {
  const { lon, lat, accuracyM = 0 } = position;
  if (lon === undefined || lat === undefined || pointFault(lon, lat) !== null) return NOWHERE_KNOWN;
  if ((lon === 0 && lat === 0) || accuracyM > USELESS_M) return NOWHERE_KNOWN;
  const [x, y] = toLattice(lon, lat, 'wgs84');
  const { matches, grid } = lookUp(maps, x, y);
  const code = grid?.code ?? null;
  if (matches.some((match) => own.has(match.grid.code))) return { grid: code, place: 'own-grid' };
  const doubtM = Math.min(accuracyM, DOUBT_M);
  if (doubtM > 0 && maps.some((map) => nearOwn(map, own, x, y, doubtM))) return { grid: code, place: 'own-grid' };
  return { grid: code, place: code === null ? 'outside' : 'other-grid' };
}

function nearOwn(map: CountyMap, own: ReadonlySet<string>, x: number, y: number, limitM: number): boolean {
  return [...map.index.bordersWithin(x, y, limitM)].some(({ grid }) => own.has(map.grids[grid]!.code));
}
