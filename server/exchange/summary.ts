/**
 * What is in this file? One reading from end to end, so that what it says holds for every row: count, box, columns,
 * kinds of geometry, the coordinate system as far as it can be known, and the first rows for a person to look at.
 * Bounds are in the file's own coordinates.
 */
import type { Geometry, Position } from 'geojson';
import type { Datum } from '../contract/geometry.ts';
import { type Bounds, type CrsGuess, guessCrs, toLonLat } from './crs.ts';
import { openSource, type SourceInfo, type SourceOptions } from './source.ts';

export interface Inspection {
  /** As the source gives it, with the columns of all rows. */
  info: SourceInfo;
  count: number;
  bounds: Bounds | null;
  /** Bounds as lon, lat when the coordinate system is settled. */
  lonLatBounds: Bounds | null;
  geometryTypes: string[];
  /** Rows without a geometry, and rows whose geometry cannot be read. */
  withoutGeometry: number;
  problems: number;
  has3d: boolean;
  /** The properties of the first rows. */
  sample: Record<string, unknown>[];
  /** Null when there is no geometry at all. */
  crs: CrsGuess | null;
  /** Datums the numbers may be in: a declared or projected system settles it, plain degrees of China never do. */
  datums: Datum[];
}

const SAMPLE = 5;
const MAX_FIELDS = 2_000;

export interface InspectOptions extends SourceOptions {
  /** lon, lat of the county, to order the candidate systems. */
  near?: readonly [number, number];
}

/** Errors: every SourceError of opening and reading. */
export async function inspect(path: string, fileName: string, options: InspectOptions = {}): Promise<Inspection> {
  const { near, ...sourceOptions } = options;
  const source = await openSource(path, fileName, sourceOptions);
  try {
    const fields = new Set(source.info.fields);
    const types = new Set<string>();
    const sample: Record<string, unknown>[] = [];
    const box = new Box();
    let count = 0;
    let withoutGeometry = 0;
    let problems = 0;
    for await (const feature of source.features()) {
      count++;
      if (sample.length < SAMPLE) sample.push(feature.properties);
      if (fields.size < MAX_FIELDS) for (const name of Object.keys(feature.properties)) fields.add(name);
      if (feature.problem) problems++;
      else if (feature.geometry) {
        types.add(feature.geometry.type);
        box.add(feature.geometry);
      } else withoutGeometry++;
    }
    const info: SourceInfo = { ...source.info, fields: [...fields] };
    const bounds = box.bounds();
    const declared = info.crs ?? (info.crsText === undefined ? null : 'unknown');
    const crs = bounds ? guessCrs(bounds, declared, near) : null;
    return {
      info,
      count,
      bounds,
      lonLatBounds: bounds && crs?.ok ? lonLatBounds(bounds, toLonLat(crs.crs)) : null,
      geometryTypes: [...types].sort(),
      withoutGeometry,
      problems,
      has3d: box.has3d,
      sample,
      crs,
      datums: datumsOf(crs),
    };
  } finally {
    await source.close();
  }
}

/** Degrees without a declaration, or declared as WGS 84 by habit, may as well be what a commercial map gave out. */
function datumsOf(crs: CrsGuess | null): Datum[] {
  if (!crs) return [];
  const settled = crs.ok ? crs.crs.kind === 'projected' || crs.crs.datum !== 'wgs84' : false;
  return settled ? ['wgs84'] : ['wgs84', 'gcj02', 'bd09'];
}

/** The box of a box: along its edges, because a projection bends them. */
function lonLatBounds(bounds: Bounds, convert: (x: number, y: number) => [number, number]): Bounds | null {
  const box = new Box();
  const steps = 8;
  for (let i = 0; i <= steps; i++) {
    for (let k = 0; k <= steps; k++) {
      const x = bounds[0] + ((bounds[2] - bounds[0]) * i) / steps;
      const y = bounds[1] + ((bounds[3] - bounds[1]) * k) / steps;
      const [lon, lat] = convert(x, y);
      if (Number.isFinite(lon) && Number.isFinite(lat)) box.position([lon, lat]);
    }
  }
  return box.bounds();
}

class Box {
  #minX = Number.POSITIVE_INFINITY;
  #minY = Number.POSITIVE_INFINITY;
  #maxX = Number.NEGATIVE_INFINITY;
  #maxY = Number.NEGATIVE_INFINITY;
  has3d = false;

  add(geometry: Geometry): void {
    if (geometry.type === 'GeometryCollection') for (const part of geometry.geometries) this.add(part);
    else this.#walk(geometry.coordinates);
  }

  position(position: Position): void {
    const [x = Number.NaN, y = Number.NaN] = position;
    if (position.length > 2) this.has3d = true;
    if (x < this.#minX) this.#minX = x;
    if (x > this.#maxX) this.#maxX = x;
    if (y < this.#minY) this.#minY = y;
    if (y > this.#maxY) this.#maxY = y;
  }

  bounds(): Bounds | null {
    return this.#minX <= this.#maxX ? [this.#minX, this.#minY, this.#maxX, this.#maxY] : null;
  }

  #walk(coordinates: readonly unknown[]): void {
    if (typeof coordinates[0] === 'number') this.position(coordinates as Position);
    else for (const part of coordinates) this.#walk(part as readonly unknown[]);
  }
}
