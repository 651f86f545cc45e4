/**
 * The polygons of a file as they stand in it, for a check without an import: any format and coordinate system the importer reads.
 * Nothing is refused for its values; what has no polygon is told apart.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Geometry } from 'geojson';
import type { Datum } from '../contract/geometry.ts';
import { fromGeoJson } from '../geometry/geojson.ts';
import type { LayerFeature } from '../geometry/layer-check.ts';
import type { MultiPolygon } from '../geometry/polygon.ts';
import { checkMultiPolygon } from '../geometry/validity.ts';
import { completeMapping } from './file-rows.ts';
import type { Problem } from './import-protocol.ts';
import { applyMapping } from './mapping.ts';
import { choosePositions, convertGeometry } from './positions.ts';
import { openSource, type SourceFeature } from './source.ts';

export interface LayerOptions {
  /** Our field → the file's; `code`, `name`, `kind` and `parentCode` are read. */
  mapping: Record<string, string>;
  datum?: Datum;
  crs?: string;
  encoding?: string;
  fileLayer?: string;
}

/** A micro grid, which lies inside another grid of the file. */
export interface MicroFeature {
  code: string;
  parent: string;
  polygons: MultiPolygon;
}

export interface LayerFile {
  ok: true;
  /** All but the micro grids. */
  features: LayerFeature[];
  micros: MicroFeature[];
  /** Rows that hold no polygon that can be read, with the reason. */
  skipped: { row: number; code: string }[];
  /** Hex SHA-256 of the file. */
  sha256: string;
  crs: string;
}

const SAMPLE = 500;

/** Errors: every SourceError. What the caller could have stated otherwise is an answer. */
export async function readLayerFile(
  path: string,
  fileName: string,
  options: LayerOptions,
): Promise<LayerFile | { ok: false; problem: Problem }> {
  const { encoding, fileLayer, mapping, crs, datum } = options;
  const source = await openSource(path, fileName, {
    ...(encoding === undefined ? {} : { encoding }),
    ...(fileLayer === undefined ? {} : { layer: fileLayer }),
  });
  try {
    const rows: SourceFeature[] = [];
    for await (const feature of source.features()) rows.push(feature);
    const sample = rows.flatMap(({ geometry }) => geometry ?? []).slice(0, SAMPLE);
    const positions = choosePositions(source.info, sample, { crs, datum });
    if (!positions.ok) return positions;
    const fields = [...new Set(rows.slice(0, SAMPLE).flatMap(({ properties }) => Object.keys(properties)))];
    const { code, name, kind, parentCode } = completeMapping(mapping, fields, 'grids');
    const missing = Object.values(mapping).find((field) => !field.startsWith('=') && !fields.includes(field));
    if (missing !== undefined) {
      const faults = [{ code: 'column-missing', params: { column: missing, columns: fields.slice(0, 100) } }];
      return { ok: false, problem: { code: 'import-mapping-invalid', params: { faults } } };
    }
    const isMicro = (properties: Record<string, unknown>): boolean => {
      const mapped = kind === undefined ? null : applyMapping(properties, { kind }, 'grids');
      return mapped?.ok === true && mapped.values.kind === 'micro';
    };
    const fieldOf = (properties: Record<string, unknown>, field: string | undefined): string | null =>
      textOf(field?.startsWith('=') === true ? field.slice(1) : properties[field ?? '']);
    const features: LayerFeature[] = [];
    const micros: MicroFeature[] = [];
    const skipped: LayerFile['skipped'] = [];
    for (const { row, properties, geometry, problem } of rows) {
      const read = polygonsOf(geometry === null ? null : convertGeometry(geometry, positions.convert));
      if (problem !== undefined || !read.ok) {
        skipped.push({ row, code: problem?.code ?? (read.ok ? '' : read.code) });
        continue;
      }
      const called = fieldOf(properties, name);
      const own = fieldOf(properties, code) ?? String(row);
      const parent = fieldOf(properties, parentCode);
      const shape = isMicro(properties) && parent !== null ? checkMultiPolygon(read.polygons) : null;
      if (shape?.ok === true) micros.push({ code: own, parent: parent!, polygons: shape.polygons });
      else features.push({ code: own, ...(called === null ? {} : { name: called }), polygons: read.polygons });
    }
    return { ok: true, features, micros, skipped, sha256: await fileHash(path), crs: positions.crs };
  } finally {
    await source.close();
  }
}

function polygonsOf(
  geometry: Geometry | null,
): { ok: true; polygons: LayerFeature['polygons'] } | { ok: false; code: string } {
  if (geometry === null) return { ok: false, code: 'geometry-missing' };
  const read = fromGeoJson(geometry);
  return read.ok ? { ok: true, polygons: read.polygons } : { ok: false, code: read.code };
}

/** Null for what is no short text or number. */
function textOf(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return null;
  const text = String(value).trim();
  return text === '' ? null : text.slice(0, 100);
}

async function fileHash(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
