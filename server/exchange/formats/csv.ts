/**
 * CSV by csv-parse: every value stays text (codes begin with zeros), every row must have as many values as the header.
 * Columns of the position stay among the properties. Lines and rows are counted from 1; the header is no row.
 */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';
import { SourceError } from '../source-error.ts';
import type { Source, SourceFeature, SourceInfo, SourceRequest } from '../source-shape.ts';
import { StrictDecoder } from '../text-encoding.ts';
import {
  csvEncoding,
  delimiterOf,
  headText,
  type PositionColumns,
  positionColumns,
  sampleRows,
} from './csv-dialect.ts';
import { csvGeometry } from './csv-geometry.ts';
import { uniqueNames } from './field-names.ts';

const SAMPLE_ROWS = 20;

interface Dialect {
  encoding: string;
  delimiter: string;
  names: string[];
  columns: PositionColumns;
  /** Lines before the header: the `sep=;` of a spreadsheet. */
  preamble: number;
}

/** Errors: `file-empty`, `encoding-wrong`, `csv-field-missing`, `too-many-fields`. */
export async function openCsv(request: SourceRequest): Promise<Source> {
  const { path, options, limits } = request;
  const encoding = await csvEncoding(path, options.encoding);
  const head = await headText(path, encoding.encoding);
  const delimiter = options.delimiter ?? delimiterOf(head);
  const [header, ...sample] = sampleRows(head, delimiter, SAMPLE_ROWS);
  if (!header) throw new SourceError('file-empty');
  const { names, renamed } = uniqueNames(
    header.map((name) => name.trim()),
    limits,
  );
  const columns = positionColumns(names, sample, options);
  const preamble = /^sep=.\r?\n/i.test(head) ? 1 : 0;
  const dialect: Dialect = { encoding: encoding.encoding, delimiter, names, columns, preamble };
  const info: SourceInfo = {
    format: 'csv',
    fields: names,
    crs: null,
    encoding: encoding.encoding,
    encodingFrom: encoding.from,
    ...(encoding.candidates.length > 0 ? { encodingCandidates: encoding.candidates } : {}),
    notes: renamed ? ['fields-renamed'] : [],
  };
  return { info, features: () => features(request, dialect), close: async () => {} };
}

async function* features({ path, limits }: SourceRequest, dialect: Dialect): AsyncGenerator<SourceFeature> {
  const { names, columns, preamble } = dialect;
  const parser = parse({
    delimiter: dialect.delimiter,
    from_line: 1 + preamble,
    info: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: limits.textLength,
  });
  // An error anywhere in the chain ends the parser with it, so that the loop below throws it.
  pipeline(createReadStream(path), new StrictDecoder(dialect.encoding), unixLines, parser, () => {});
  let row = 0;
  try {
    for await (const { info, record } of parser as AsyncIterable<{ info: Info; record: string[] }>) {
      if (row++ === 0) continue;
      const properties: Record<string, unknown> = {};
      for (const [i, name] of names.entries()) properties[name] = record[i] ?? '';
      const feature: SourceFeature = { row: row - 1, line: info.lines - newlines(record), properties, geometry: null };
      const shape = csvGeometry(properties, columns, limits);
      yield shape.ok
        ? { ...feature, geometry: shape.geometry }
        : { ...feature, problem: { code: shape.code, params: { at: shape.at } } };
    }
  } catch (error) {
    throw csvError(error, dialect, limits.textLength);
  } finally {
    parser.destroy();
  }
}

/** Ends every line by LF, inside quotes too: csv-parse counts CR LF inside quotes as two lines. */
async function* unixLines(source: AsyncIterable<string>): AsyncGenerator<string> {
  let heldReturn = false;
  for await (const piece of source) {
    const text: string = heldReturn ? `\r${piece}` : piece;
    heldReturn = text.endsWith('\r');
    yield (heldReturn ? text.slice(0, -1) : text).replace(/\r\n?/g, '\n');
  }
  if (heldReturn) yield '\n';
}

function newlines(record: readonly string[]): number {
  let count = 0;
  for (const value of record) for (let i = value.indexOf('\n'); i >= 0; i = value.indexOf('\n', i + 1)) count++;
  return count;
}

/** The library's error in our words; it counts the header as a record, so its count is the number of the bad row. */
function csvError(error: unknown, dialect: Dialect, limit: number): unknown {
  if (!(error instanceof CsvError)) return error;
  const { lines = 0, records = 0, record } = error as CsvError & { lines?: number; records?: number; record?: unknown };
  const line = lines;
  if (error.code === 'CSV_MAX_RECORD_SIZE') return new SourceError('text-too-long', { limit, line }, records, error);
  if (error.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH') {
    const found = Array.isArray(record) ? record.length : null;
    return new SourceError('csv-ragged-row', { line, expected: dialect.names.length, found }, records, error);
  }
  return new SourceError('csv-invalid', { line, reason: error.code }, records, error);
}
