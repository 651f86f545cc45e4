/**
 * The coordinate systems of Chinese surveys by EPSG code. Eastings and northings in metres, degrees elsewhere.
 * Gauss–Krüger zones: 3-degree zone n has the central meridian 3n, 6-degree zone n has 6n − 3. Axis order is always
 * x = easting or longitude, y = northing or latitude: the registry lists northing and latitude first for these codes,
 * files hold them the other way round.
 */

export type CrsDatum = 'wgs84' | 'cgcs2000' | 'near-wgs84' | 'beijing54' | 'xian80' | 'other';

/** `treated-as-wgs84`: differs by less than a few metres. `datum-shift-unknown`: off by 50–150 m without local parameters. */
export type CrsNote = 'treated-as-wgs84' | 'datum-shift-unknown';

export interface SourceCrs {
  /** `EPSG:4547`, or null for a system known only by its definition. */
  code: string | null;
  name: string;
  kind: 'geographic' | 'projected';
  datum: CrsDatum;
  /** proj4 or WKT definition. */
  definition: string;
  /** Gauss–Krüger only. `zone` is set when eastings carry the zone number as a prefix (38,500,000). */
  centralMeridian?: number;
  zone?: number;
  notes: CrsNote[];
}

interface Series {
  first: number;
  last: number;
  width: 3 | 6;
  /** Zone number or central meridian of the first code. */
  firstZone: number;
  prefixed: boolean;
  datum: CrsDatum;
}

const ELLIPSOIDS: Record<string, string> = {
  cgcs2000: '+ellps=GRS80',
  beijing54: '+ellps=krass',
  xian80: '+a=6378140 +rf=298.257',
};
const DATUM_NAMES: Record<string, string> = { cgcs2000: 'CGCS2000', beijing54: 'Beijing 1954', xian80: 'Xian 1980' };

const SERIES: readonly Series[] = [
  { first: 4491, last: 4501, width: 6, firstZone: 13, prefixed: true, datum: 'cgcs2000' },
  { first: 4502, last: 4512, width: 6, firstZone: 13, prefixed: false, datum: 'cgcs2000' },
  { first: 4513, last: 4533, width: 3, firstZone: 25, prefixed: true, datum: 'cgcs2000' },
  { first: 4534, last: 4554, width: 3, firstZone: 25, prefixed: false, datum: 'cgcs2000' },
  { first: 2349, last: 2369, width: 3, firstZone: 25, prefixed: true, datum: 'xian80' },
  { first: 2370, last: 2390, width: 3, firstZone: 25, prefixed: false, datum: 'xian80' },
  { first: 2327, last: 2337, width: 6, firstZone: 13, prefixed: true, datum: 'xian80' },
  { first: 2338, last: 2348, width: 6, firstZone: 13, prefixed: false, datum: 'xian80' },
  { first: 2401, last: 2421, width: 3, firstZone: 25, prefixed: true, datum: 'beijing54' },
  { first: 2422, last: 2442, width: 3, firstZone: 25, prefixed: false, datum: 'beijing54' },
  { first: 21413, last: 21423, width: 6, firstZone: 13, prefixed: true, datum: 'beijing54' },
  { first: 21453, last: 21463, width: 6, firstZone: 13, prefixed: false, datum: 'beijing54' },
];

const GEOGRAPHIC: Record<number, { name: string; datum: CrsDatum; notes: CrsNote[] }> = {
  4326: { name: 'WGS 84', datum: 'wgs84', notes: [] },
  4979: { name: 'WGS 84', datum: 'wgs84', notes: [] },
  4490: { name: 'CGCS2000', datum: 'cgcs2000', notes: ['treated-as-wgs84'] },
  4480: { name: 'CGCS2000', datum: 'cgcs2000', notes: ['treated-as-wgs84'] },
  4258: { name: 'ETRS89', datum: 'near-wgs84', notes: ['treated-as-wgs84'] },
  4269: { name: 'NAD83', datum: 'near-wgs84', notes: ['treated-as-wgs84'] },
  4214: { name: 'Beijing 1954', datum: 'beijing54', notes: ['datum-shift-unknown'] },
  4610: { name: 'Xian 1980', datum: 'xian80', notes: ['datum-shift-unknown'] },
};

/** The system of an EPSG number, undefined when it is not one of those known here. */
export function crsByEpsg(epsg: number): SourceCrs | undefined {
  const geographic = GEOGRAPHIC[epsg];
  if (geographic) {
    const ellipsoid = ELLIPSOIDS[geographic.datum] ?? '+ellps=GRS80';
    const definition = geographic.datum === 'wgs84' ? '+proj=longlat +datum=WGS84' : `+proj=longlat ${ellipsoid}`;
    return { code: `EPSG:${epsg}`, kind: 'geographic', ...geographic, definition };
  }
  if (epsg === 3857) {
    const definition =
      '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs';
    return { code: 'EPSG:3857', name: 'Web Mercator', kind: 'projected', datum: 'wgs84', definition, notes: [] };
  }
  const utm = epsg > 32600 && epsg <= 32660 ? epsg - 32600 : epsg > 32700 && epsg <= 32760 ? epsg - 32700 : 0;
  if (utm > 0) {
    const south = epsg > 32700;
    const definition = `+proj=utm +zone=${utm}${south ? ' +south' : ''} +datum=WGS84 +units=m +no_defs`;
    const name = `WGS 84 / UTM ${utm}${south ? 'S' : 'N'}`;
    return { code: `EPSG:${epsg}`, name, kind: 'projected', datum: 'wgs84', definition, notes: [] };
  }
  const series = SERIES.find((one) => epsg >= one.first && epsg <= one.last);
  return series && gaussKrueger(series, series.firstZone + epsg - series.first);
}

/** The Gauss–Krüger system with these parameters, undefined when no code stands for it. */
export function crsByGaussKrueger(
  datum: CrsDatum,
  centralMeridian: number,
  prefix: number | null,
  width?: 3 | 6,
): SourceCrs | undefined {
  const fits = SERIES.filter((one) => one.datum === datum && one.prefixed === (prefix !== null));
  for (const one of [...fits].sort((a, b) => (a.width === (width ?? 3) ? -1 : b.width === (width ?? 3) ? 1 : 0))) {
    const zone = one.width === 3 ? centralMeridian / 3 : (centralMeridian + 3) / 6;
    const inside = Number.isInteger(zone) && zone >= one.firstZone && zone <= one.firstZone + one.last - one.first;
    if (inside && (prefix === null || prefix === zone)) return gaussKrueger(one, zone);
  }
  return undefined;
}

/** All CGCS2000 3-degree systems, without or with the zone prefix. */
export function cgcs2000Zones(prefixed: boolean): SourceCrs[] {
  return SERIES.filter((one) => one.datum === 'cgcs2000' && one.width === 3 && one.prefixed === prefixed).flatMap(
    (one) => Array.from({ length: one.last - one.first + 1 }, (_, i) => gaussKrueger(one, one.firstZone + i)),
  );
}

function gaussKrueger(series: Series, zone: number): SourceCrs {
  const centralMeridian = series.width === 3 ? zone * 3 : zone * 6 - 3;
  const x0 = series.prefixed ? zone * 1_000_000 + 500_000 : 500_000;
  const ellipsoid = ELLIPSOIDS[series.datum] ?? '';
  const where = series.prefixed ? `zone ${zone}` : `CM ${centralMeridian}E`;
  return {
    code: `EPSG:${series.first + zone - series.firstZone}`,
    name: `${DATUM_NAMES[series.datum]} / ${series.width}-degree Gauss-Kruger ${where}`,
    kind: 'projected',
    datum: series.datum,
    definition: `+proj=tmerc +lat_0=0 +lon_0=${centralMeridian} +k=1 +x_0=${x0} +y_0=0 ${ellipsoid} +units=m +no_defs`,
    centralMeridian,
    ...(series.prefixed ? { zone } : {}),
    notes: series.datum === 'cgcs2000' ? ['treated-as-wgs84'] : ['datum-shift-unknown'],
  };
}
