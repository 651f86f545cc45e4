/**
 * How the numbers of a file become lon, lat in WGS 84 degrees. The datum and the coordinate system are stated by the caller
 * or declared by the file; GeoJSON that says nothing is WGS 84 by its standard. Nothing is guessed: what is missing or
 * contradicted is refused with the candidates. Pure but for proj4.
 */
import type { Geometry } from 'geojson';
import type { Datum } from '../contract/geometry.ts';
import { toWgs84 } from '../geometry/datum.ts';
import { type Bounds, guessCrs, parseCrs, type SourceCrs, toLonLat } from './crs.ts';
import type { Problem } from './import-protocol.ts';
import type { SourceInfo } from './source-shape.ts';

export type ToDegrees = (x: number, y: number) => readonly [lon: number, lat: number];

export interface Positioning {
  ok: true;
  /** Null: the numbers are WGS 84 degrees already. */
  convert: ToDegrees | null;
  /** How positions were read, for the report. */
  crs: string;
  datum: Datum;
  notes: string[];
  /** Every position has lat before lon; nothing of it can be taken. */
  swapped: boolean;
}

export type PositionChoice = Positioning | { ok: false; problem: Problem };

const WGS84 = parseCrs('EPSG:4326') as { ok: true; crs: SourceCrs };

/** `sample`: the file's first geometries. `near`: lon, lat of the county. */
export function choosePositions(
  info: Pick<SourceInfo, 'format' | 'crs' | 'crsText'>,
  sample: readonly Geometry[],
  stated: { crs: string | undefined; datum: Datum | undefined },
  near?: readonly [number, number],
): PositionChoice {
  const datum = stated.datum ?? 'wgs84';
  let declared: SourceCrs | null = info.crs;
  if (stated.crs !== undefined) {
    const parsed = parseCrs(stated.crs);
    if (!parsed.ok) return refusal('crs-unknown', { crs: parsed.at });
    declared = parsed.crs;
  }
  const bounds = boundsOf(sample);
  if (bounds === null) return reading(declared ?? WGS84.crs, datum);
  const unknownText = stated.crs === undefined && info.crs === null ? info.crsText : undefined;
  const guess = guessCrs(bounds, unknownText !== undefined && datum === 'wgs84' ? 'unknown' : declared, near);
  const candidates = (guess.ok ? [guess.crs] : guess.candidates).slice(0, 24).map(({ code, name }) => ({ code, name }));
  const needed = (): PositionChoice =>
    refusal('crs-needed', {
      ...(declared === null ? {} : { declared: declared.code ?? declared.name }),
      ...(unknownText === undefined ? {} : { declared: unknownText.slice(0, 200) }),
      candidates,
      hints: guess.hints,
    });
  const byStandard = info.format === 'geojson' || info.format === 'ndjson';
  if (declared === null && unknownText !== undefined && datum === 'wgs84') return needed();
  if (declared === null) {
    const degrees = guess.ok ? guess.crs.kind === 'geographic' : candidates[0]?.code === 'EPSG:4326';
    // Numbers that fit no system at all are for the rows to report.
    if (!degrees && candidates.length > 0 && !guess.hints.includes('axes-swapped')) return needed();
    if (stated.datum === undefined && !byStandard) {
      return refusal('datum-needed', { candidates: ['wgs84', 'gcj02', 'bd09'], hints: guess.hints });
    }
    return reading(WGS84.crs, datum, guess.hints.includes('axes-swapped'));
  }
  if (datum !== 'wgs84' && declared.kind === 'projected' && declared.code !== 'EPSG:3857') return needed();
  if (guess.ok) return reading(declared, datum);
  if (guess.hints.includes('axes-swapped') && declared.kind === 'geographic') return reading(declared, datum, true);
  if (declared.kind === 'geographic' && candidates.length === 0) return reading(declared, datum);
  const shiftUnknown = guess.hints.includes('datum-shift-unknown');
  // An old datum without its parameters is off by 50 to 150 m: only who says so twice may have it.
  if (shiftUnknown && stated.crs !== undefined && stated.datum !== undefined) return reading(declared, datum);
  return needed();
}

function reading(crs: SourceCrs, datum: Datum, swapped = false): Positioning {
  const project = crs.kind === 'geographic' && crs.code !== null ? null : toLonLat(crs);
  const convert: ToDegrees | null =
    datum === 'wgs84'
      ? project
      : (x, y) => {
          const [lon, lat] = project === null ? [x, y] : project(x, y);
          const usable = Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
          return usable ? toWgs84(datum, lon, lat) : [lon, lat];
        };
  const notes = datum === 'wgs84' ? [...crs.notes] : [`converted-from-${datum}`];
  return { ok: true, convert, crs: crs.code ?? crs.name, datum, notes, swapped };
}

function refusal(code: Problem['code'], params: Problem['params']): PositionChoice {
  return { ok: false, problem: { code, params } };
}

/** A geometry with every position converted; further ordinates are kept for those who note them. */
export function convertGeometry(geometry: Geometry, convert: ToDegrees | null): Geometry {
  if (convert === null) return geometry;
  if (geometry.type === 'GeometryCollection') {
    return { type: geometry.type, geometries: geometry.geometries.map((part) => convertGeometry(part, convert)) };
  }
  const walk = (value: unknown): unknown => {
    if (!Array.isArray(value)) return value;
    const [x, y, ...rest] = value as unknown[];
    if (typeof x !== 'number' || typeof y !== 'number') return value.map(walk);
    return [...convert(x, y), ...rest];
  };
  return { ...geometry, coordinates: walk(geometry.coordinates) } as Geometry;
}

/** The first position of a geometry, null when it has none. */
export function firstPosition(geometry: Geometry | null): readonly [number, number] | null {
  if (geometry === null) return null;
  let value: unknown =
    geometry.type === 'GeometryCollection' ? firstPosition(geometry.geometries[0] ?? null) : geometry.coordinates;
  while (Array.isArray(value) && Array.isArray(value[0])) value = value[0];
  if (!Array.isArray(value)) return null;
  const [x, y] = value as unknown[];
  return typeof x === 'number' && typeof y === 'number' ? [x, y] : null;
}

/** The box of the sample's first positions. Where most are degrees, the few that are not are those rows' own fault. */
function boundsOf(sample: readonly Geometry[]): Bounds | null {
  const positions = sample
    .map(firstPosition)
    .filter((at): at is readonly [number, number] => at !== null && Number.isFinite(at[0]) && Number.isFinite(at[1]));
  const degrees = positions.filter(([x, y]) => Math.abs(x) <= 180 && Math.abs(y) <= 90);
  const taken = degrees.length * 2 >= positions.length && degrees.length > 0 ? degrees : positions;
  if (taken.length === 0) return null;
  const xs = taken.map(([x]) => x);
  const ys = taken.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
