/**
 * Where an event is: the building or unit it names, its point, or its address, the most definite first. What cannot be found
 * is not guessed: the answer says what the question looks like, and the event waits in a list of its own.
 */
import type { Datum } from '../contract/geometry.ts';
import { toDegrees, toUnits } from '../geometry/lattice.ts';
import type { CountyMap, PublishedGrid } from '../locate/county-map.ts';
import { BORDER_CAP_M, type Lookup, lookUp, servedAt } from '../locate/lookup.ts';
import { pointFault, toLattice } from '../locate/question.ts';
import { locatePlace } from '../locate/service.ts';
import type { FoundPlace, PlacesService } from '../places/service.ts';
import type { Placed } from './event-file.ts';
import type { MapTimes } from './map-times.ts';

export interface Whereabouts {
  lon?: number | undefined;
  lat?: number | undefined;
  datum?: Datum | undefined;
  accuracyM?: number | undefined;
  place?: string | undefined;
  address?: string | undefined;
}

/** What a question without an answer looks like. */
export type NotLocated =
  | ('nothing-given' | 'place-unknown' | 'place-ambiguous' | 'address-unknown' | 'address-ambiguous' | 'no-grid')
  | ('coordinate-invalid' | 'coordinate-out-of-range' | 'coordinate-swapped' | 'coordinate-outside-served-area');

export interface When {
  /** When it happened, and the present. */
  readonly at: number;
  readonly now: number;
}

const PRESENT_MS = 24 * 3_600_000;

export interface Found {
  readonly placed: Placed;
  /** The community of the grid, or the innermost area around the point; null: nothing is known. */
  readonly area: string | null;
  /** Null when a grid answers. */
  readonly notLocated: NotLocated | null;
}

export const NOWHERE: Placed = {
  grid: null,
  gridId: null,
  gridAlso: null,
  edition: null,
  lon: null,
  lat: null,
  accuracyM: null,
  place: null,
  address: null,
  worker: null,
};

export class Locating {
  readonly #times: MapTimes;
  readonly #places: PlacesService;

  constructor(times: MapTimes, places: PlacesService) {
    this.#times = times;
    this.#places = places;
  }

  /** `county`: only there; null: wherever it lies. `borderM`: of each county. */
  async find(
    where: Whereabouts,
    { at, now }: When,
    county: string | null,
    borderM: (county: string) => Promise<number>,
  ): Promise<Found> {
    const { maps: all, early } = await this.#times.at(at);
    // The registers of places say best how it is now, and a building does not walk.
    const asOf = now - at < PRESENT_MS ? null : new Date(at);
    const maps = county === null ? all : all.filter(({ countyCode }) => countyCode === county);
    const kept = { accuracyM: where.accuracyM ?? null, place: where.place ?? null, address: where.address ?? null };
    const faults: NotLocated[] = [];
    for (const way of [this.#byPlace, this.#byPoint, this.#byAddress]) {
      const found = await way.call(this, where, maps, asOf, county);
      if (found === null) continue;
      if (typeof found === 'string') {
        faults.push(found);
        continue;
      }
      return this.#answer({ ...kept, ...found.more }, found, early, borderM);
    }
    return { placed: { ...NOWHERE, ...kept }, area: null, notLocated: faults[0] ?? 'nothing-given' };
  }

  /** A grid of the county by its code, as of the instant; null: there was none of that code. */
  async gridOf(
    county: string,
    code: string,
    { at }: When,
  ): Promise<{ grid: PublishedGrid; map: CountyMap; gridId: number | null; worker: string | null } | null> {
    const { maps, early } = await this.#times.at(at);
    const map = maps.find(({ countyCode }) => countyCode === county);
    const grid = map?.grids.find((one) => one.code === code);
    if (map === undefined || grid === undefined) return null;
    const worker = early.has(county) ? null : (grid.worker?.name ?? null);
    return { grid, map, gridId: await this.#times.gridId(map, code), worker };
  }

  async #byPoint(where: Whereabouts, maps: readonly CountyMap[]): Promise<Spot | NotLocated | null> {
    const { lon, lat, datum = 'wgs84' } = where;
    if (lon === undefined && lat === undefined) return null;
    if (lon === undefined || lat === undefined) return 'coordinate-invalid';
    const fault = pointFault(lon, lat);
    if (fault !== null) return fault;
    const [x, y] = toLattice(lon, lat, datum);
    const lookup = lookUp(maps, x, y);
    const away = lookup.grid === null && lookup.areas.length === 0 && !Number.isFinite(lookup.distanceM);
    if (away) {
      const swapped = Math.abs(lon) <= 90 && servedAt(maps, x, y) === null && servedAt(maps, y, x) !== null;
      return swapped ? 'coordinate-swapped' : 'coordinate-outside-served-area';
    }
    return { x, y, lookup, maps, more: {} };
  }

  async #byPlace(
    { place }: Whereabouts,
    maps: readonly CountyMap[],
    asOf: Date | null,
    county: string | null,
  ): Promise<Spot | NotLocated | null> {
    if (place === undefined) return null;
    return agreed(await this.#places.findByCode(place, county ?? undefined, asOf), maps, 'place');
  }

  async #byAddress(
    { address }: Whereabouts,
    maps: readonly CountyMap[],
    asOf: Date | null,
    county: string | null,
  ): Promise<Spot | NotLocated | null> {
    if (address === undefined) return null;
    return agreed(await this.#places.findByAddress(address, county ?? undefined, asOf), maps, 'address');
  }

  async #answer(
    kept: Pick<Placed, 'accuracyM' | 'place' | 'address'>,
    { x, y, lookup, maps }: Spot,
    early: ReadonlySet<string>,
    borderM: (county: string) => Promise<number>,
  ): Promise<Found> {
    const map = lookup.map ?? servedNear(maps, x, y);
    const { grid } = lookup;
    const limitM = Math.min(
      BORDER_CAP_M,
      Math.max(map === null ? 0 : await borderM(map.countyCode), kept.accuracyM ?? 0),
    );
    const gridAlso = lookup.rule === 'override' ? null : beyondBorder(map, grid, x, y, limitM);
    const placed: Placed = {
      ...kept,
      grid: grid?.code ?? null,
      gridId: map === null || grid === null ? null : await this.#times.gridId(map, grid.code),
      gridAlso: gridAlso?.code ?? null,
      edition: map?.edition ?? null,
      lon: toDegrees(x),
      lat: toDegrees(y),
      worker: grid === null || map === null || early.has(map.countyCode) ? null : (grid.worker?.name ?? null),
    };
    const around = lookup.areas.at(-1)?.code ?? gridAlso?.parentCode ?? null;
    return { placed, area: grid === null ? around : areaOf(grid, map!), notLocated: grid === null ? 'no-grid' : null };
  }
}

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly lookup: Lookup;
  readonly maps: readonly CountyMap[];
  readonly more: Partial<Pick<Placed, 'accuracyM' | 'place' | 'address'>>;
}

/** Several places of one code or address answer together when they lie in one grid. */
function agreed(found: readonly FoundPlace[], maps: readonly CountyMap[], by: 'place' | 'address'): Spot | NotLocated {
  const first = found[0];
  if (first === undefined) return `${by}-unknown`;
  const lookups = found.map((place) => locatePlace(maps, place));
  if (new Set(lookups.map(({ grid }) => grid?.code ?? null)).size > 1) return `${by}-ambiguous`;
  const more = { place: first.code, ...(first.address === null ? {} : { address: first.address }) };
  return { x: toUnits(first.lon), y: toUnits(first.lat), lookup: lookups[0]!, maps, more };
}

/** A micro grid's parent is a grid; where no community is loaded, the code of a county or a town. */
export function areaOf(grid: PublishedGrid, map: CountyMap): string {
  const codes = grid.path.filter(({ level }) => level !== 'grid' && level !== 'micro').map(({ code }) => code);
  const known = codes.at(-1) ?? grid.parentCode;
  return known.startsWith(map.countyCode) ? known : map.countyCode;
}

/** The other grid at less than so many metres: the nearest, the lowest code among equals. */
function beyondBorder(
  map: CountyMap | null,
  own: PublishedGrid | null,
  x: number,
  y: number,
  limitM: number,
): PublishedGrid | null {
  if (map === null || limitM <= 0) return null;
  let best: { grid: PublishedGrid; distanceM: number } | null = null;
  for (const { grid: number, distanceM } of map.index.bordersWithin(x, y, limitM)) {
    const grid = map.grids[number]!;
    if (grid === own) continue;
    if (best === null || distanceM < best.distanceM) best = { grid, distanceM };
  }
  return best?.grid ?? null;
}

function servedNear(maps: readonly CountyMap[], x: number, y: number): CountyMap | null {
  const near = maps
    .map((map) => ({ map, near: map.index.nearest(x, y, BORDER_CAP_M) }))
    .filter(({ near }) => near !== null)
    .sort((a, b) => a.near!.distanceM - b.near!.distanceM)[0];
  return near?.map ?? servedAt(maps, x, y);
}
