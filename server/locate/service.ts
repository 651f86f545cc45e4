/** Locate: a point, a grid code, a place or an address → the grid that answers for it, and why. */
import type { Datum } from '../contract/geometry.ts';
import type { LocateQuery } from '../contract/locate.ts';
import { Refusal } from '../contract/problem.ts';
import { parseAsOf } from '../contract/time.ts';
import { toDegrees, toUnits } from '../geometry/lattice.ts';
import type { FoundPlace, PlacesService } from '../places/service.ts';
import { type ByteString, encodeAnswer, type Resolved, writeAnswer } from './answer.ts';
import type { CountyMap, PublishedGrid } from './county-map.ts';
import { BORDER_CAP_M, type Lookup, lookUp, lookUpNearest, servedAt } from './lookup.ts';
import type { PublishedMaps } from './published-maps.ts';
import { parsePoint } from './question.ts';

export class LocateService {
  /** Point questions answered since the start, by what decided; `none`: no grid. */
  readonly answered = { contains: 0, border: 0, nearest: 0, override: 0, none: 0 };
  #maps: PublishedMaps;
  #places: PlacesService;

  constructor(maps: PublishedMaps, places: PlacesService) {
    this.#maps = maps;
    this.#places = places;
  }

  version(): string {
    return this.#maps.version();
  }

  /** A point on the maps in force as a byte string; no database, no waiting. `x`, `y` lattice units. Throws `coordinate-swapped`. */
  atPoint(x: number, y: number, accuracyM: number, nearest: boolean): ByteString {
    const maps = this.#maps.all();
    const found = this.#lookUp(maps, x, y, nearest);
    return encodeAnswer([x, y], found, accuracyM, found.map?.edition ?? newest(maps));
  }

  /** Every other form of the question: by code, place or address, or as of a past instant. */
  async ask(query: LocateQuery): Promise<string> {
    const asked = (['code', 'place', 'address'] as const).filter((form) => query[form] !== undefined);
    const byPoint = query.lon !== undefined || query.lat !== undefined;
    if (asked.length + (byPoint ? 1 : 0) !== 1)
      throw new Refusal('locate-question-ambiguous', { given: byPoint ? ['lon', 'lat', ...asked] : asked });
    const asOf = query.asOf === undefined ? null : parseAsOf(query.asOf);
    const all = asOf === null ? this.#maps.all() : await this.#maps.at(asOf);
    const maps = query.county === undefined ? all : all.filter((map) => map.countyCode === query.county);
    if (query.code !== undefined) return this.#byCode(maps, query.code);
    if (query.place !== undefined) {
      const places = await this.#places.findByCode(query.place, query.county, asOf);
      if (places.length === 0) throw new Refusal('place-unknown', { place: query.place });
      return this.#byPlaces(maps, places, { by: 'place', text: query.place });
    }
    if (query.address !== undefined) {
      const places = await this.#places.findByAddress(query.address, query.county, asOf);
      if (places.length === 0) throw new Refusal('address-unknown', { address: query.address });
      return this.#byPlaces(maps, places, { by: 'address', text: query.address });
    }
    const datum: Datum = query.datum ?? 'wgs84';
    const [x, y] = parsePoint(query.lon, query.lat, datum);
    const found = this.#lookUp(maps, x, y, query.nearest ?? false);
    return writeAnswer([x, y], found, query.accuracy ?? 0, found.map?.edition ?? newest(maps));
  }

  #lookUp(maps: readonly CountyMap[], x: number, y: number, nearest: boolean): Lookup {
    const found = nearest ? lookUpNearest(maps, x, y) : lookUp(maps, x, y);
    if (found.grid === null && servedAt(maps, x, y) === null && servedAt(maps, y, x) !== null) {
      const errors = [{ pointer: 'lon', code: 'coordinate-swapped' }];
      throw new Refusal('coordinate-swapped', { lon: toDegrees(x), lat: toDegrees(y) }, { errors });
    }
    this.answered[found.rule ?? 'none']++;
    return found;
  }

  #byCode(maps: readonly CountyMap[], code: string): string {
    for (const map of maps) {
      const found = findGrid(map, code);
      if (!found) continue;
      const lookup = named(map, found.grid, found.micro, ...(found.micro ?? found.grid).label, 'contains');
      return writeAnswer((found.micro ?? found.grid).label, lookup, 0, map.edition, { by: 'code', text: code });
    }
    throw new Refusal('grid-unknown', { code });
  }

  /** One place answers for itself; several answer together when they agree on the grid, else they are offered. */
  #byPlaces(
    maps: readonly CountyMap[],
    places: readonly FoundPlace[],
    question: Pick<Resolved, 'by' | 'text'>,
  ): string {
    const located = places.map((place) => ({ place, lookup: locatePlace(maps, place) }));
    const codes = new Set(located.map(({ lookup }) => lookup.grid?.code ?? null));
    const first = located[0]!;
    if (codes.size === 1) {
      const { place, lookup } = first;
      const point = [toUnits(place.lon), toUnits(place.lat)] as const;
      const address = place.address === null ? {} : { address: place.address };
      const resolved: Resolved = { ...question, placeCode: place.code, ...address };
      return writeAnswer(point, lookup, place.accuracyM ?? 0, lookup.map?.edition ?? newest(maps), resolved);
    }
    const candidates = located.map(({ place, lookup }) => ({
      placeCode: place.code,
      address: place.address,
      grid: lookup.grid?.code ?? null,
    }));
    return writeAnswer(null, NOTHING, 0, newest(maps), { ...question, candidates });
  }
}

const NOTHING: Lookup = {
  map: null,
  grid: null,
  micro: null,
  matches: [],
  onBorder: false,
  distanceM: Number.POSITIVE_INFINITY,
  rule: null,
  areas: [],
};

/** A grid named by hand goes before the position, when it is in force. */
export function locatePlace(maps: readonly CountyMap[], place: FoundPlace): Lookup {
  const x = toUnits(place.lon);
  const y = toUnits(place.lat);
  if (place.gridOverride !== null) {
    for (const map of maps) {
      if (map.countyCode !== place.countyCode) continue;
      const found = findGrid(map, place.gridOverride);
      if (found) return named(map, found.grid, found.micro, x, y, 'override');
    }
  }
  return lookUp(maps, x, y);
}

function named(
  map: CountyMap,
  grid: PublishedGrid,
  micro: PublishedGrid | null,
  x: number,
  y: number,
  rule: 'contains' | 'override',
): Lookup {
  const positioned = lookUp([map], x, y);
  return { ...positioned, map, grid, micro, distanceM: map.index.distanceToBorder(x, y, BORDER_CAP_M), rule };
}

/** Binary search: grids are sorted by code in byte order. A micro grid comes with its parent. */
function findGrid(map: CountyMap, code: string): { grid: PublishedGrid; micro: PublishedGrid | null } | null {
  const grid = search(map.grids, code);
  if (grid) return { grid, micro: null };
  const micro = search(map.micros, code);
  const parent = micro && search(map.grids, micro.parentCode);
  if (!micro) return null;
  return parent ? { grid: parent, micro } : { grid: micro, micro: null };
}

function search(grids: readonly PublishedGrid[], code: string): PublishedGrid | null {
  let low = 0;
  let high = grids.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const grid = grids[middle]!;
    if (grid.code === code) return grid;
    if (grid.code < code) low = middle + 1;
    else high = middle - 1;
  }
  return null;
}

function newest(maps: readonly CountyMap[]): number | null {
  return maps.length === 0 ? null : Math.max(...maps.map((map) => map.edition));
}
