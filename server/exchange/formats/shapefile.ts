/**
 * ESRI Shapefile: geometry by the shapefile package (polygons regrouped into shells and holes), Z kept, M dropped,
 * attributes by dbf-table.ts. A missing .dbf leaves rows without attributes, a missing .shp rows without geometry; both
 * are noted. Rows marked deleted in the .dbf are left out together with their shape.
 */
import { readFile, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Geometry } from 'geojson';
import { openShp } from 'shapefile';
import { parseCrs } from '../crs.ts';
import { decodeWhole, type EncodingGuess } from '../encoding-guess.ts';
import { reasonOf, SourceError } from '../source-error.ts';
import type { Source, SourceFeature, SourceInfo, SourceRequest } from '../source-shape.ts';
import { dbfEncoding, guessDbfEncoding } from './dbf-encoding.ts';
import { cell, type DbfTable, dbfRows, dbfValue, readDbfTable, TEXT_TYPE, trimmed } from './dbf-table.ts';
import { uniqueNames } from './field-names.ts';
import { withGeometry } from './geojson-feature.ts';
import type { ShapefileParts } from './shapefile-parts.ts';
import { addHeights } from './shp-heights.ts';
import { checkedRecords, type RecordHeights, readShpHeader, type ShpHeader } from './shp-records.ts';

interface Attributes {
  path: string;
  table: DbfTable;
  names: string[];
  encoding: EncodingGuess;
  decoder: TextDecoder;
}

export async function openShapefile(parts: ShapefileParts, request: SourceRequest): Promise<Source> {
  const notes: SourceInfo['notes'] = [];
  const shape = parts.shp ? { path: parts.shp, header: await readShpHeader(parts.shp) } : null;
  const attributes = parts.dbf ? await openAttributes(parts.dbf, parts.cpg, request, notes) : null;
  if (!shape) notes.push('geometry-file-missing');
  if (!attributes) notes.push('attributes-missing');
  const crsText = parts.prj ? (await readFile(parts.prj, 'utf8')).trim() : '';
  const parsed = crsText === '' ? null : parseCrs(crsText);
  if (parsed && !parsed.ok) notes.push('crs-unknown');
  const expected = await expectedRows(parts, attributes);
  const candidates = attributes?.encoding.candidates ?? [];
  const info: SourceInfo = {
    format: 'shapefile',
    fields: attributes?.names ?? [],
    crs: parsed?.ok ? parsed.crs : null,
    ...(crsText === '' ? {} : { crsText: crsText.slice(0, 2000) }),
    encoding: attributes?.encoding.encoding ?? 'utf-8',
    encodingFrom: attributes?.encoding.from ?? 'format',
    ...(candidates.length > 0 ? { encodingCandidates: candidates } : {}),
    notes,
  };
  return { info, features: () => features(shape, attributes, expected, request, notes), close: async () => {} };
}

async function openAttributes(
  path: string,
  cpgPath: string | undefined,
  { options, limits }: SourceRequest,
  notes: SourceInfo['notes'],
): Promise<Attributes> {
  const table = await readDbfTable(path);
  const cpg = cpgPath ? (await readFile(cpgPath, 'latin1')).trim() : '';
  const encoding = await dbfEncoding(path, table, cpg === '' ? null : cpg, options.encoding);
  const decoder = new TextDecoder(encoding.encoding, { fatal: true, ignoreBOM: true });
  const given: string[] = [];
  for (const [i, field] of table.fields.entries()) {
    const name = decodeWhole(decoder, field.nameBytes, field.nameBytes.length >= 10);
    if (name === undefined) throw await wrongEncoding(path, table, encoding, { column: i + 1 });
    given.push(name.trim());
  }
  const { names, renamed } = uniqueNames(given, limits);
  if (renamed) notes.push('fields-renamed');
  return { path, table, names, encoding, decoder };
}

async function* features(
  shape: { path: string; header: ShpHeader } | null,
  attributes: Attributes | null,
  expected: number | null,
  { limits }: SourceRequest,
  notes: SourceInfo['notes'],
): AsyncGenerator<SourceFeature> {
  const shapes = shape ? geometries(shape.path, shape.header, limits) : null;
  const rows = attributes ? dbfRows(attributes.path, attributes.table) : null;
  try {
    let row = 0;
    for (let record = 1; ; record++) {
      const geometry = await shapes?.next();
      const bytes = await rows?.next();
      if ((geometry?.done ?? true) && (bytes?.done ?? true)) {
        if (expected !== null && expected !== record - 1) throw miscounted(record - 1, expected);
        return;
      }
      if (geometry?.done || bytes?.done) throw miscounted(record - 1, expected ?? record);
      if (bytes && !bytes.value) {
        if (!notes.includes('rows-deleted')) notes.push('rows-deleted');
        continue;
      }
      row++;
      const properties = attributes && bytes?.value ? await rowValues(attributes, bytes.value, row) : {};
      yield withGeometry({ row, properties, geometry: null }, geometry?.value ?? null);
    }
  } finally {
    await shapes?.return(undefined);
    await rows?.return(undefined);
  }
}

/** Geometries in record order. Errors: those of checkedRecords, `shapefile-invalid` with what the package says. */
async function* geometries(
  path: string,
  header: ShpHeader,
  limits: SourceRequest['limits'],
): AsyncGenerator<Geometry | null> {
  const heights: (RecordHeights | null)[] = [];
  let failure: unknown;
  // The package leaves the rejection of a failed stream unhandled: the stream only ends, and the error waits here.
  async function* sound(): AsyncGenerator<Buffer> {
    try {
      yield* checkedRecords(path, header, limits, heights);
    } catch (error) {
      failure = error;
    }
  }
  const bytes = Readable.from(sound(), { objectMode: false });
  let row = 0;
  try {
    const source = await openShp(bytes);
    for (;;) {
      row++;
      const result = await source.read();
      if (result.done) break;
      yield addHeights(result.value, heights.shift() ?? null);
    }
  } catch (error) {
    throw (
      failure ??
      new SourceError('shapefile-invalid', { part: 'shp', where: 'record', reason: reasonOf(error) }, row, error)
    );
  } finally {
    bytes.destroy();
  }
  if (failure !== undefined) throw failure;
}

async function rowValues(attributes: Attributes, row: Buffer, number: number): Promise<Record<string, unknown>> {
  const { table, names, decoder, encoding, path } = attributes;
  const values: Record<string, unknown> = {};
  for (const [i, field] of table.fields.entries()) {
    const name = names[i] ?? '';
    const bytes = cell(row, field);
    if (field.type !== TEXT_TYPE) {
      values[name] = dbfValue(bytes, field.type);
      continue;
    }
    const text = trimmed(bytes);
    const value = decodeWhole(decoder, text, text.length === field.length);
    if (value === undefined) throw await wrongEncoding(path, table, encoding, { field: name }, number);
    values[name] = value === '' ? null : value;
  }
  return values;
}

async function wrongEncoding(
  path: string,
  table: DbfTable,
  { encoding, from }: EncodingGuess,
  where: Record<string, unknown>,
  row?: number,
): Promise<SourceError> {
  const candidates = (await guessDbfEncoding(path, table))?.candidates ?? [];
  return new SourceError('encoding-wrong', { part: 'dbf', encoding, from, candidates, ...where }, row);
}

/** Rows by the .shx, else by the .dbf. */
async function expectedRows(parts: ShapefileParts, attributes: Attributes | null): Promise<number | null> {
  if (attributes) return attributes.table.rows;
  if (!parts.shx || !parts.shp) return null;
  const { size } = await stat(parts.shx);
  return size >= 100 && (size - 100) % 8 === 0 ? (size - 100) / 8 : null;
}

function miscounted(found: number, expected: number): SourceError {
  return new SourceError('shapefile-invalid', { part: 'shp', where: 'count', found, expected }, found + 1);
}
