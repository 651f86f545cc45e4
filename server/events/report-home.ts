/** Whose event it is while nobody knows where it is: the area its reporter names, or their own. Pure. */
import type { Caller } from '../access/caller.ts';
import { Refusal } from '../contract/problem.ts';
import type { CountyMap } from '../locate/county-map.ts';
import { REPORTERS } from './roles.ts';

/** Throws `area-unknown`; `locate-question-ambiguous` (/area) where the caller names none and has all or several counties. */
export function homeOf(maps: readonly CountyMap[], caller: Caller, named: string | undefined): string {
  if (named !== undefined) {
    if (isKnown(maps, named)) return named;
    throw new Refusal('area-unknown', { area: named }, { errors: [{ pointer: '/area', code: 'area-unknown' }] });
  }
  const own = caller.grants.filter(({ role }) => role === 'admin' || REPORTERS.includes(role)).map(({ area }) => area);
  const reached = own.includes(null)
    ? maps.map(({ countyCode }) => countyCode)
    : own.filter((area) => area !== null && isKnown(maps, area));
  const shared = commonArea(reached as string[]);
  if (shared !== null) return shared;
  const counties = maps.map(({ countyCode }) => countyCode);
  throw new Refusal(
    'locate-question-ambiguous',
    { counties },
    { errors: [{ pointer: '/area', code: 'locate-question-ambiguous' }] },
  );
}

/** The innermost area that holds them all; null: they lie in several counties, or there is none. */
function commonArea(areas: readonly string[]): string | null {
  const first = areas[0];
  if (first === undefined) return null;
  const length = [12, 9, 6].find(
    (digits) => digits <= first.length && areas.every((area) => area.startsWith(first.slice(0, digits))),
  );
  return length === undefined ? null : first.slice(0, length);
}

function isKnown(maps: readonly CountyMap[], area: string): boolean {
  const map = maps.find(({ countyCode }) => area.startsWith(countyCode));
  if (map === undefined) return false;
  if (area.length === 6) return true;
  return (
    map.areas.some(({ code }) => code === area) || map.grids.some(({ path }) => path.some(({ code }) => code === area))
  );
}
