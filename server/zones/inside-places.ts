/**
 * Places inside a zone as counts. Places count where their point lies, by the rules of grid_tally (places/register-repository.ts):
 * a building whose units carry counts is counted by its units, a shop whose building carries a count of shops is in that count. Pure.
 */
import type { ZoneInside } from '../contract/emergencies.ts';

export interface InsidePlace {
  readonly code: string;
  readonly kind: string;
  readonly parent: string | null;
  /** null: not known, which is not 0. */
  readonly households: number | null;
  readonly shops: number | null;
}

export interface InsideBuildings {
  /** What places inside name as theirs and what exists, with its own count of shops. */
  readonly shops: ReadonlyMap<string, number | null>;
  /** A unit of them carries a count. */
  readonly countedByUnits: ReadonlySet<string>;
}

/** Its households are those of the zone, and no other place counts them. */
function isDwelling(
  { kind, code, parent, households }: InsidePlace,
  { shops, countedByUnits }: InsideBuildings,
): boolean {
  if (kind === 'unit') return parent === null || countedByUnits.has(parent) || !shops.has(parent);
  if (kind === 'building') return !countedByUnits.has(code);
  return households !== null;
}

function shopsOf({ kind, parent, shops }: InsidePlace, buildings: InsideBuildings): number {
  const ofBuilding = parent === null ? null : (buildings.shops.get(parent) ?? null);
  if (ofBuilding !== null && (kind === 'shop' || kind === 'unit')) return 0;
  return shops ?? (kind === 'shop' ? 1 : 0);
}

export function countPlaces(
  places: readonly InsidePlace[],
  buildings: InsideBuildings,
): Pick<ZoneInside, 'households' | 'buildings' | 'uncounted' | 'shops'> {
  const counts = { households: 0, buildings: 0, uncounted: 0, shops: 0 };
  for (const place of places) {
    if (place.kind === 'building') counts.buildings++;
    counts.shops += shopsOf(place, buildings);
    if (!isDwelling(place, buildings)) continue;
    if (place.households === null) counts.uncounted++;
    else counts.households += place.households;
  }
  return counts;
}
