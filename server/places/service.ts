/** Reading places, and finding one by code or address. */

import { decodeCursor, encodeCursor, parseBbox } from '../contract/list-query.ts';
import type { PlaceProperties, PlaceQuery } from '../contract/places.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { findByAddress, findPlaces, type PlaceFilter, type PlaceRow } from './repository.ts';

export interface FoundPlace {
  code: string;
  countyCode: string;
  address: string | null;
  lon: number;
  lat: number;
  accuracyM: number | null;
  gridOverride: string | null;
}

export class PlacesService {
  #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** One page as the JSON text of a PlaceCollection. */
  async list(query: PlaceQuery, asOf: Date | null): Promise<string> {
    const limit = query.limit ?? 500;
    const filter: PlaceFilter = {
      asOf,
      footprints: query.footprints ?? false,
      limit: limit + 1,
      ...(query.area === undefined ? {} : { area: query.area }),
      ...(query.grid === undefined ? {} : { grid: query.grid }),
      ...(query.kind === undefined ? {} : { kind: query.kind }),
      ...(query.bbox === undefined ? {} : { bbox: parseBbox(query.bbox) }),
      ...(query.q === undefined ? {} : { text: query.q.trim() }),
      ...(query.after === undefined ? {} : { after: rowId(query.after) }),
    };
    const rows = await findPlaces(this.#db, filter);
    const page = rows.slice(0, limit);
    const next = rows.length > limit ? JSON.stringify(encodeCursor(String(page.at(-1)!.id))) : 'null';
    return `{"type":"FeatureCollection","features":[${page.map(feature).join(',')}],"next":${next}}`;
  }

  /** One place as the JSON text of a PlaceFeature. A code found in several counties needs the county. */
  async one(code: string, county: string | undefined, asOf: Date | null): Promise<string> {
    const rows = await findPlaces(this.#db, {
      asOf,
      code,
      footprints: true,
      limit: 2,
      ...(county === undefined ? {} : { county }),
    });
    if (rows.length === 0) throw new Refusal('place-unknown', { code });
    if (rows.length > 1)
      throw new Refusal('locate-question-ambiguous', { code, counties: rows.map((row) => row.county_code) });
    return feature(rows[0]!);
  }

  async findByCode(code: string, county: string | undefined, asOf: Date | null): Promise<FoundPlace[]> {
    const rows = await findPlaces(this.#db, {
      asOf,
      code,
      footprints: false,
      limit: 20,
      ...(county === undefined ? {} : { county }),
    });
    return rows.map(found);
  }

  async findByAddress(address: string, county: string | undefined, asOf: Date | null): Promise<FoundPlace[]> {
    const plain = address.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');
    return plain === '' ? [] : (await findByAddress(this.#db, plain, county ?? null, asOf)).map(found);
  }
}

function found(row: PlaceRow): FoundPlace {
  return {
    code: row.code,
    countyCode: row.county_code,
    address: row.address,
    lon: row.lon,
    lat: row.lat,
    accuracyM: row.accuracy_m,
    gridOverride: row.grid_override,
  };
}

export function placeProperties(row: PlaceRow): PlaceProperties {
  return {
    code: row.code,
    kind: row.kind,
    name: row.name,
    address: row.address,
    compound: row.compound,
    parentCode: row.parent_code,
    countyCode: row.county_code,
    households: row.households,
    shops: row.shops,
    storeys: row.storeys,
    accuracyM: row.accuracy_m,
    gridOverride: row.grid_override,
    grid: row.grid_code,
  };
}

function feature(row: PlaceRow): string {
  const properties = placeProperties(row);
  const footprint = row.footprint === null ? '' : `,"footprint":${row.footprint}`;
  return `{"type":"Feature","id":${JSON.stringify(row.code)},"properties":${JSON.stringify(properties)},"geometry":{"type":"Point","coordinates":[${row.lon},${row.lat}]}${footprint}}`;
}

function rowId(cursor: string): number {
  const id = Number(decodeCursor(cursor));
  if (!Number.isSafeInteger(id) || id < 0)
    throw new Refusal('cursor-invalid', {}, { errors: [{ pointer: 'after', code: 'cursor-invalid' }] });
  return id;
}
