/**
 * The reference systems that features are given in: degrees, Web Mercator, and the Gauss–Krüger zones by central meridian 114°,
 * 117°, 120°. CGCS2000 and WGS 84 are one here, as everywhere in the service (some decimetres apart). A system has the axes of
 * its registry for OGC clients; files always hold x = longitude or easting first. Projections by proj4.
 */
import proj4 from 'proj4';
import { crsByEpsg } from '../exchange/crs-catalogue.ts';

export type Convert = (x: number, y: number) => [number, number];

export interface ReferenceSystem {
  /** Null: CRS84, longitude first. */
  readonly epsg: number | null;
  readonly uri: string;
  readonly kind: 'degrees' | 'metres';
  /** Whether its registry names latitude or northing first. */
  readonly northFirst: boolean;
  /** Decimals that keep less than a centimetre. */
  readonly decimals: number;
  /** Where it is of use, as west, south, east, north on its own axes, x first; outside nothing is asked for. */
  readonly domain: readonly [number, number, number, number];
  /** lon, lat in degrees → x, y. */
  readonly forward: Convert;
  readonly inverse: Convert;
}

const DEGREES = [-180, -90, 180, 90] as const;
const MERCATOR_EDGE = 20_037_508.342789244;
const same: Convert = (x, y) => [x, y];

function degrees(epsg: number | null): ReferenceSystem {
  return {
    ...{ epsg, uri: uriOf(epsg), kind: 'degrees', northFirst: epsg !== null, decimals: 7, domain: DEGREES },
    ...{ forward: same, inverse: same },
  };
}

function projected(epsg: number, northFirst: boolean, domain: ReferenceSystem['domain']): ReferenceSystem {
  const converter = proj4(crsByEpsg(epsg)!.definition);
  const pair = (xy: number[]): [number, number] => [xy[0]!, xy[1]!];
  return {
    ...{ epsg, uri: uriOf(epsg), kind: 'metres', northFirst, decimals: 4, domain },
    forward: (lon, lat) => pair(converter.forward([lon, lat])),
    inverse: (x, y) => pair(converter.inverse([x, y])),
  };
}

function uriOf(epsg: number | null): string {
  const name = epsg === null ? 'OGC/1.3/CRS84' : `EPSG/0/${epsg}`;
  return `http://www.opengis.net/def/crs/${name}`;
}

/** Twenty degrees to both sides of the meridian: a zone is one and a half wide. */
const ZONE = [-1_700_000, -10_000_000, 2_700_000, 10_000_000] as const;

export const CRS84: ReferenceSystem = degrees(null);
export const REFERENCE_SYSTEMS: readonly ReferenceSystem[] = [
  CRS84,
  degrees(4326),
  degrees(4490),
  projected(3857, false, [-MERCATOR_EDGE, -MERCATOR_EDGE, MERCATOR_EDGE, MERCATOR_EDGE]),
  ...[4547, 4548, 4549].map((epsg) => projected(epsg, true, ZONE)),
];

export const systemByUri = (uri: string): ReferenceSystem | undefined =>
  REFERENCE_SYSTEMS.find((one) => one.uri === uri);

/** `EPSG:4547` or `4547`; 4326 is degrees for files. */
export function systemByCode(text: string): ReferenceSystem | undefined {
  const epsg = Number(/^(?:EPSG:)?(\d{4})$/i.exec(text.trim())?.[1]);
  return REFERENCE_SYSTEMS.find((one) => one.epsg === epsg);
}
