/**
 * How a CSV file is written: encoding (byte-order mark, else a guess over the whole file), delimiter and header, from
 * its first lines; which columns hold the position, from their names.
 */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { type EncodingGuess, EncodingTrials } from '../encoding-guess.ts';
import { SourceError } from '../source-error.ts';
import type { SourceOptions } from '../source-shape.ts';
import { encodingLabel, StrictText } from '../text-encoding.ts';

const HEAD_BYTES = 256 * 1024;
const SAMPLE_ROWS = 20;
const DELIMITERS = [',', ';', '\t', '|'];
const LOWEST_TRAIL = 0x30;

export interface PositionColumns {
  lon?: string;
  lat?: string;
  geometry?: string;
}

/** Errors: `encoding-unknown`, `encoding-wrong` {encoding, offset}. */
export async function csvEncoding(path: string, declared: string | undefined): Promise<EncodingGuess> {
  if (declared !== undefined) {
    const label = encodingLabel(declared);
    if (!label) throw new SourceError('encoding-unknown', { encoding: declared });
    return { encoding: label, from: 'declared', candidates: [] };
  }
  const head = await firstBytes(path, 3);
  if (head.equals(Buffer.from([0xef, 0xbb, 0xbf]))) return { encoding: 'utf-8', from: 'bom', candidates: [] };
  const trials = new EncodingTrials();
  let carry: Buffer = Buffer.alloc(0);
  for await (const piece of createReadStream(path)) {
    const bytes = Buffer.concat([carry, piece as Buffer]);
    let cut = bytes.length;
    while (cut > 0 && (bytes[cut - 1] ?? 0) >= LOWEST_TRAIL) cut--;
    trials.text(bytes.subarray(0, cut), false);
    carry = bytes.subarray(cut);
  }
  trials.text(carry, false);
  const guess = trials.guess();
  if (guess) return guess;
  // No encoding fits: say where UTF-8 ends.
  const text = new StrictText('utf-8');
  for await (const piece of createReadStream(path)) text.write(piece as Buffer);
  text.end();
  throw new SourceError('encoding-wrong', { encoding: 'utf-8', offset: 0 });
}

/** The first complete lines of the file as text. */
export async function headText(path: string, encoding: string): Promise<string> {
  const bytes = await firstBytes(path, HEAD_BYTES);
  const end = bytes.length < HEAD_BYTES ? bytes.length : bytes.lastIndexOf(0x0a) + 1 || bytes.length;
  const text = new StrictText(encoding);
  const head = text.write(bytes.subarray(0, end));
  return end === bytes.length && end === HEAD_BYTES ? head : head + text.end();
}

/** The delimiter that cuts the first lines into most columns, the same number in each line where one does. */
export function delimiterOf(head: string): string {
  const marked = /^sep=(.)\r?\n/i.exec(head);
  if (marked?.[1]) return marked[1];
  let best = { delimiter: ',', columns: 1, even: false };
  for (const delimiter of DELIMITERS) {
    const rows = sampleRows(head, delimiter, SAMPLE_ROWS);
    const columns = rows[0]?.length ?? 0;
    const even = rows.every((row) => row.length === columns);
    if (columns > 1 && (even === best.even ? columns > best.columns : even)) best = { delimiter, columns, even };
  }
  return best.delimiter;
}

/** Rows of the head without the strictness of the reading proper. */
export function sampleRows(head: string, delimiter: string, count: number): string[][] {
  return parse(head.replace(/^sep=.\r?\n/i, ''), {
    delimiter,
    to: count,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
  }) as string[][];
}

const LON = [
  'lon',
  'lng',
  'long',
  'longitude',
  '经度',
  'lon_wgs84',
  'lng_wgs84',
  'x',
  'point_x',
  'x坐标',
  '东坐标',
  'easting',
];
const LAT = ['lat', 'latitude', '纬度', 'lat_wgs84', 'y', 'point_y', 'y坐标', '北坐标', 'northing'];
const GEOMETRY = ['wkt', 'geom', 'geometry', 'the_geom', 'wkb_geometry', 'wkb', 'geom_wkt', 'geojson', '几何', '边界'];
const GEOMETRY_TEXT =
  /^\s*(SRID=\d+;)?\s*((MULTI)?(POINT|LINESTRING|POLYGON)|GEOMETRYCOLLECTION)|^\s*\{|^0[01][0-9A-F]{8}/i;

/** Columns named by the person, else by their names; a geometry column must also look like one in the sample. */
export function positionColumns(names: string[], sample: string[][], options: SourceOptions): PositionColumns {
  const { lonField, latField, geometryField } = options;
  for (const field of [lonField, latField, geometryField]) {
    if (field !== undefined && !names.includes(field))
      throw new SourceError('csv-field-missing', { field, fields: names });
  }
  if (geometryField !== undefined) return { geometry: geometryField };
  if (lonField !== undefined && latField !== undefined) return { lon: lonField, lat: latField };
  const geometry = named(names, GEOMETRY);
  const column = names.indexOf(geometry ?? '');
  if (geometry !== undefined && sample.some((row) => GEOMETRY_TEXT.test(row[column] ?? ''))) return { geometry };
  const lon = lonField ?? named(names, LON);
  const lat = latField ?? named(names, LAT);
  return lon !== undefined && lat !== undefined ? { lon, lat } : {};
}

function named(names: string[], wanted: string[]): string | undefined {
  const plain = names.map((name) => name.trim().toLowerCase());
  for (const want of wanted) {
    const at = plain.indexOf(want);
    if (at >= 0) return names[at];
  }
  return undefined;
}

async function firstBytes(path: string, length: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
