/**
 * From the bytes of a file to polygons in degrees with codes: GeoJSON in any of its shapes, or one feature a line. Pure,
 * so that it runs in the worker and in tests. What cannot be read is a LayerFault that names the place.
 */
import type { FileFault } from '../../state/audit-file.ts';
import { jsonFaultAt, placeAt } from './json-place.ts';

export class LayerFault extends Error implements FileFault {
  readonly code: string;
  readonly params: FileFault['params'];
  constructor(code: string, params: FileFault['params'] = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

export interface RawFeature {
  readonly geometry: unknown;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly id: string | null;
}

export interface RawLayer {
  readonly features: RawFeature[];
  readonly notes: readonly FileFault[];
}

/** UTF-8, and GB 18030 when it is not; the second is noted. */
export function decodeText(bytes: Uint8Array): { text: string; notes: FileFault[] } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), notes: [] };
  } catch {
    try {
      const text = new TextDecoder('gb18030', { fatal: true }).decode(bytes);
      return { text, notes: [{ code: 'encoding', params: { name: 'GB 18030' } }] };
    } catch {
      throw new LayerFault('not-text');
    }
  }
}

function parse(text: string, line: number | null): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const place = placeAt(text, jsonFaultAt(text));
    throw new LayerFault('json', { line: line ?? place.line, column: place.column });
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function feature(value: Record<string, unknown>): RawFeature {
  const { geometry, properties, id } = value;
  return {
    geometry,
    properties: isObject(properties) ? properties : {},
    id: typeof id === 'string' || typeof id === 'number' ? String(id) : null,
  };
}

/** Features of a document: a collection, one feature, or a bare geometry. */
function featuresOf(root: unknown, where: FileFault['params']): RawFeature[] {
  if (!isObject(root)) throw new LayerFault('not-geojson', where);
  if (root.type === 'FeatureCollection') {
    if (!Array.isArray(root.features)) throw new LayerFault('no-features', where);
    return root.features.map((one, i) => {
      if (!isObject(one) || one.type !== 'Feature') throw new LayerFault('not-feature', { n: i + 1 });
      return feature(one);
    });
  }
  if (root.type === 'Feature') return [feature(root)];
  if (root.type === 'GeometryCollection' && Array.isArray(root.geometries))
    return root.geometries.map((geometry) => ({ geometry, properties: {}, id: null }));
  if (/^(Multi)?(Point|LineString|Polygon)$/.test(String(root.type)))
    return [{ geometry: root, properties: {}, id: null }];
  if (root.type === 'Topology') throw new LayerFault('topojson');
  throw new LayerFault('not-geojson', where);
}

const DEGREES = /CRS:?84|EPSG:{1,2}(4326|4490|4979)\b/i;

function refuseOtherCrs(root: unknown): void {
  if (!isObject(root) || !isObject(root.crs) || !isObject(root.crs.properties)) return;
  const name = String(root.crs.properties.name ?? '');
  if (name !== '' && !DEGREES.test(name)) throw new LayerFault('crs', { name });
}

/** RFC 8142 puts it before each text. */
const RECORD_MARK = '\u001e';
const unmarked = (text: string): string => (text.startsWith(RECORD_MARK) ? text.slice(1) : text);

export function readJsonLayer(bytes: Uint8Array): RawLayer {
  const { text, notes } = decodeText(bytes);
  if (text.trim() === '') throw new LayerFault('empty');
  const lines = text.split(/\r?\n/);
  const first = lines.findIndex((line) => line.trim() !== '');
  if (isWhole(lines[first] ?? '') && lines.slice(first + 1).some((line) => line.trim() !== '')) {
    const features = lines.flatMap((line, i) => {
      const bare = unmarked(line).trim();
      return bare === '' ? [] : featuresOf(parse(bare, i + 1), { line: i + 1 });
    });
    return { features, notes };
  }
  const root = parse(unmarked(text), null);
  refuseOtherCrs(root);
  return { features: featuresOf(root, {}), notes };
}

/** One document on the first line means that each line is one. */
function isWhole(line: string): boolean {
  const bare = unmarked(line).trim();
  if (!bare.startsWith('{') || !bare.endsWith('}')) return false;
  try {
    JSON.parse(bare);
    return true;
  } catch {
    return false;
  }
}

const CODE_FIELDS = ['code', '网格编码', '编码', '网格代码', '代码', 'wgbm', 'bm'];
const NAME_FIELDS = ['id', 'objectid', 'fid', 'geoid', 'name', '网格名称', '名称'];
/** A code that occurs twice is a finding; a column in which many do is no code. */
const MOSTLY = 0.95;

/**
 * The attribute that names the shapes, of the usual ones: one that is called a code, has a value everywhere and nearly
 * always a different one, else a name or number that is different everywhere.
 */
export function codeField(features: readonly RawFeature[]): string | null {
  const names = new Map(Object.keys(features[0]?.properties ?? {}).map((name) => [name.toLowerCase(), name]));
  const usable = (wanted: string, distinct: number): string | null => {
    const name = names.get(wanted);
    if (name === undefined) return null;
    const values = features.map(({ properties }) => String(properties[name] ?? ''));
    return !values.includes('') && new Set(values).size >= values.length * distinct ? name : null;
  };
  for (const wanted of CODE_FIELDS) {
    const name = usable(wanted, MOSTLY);
    if (name !== null) return name;
  }
  for (const wanted of NAME_FIELDS) {
    const name = usable(wanted, 1);
    if (name !== null) return name;
  }
  return null;
}

export const codesOf = (features: readonly RawFeature[], field: string | null): string[] =>
  features.map(({ properties }, i) => (field === null ? `#${i + 1}` : String(properties[field])));
