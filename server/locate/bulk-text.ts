/**
 * Bulk locate of text in constant memory: CSV and NDJSON go in and come out row by row, columns added. Rows are looked up
 * in batches; a row without a usable coordinate keeps its place and says why in `locate_error`.
 */
import { CsvError, parse } from 'csv-parse';
import type { Datum } from '../contract/geometry.ts';
import { Refusal } from '../contract/problem.ts';
import type { CountyMap, PublishedGrid } from './county-map.ts';
import { lookUp } from './lookup.ts';
import { pointFault, toLattice } from './question.ts';

export interface TextOptions {
  datum: Datum;
  lonField?: string | undefined;
  latField?: string | undefined;
}

const LON_NAMES = ['lon', 'lng', 'long', 'longitude', '经度', 'x'];
const LAT_NAMES = ['lat', 'latitude', '纬度', 'y'];
export const ADDED_COLUMNS = ['grid', 'grid_name', 'micro_grid', 'on_border', 'locate_error'] as const;

const BOM = '\uFEFF';
/** Begins each line of a GeoJSON text sequence (RFC 8142). */
const RECORD_SEPARATOR = '\x1e';

const BATCH_BYTES = 64 * 1024;
const MAX_ROW_BYTES = 1024 * 1024;

/** Yields CSV text, header first. Throws a Refusal before the first yield when the header has no coordinates. */
export async function* locateCsv(
  text: AsyncIterable<string>,
  maps: readonly CountyMap[],
  options: TextOptions,
): AsyncGenerator<string> {
  const parser = parse({ bom: true, relax_column_count: true, skip_empty_lines: true, max_record_size: MAX_ROW_BYTES });
  const feeding = feed(text, parser);
  let columns: { lon: number; lat: number; width: number } | null = null;
  let out = '';
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      if (columns === null) {
        columns = { ...findColumns(record, options), width: record.length };
        out = csvLine([...record, ...ADDED_COLUMNS]);
        continue;
      }
      while (record.length < columns.width) record.push('');
      const found = locateFields(record[columns.lon], record[columns.lat], maps, options.datum);
      out += csvLine([...record, found.grid, found.name, found.micro, found.onBorder, found.error]);
      if (out.length > BATCH_BYTES) {
        yield out;
        out = '';
      }
    }
  } catch (error) {
    throw refusalOf(error);
  }
  await feeding;
  if (columns === null) throw new Refusal('body-invalid', { reason: 'empty' });
  yield out;
}

/** Yields NDJSON text: each object of the input with the columns added. */
export async function* locateNdjson(
  text: AsyncIterable<string>,
  maps: readonly CountyMap[],
  options: TextOptions,
): AsyncGenerator<string> {
  let out = '';
  let row = 0;
  for await (const line of lines(text)) {
    row++;
    if (line.trim() === '') continue;
    const value = parseObject(line, row);
    const { lon, lat } = findFields(value, options);
    const found = locateFields(lon, lat, maps, options.datum);
    const added = {
      grid: found.grid || null,
      grid_name: found.name || null,
      micro_grid: found.micro || null,
      on_border: found.onBorder === 'true',
      ...(found.error === '' ? {} : { locate_error: found.error }),
    };
    out += `${JSON.stringify({ ...value, ...added })}\n`;
    if (out.length > BATCH_BYTES) {
      yield out;
      out = '';
    }
  }
  yield out;
}

interface Found {
  grid: string;
  name: string;
  micro: string;
  onBorder: string;
  error: string;
}

function locateFields(lonValue: unknown, latValue: unknown, maps: readonly CountyMap[], datum: Datum): Found {
  const lon = asNumber(lonValue);
  const lat = asNumber(latValue);
  const error = pointFault(lon, lat) ?? '';
  if (error !== '') return { grid: '', name: '', micro: '', onBorder: '', error };
  const [x, y] = toLattice(lon, lat, datum);
  const found = lookUp(maps, x, y);
  const text = (grid: PublishedGrid | null, field: 'code' | 'name') => grid?.[field] ?? '';
  return {
    grid: text(found.grid, 'code'),
    name: text(found.grid, 'name'),
    micro: text(found.micro, 'code'),
    onBorder: found.grid === null ? '' : String(found.onBorder),
    error,
  };
}

function asNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}

function findColumns(header: readonly string[], options: TextOptions): { lon: number; lat: number } {
  const find = (wanted: string | undefined, names: readonly string[]) => {
    if (wanted !== undefined) return header.indexOf(wanted);
    const known = header.map((name) => name.trim().toLowerCase());
    return names.map((name) => known.indexOf(name)).find((position) => position >= 0) ?? -1;
  };
  const lon = find(options.lonField, LON_NAMES);
  const lat = find(options.latField, LAT_NAMES);
  if (lon < 0 || lat < 0) {
    throw new Refusal('body-invalid', { reason: 'coordinate-columns-missing', columns: header.slice(0, 50) });
  }
  return { lon, lat };
}

function findFields(value: Record<string, unknown>, options: TextOptions): { lon: unknown; lat: unknown } {
  const geometry = value.geometry as { type?: unknown; coordinates?: unknown } | undefined;
  if (options.lonField === undefined && geometry?.type === 'Point' && Array.isArray(geometry.coordinates)) {
    return { lon: geometry.coordinates[0], lat: geometry.coordinates[1] };
  }
  const find = (wanted: string | undefined, names: readonly string[]) =>
    value[wanted ?? names.find((name) => name in value) ?? ''];
  return { lon: find(options.lonField, LON_NAMES), lat: find(options.latField, LAT_NAMES) };
}

async function feed(text: AsyncIterable<string>, parser: ReturnType<typeof parse>): Promise<void> {
  try {
    for await (const chunk of text) {
      if (!parser.write(chunk)) await new Promise((resolve) => parser.once('drain', resolve));
      if (parser.destroyed) return;
    }
    parser.end();
  } catch (error) {
    parser.destroy(error as Error);
  }
}

async function* lines(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of text) {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    if (rest.length > MAX_ROW_BYTES)
      throw new Refusal('body-invalid', { reason: 'line-too-long', limit: MAX_ROW_BYTES });
    yield* parts;
  }
  if (rest !== '') yield rest;
}

function parseObject(line: string, row: number): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(line.startsWith(BOM) || line.startsWith(RECORD_SEPARATOR) ? line.slice(1) : line);
  } catch {
    throw new Refusal('body-invalid', { reason: 'json-invalid', row });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal('body-invalid', { reason: 'not-an-object', row });
  }
  return value as Record<string, unknown>;
}

function csvLine(fields: readonly string[]): string {
  let line = '';
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i]!;
    if (i > 0) line += ',';
    line += /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
  }
  return `${line}\n`;
}

/** A csv-parse error names its line; everything else stays what it is. */
function refusalOf(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  return new Refusal('body-invalid', { reason: error.code, line: (error as CsvError & { lines?: number }).lines });
}
