/**
 * The coordinate system a file or a person names, and the way from it to lon, lat in degrees (WGS 84 = CGCS2000; the
 * difference by plate motion since 2000 is some decimetres). EPSG:4490 and 4326 are lat, lon in the registry and lon,
 * lat in every file met: x is always read as longitude or easting. Projections by proj4.
 */
import proj4 from 'proj4';
import { type CrsDatum, crsByEpsg, crsByGaussKrueger, type SourceCrs } from './crs-catalogue.ts';

export type { CrsDatum, CrsNote, SourceCrs } from './crs-catalogue.ts';
export { type Bounds, type CrsGuess, type CrsHint, guessCrs } from './crs-guess.ts';
export { toLonLat } from './crs-transform.ts';

export type CrsParse = { ok: true; crs: SourceCrs } | { ok: false; code: 'crs-unknown'; at: string };

const ALIASES: Record<string, number> = {
  wgs84: 4326,
  crs84: 4326,
  cgcs2000: 4490,
  nad83: 4269,
  etrs89: 4258,
  webmercator: 3857,
};
/** Numbers that other programs use for Web Mercator. */
const WEB_MERCATOR = new Set([3785, 900913, 102100, 102113]);
const WKT = /^\s*(PROJCS|GEOGCS|PROJCRS|PROJECTEDCRS|GEOGCRS|GEODCRS|GEOGRAPHICCRS|BOUNDCRS)\s*[[(]/i;
const DEGREE = Math.PI / 180;
const MAX_TEXT = 20_000;

/** `EPSG:4547`, `4547`, URN and URL forms, `WGS84`, a proj4 string, WKT 1 (also ESRI's) or WKT 2. */
export function parseCrs(text: string): CrsParse {
  const unknown: CrsParse = { ok: false, code: 'crs-unknown', at: text.trim().slice(0, 200) };
  const plain = text.replace(/^\uFEFF/, '').trim();
  if (plain === '' || plain.length > MAX_TEXT) return unknown;
  const crs = WKT.test(plain)
    ? fromDefinition(plain)
    : plain.startsWith('+') && !/\+nadgrids=(?!@null)/.test(plain)
      ? fromDefinition(plain)
      : fromName(plain);
  return crs ? { ok: true, crs } : unknown;
}

function fromName(text: string): SourceCrs | undefined {
  const match = /^(?:.*\b(?:EPSG|ESRI)(?::|\/)+(?:[\d.]*(?::|\/))?)?(\d{4,6})$/i.exec(text);
  if (match) {
    const number = Number(match[1]);
    return crsByEpsg(WEB_MERCATOR.has(number) ? 3857 : number);
  }
  const alias = text.replace(
    /^(urn:ogc:def:crs:OGC:[\d.]*:|https?:\/\/www\.opengis\.net\/def\/crs\/OGC\/[\d.]+\/|OGC:)/i,
    '',
  );
  const epsg = ALIASES[alias.toLowerCase().replace(/[\s_-]/g, '')];
  return epsg === undefined ? undefined : crsByEpsg(epsg);
}

/** What proj4 makes of a definition; only the members used here. */
interface Parameters {
  projName: string;
  long0?: number;
  lat0?: number;
  x0?: number;
  y0?: number;
  k0?: number;
  a: number;
  rf?: number;
  b: number;
  units?: string;
  name?: string;
  from_greenwich?: number;
  datum_params?: unknown[];
}

function fromDefinition(text: string): SourceCrs | undefined {
  let parameters: Parameters;
  try {
    parameters = new proj4.Proj(text) as unknown as Parameters;
  } catch {
    return undefined; // proj4 throws strings and errors for everything it does not know: that is the answer
  }
  const datum = datumOf(text, parameters);
  const name = parameters.name ?? text.slice(0, 120);
  const shifted = Array.isArray(parameters.datum_params);
  const metres = !parameters.units || /^(m|met(er|re)s?)$/i.test(parameters.units);
  if (parameters.projName === 'longlat') {
    if (parameters.units && !/^degrees?$/i.test(parameters.units)) return undefined;
    const known =
      parameters.from_greenwich || (shifted && datum !== 'wgs84') ? undefined : crsByEpsg(degreesOf(datum, text));
    return known ?? own('geographic');
  }
  if (/mercator_auxiliary_sphere|pseudo.?mercator|popular visualisation/i.test(text)) return crsByEpsg(3857);
  if (
    /^(gauss[ _]kruger|(extended[ _])?transverse[ _]mercator|e?tmerc)$/i.test(parameters.projName) &&
    metres &&
    !shifted
  ) {
    const known = knownZone(datum, parameters, /6.?degree/i.test(name) ? 6 : 3);
    if (known) return known;
  }
  return own('projected');

  function own(kind: SourceCrs['kind']): SourceCrs | undefined {
    const fit = shifted || datum === 'wgs84' || datum === 'cgcs2000' || datum === 'near-wgs84';
    const crs: SourceCrs = { code: null, name, kind, datum, definition: text, notes: [] };
    if (!fit) crs.notes.push('datum-shift-unknown');
    else if (datum !== 'wgs84') crs.notes.push('treated-as-wgs84');
    return works(crs) ? crs : undefined;
  }
}

function knownZone(datum: CrsDatum, parameters: Parameters, width: 3 | 6): SourceCrs | undefined {
  const { long0 = 0, lat0 = 0, x0 = 0, y0 = 0, k0 = 1 } = parameters;
  const meridian = Math.round((long0 / DEGREE) * 1e6) / 1e6;
  const prefix = Math.floor(x0 / 1_000_000);
  if (lat0 !== 0 || y0 !== 0 || k0 !== 1 || x0 - prefix * 1_000_000 !== 500_000) return undefined;
  const zoned = prefix === 0 ? null : prefix;
  // A bare proj4 string on GRS 80 is how CGCS2000 is usually written down.
  return crsByGaussKrueger(datum === 'near-wgs84' ? 'cgcs2000' : datum, meridian, zoned, width);
}

function datumOf(text: string, { a, b }: Parameters): CrsDatum {
  const head = text.slice(0, 600);
  if (/cgcs_?2000|china[_ ](geodetic[_ ]coordinate[_ ]system[_ ])?2000/i.test(head)) return 'cgcs2000';
  if (/beijing[_ ]?(19)?54/i.test(head)) return 'beijing54';
  if (/xi'?an[_ ]?(19)?80/i.test(head)) return 'xian80';
  if (/wgs[_ ]?(19)?84|world geodetic system 1984/i.test(head)) return 'wgs84';
  if (/north[_ ]american[_ ](datum[_ ])?1983|nad[_ ]?83|etrs|european[_ ]terrestrial/i.test(head)) return 'near-wgs84';
  const onEarth = Math.abs(a - 6378137) < 0.5 && Math.abs(b - 6356752.3) < 0.5;
  return onEarth && text.startsWith('+') ? 'near-wgs84' : 'other';
}

/** The EPSG number of plain degrees on a datum; 0 when none is known. GRS 80 without a name is taken for CGCS2000. */
function degreesOf(datum: CrsDatum, text: string): number {
  if (datum !== 'near-wgs84') return { wgs84: 4326, cgcs2000: 4490, beijing54: 4214, xian80: 4610, other: 0 }[datum];
  if (/north[_ ]american|nad/i.test(text)) return 4269;
  return /etrs|european/i.test(text) ? 4258 : 4490;
}

/** A definition is good when it brings a point of its own middle back to degrees. */
function works(crs: SourceCrs): boolean {
  try {
    const converter = proj4(crs.definition);
    const [x, y] = converter.forward([110, 30]);
    const [lon, lat] = converter.inverse([x, y]);
    return Math.abs(lon - 110) < 1 && Math.abs(lat - 30) < 1;
  } catch {
    return false;
  }
}
