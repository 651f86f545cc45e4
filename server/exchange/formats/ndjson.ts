/**
 * One GeoJSON object per line (NDJSON, GeoJSONL) or after each record separator (RFC 8142, where a record may span
 * lines). Blank lines are skipped.
 */
import { SourceError } from '../source-error.ts';
import type { Limits } from '../source-limits.ts';
import type { Source, SourceFeature, SourceInfo, SourceRequest } from '../source-shape.ts';
import { encodingLabel } from '../text-encoding.ts';
import { fieldNames } from './field-names.ts';
import { featureOf } from './geojson-feature.ts';
import { parseJsonText } from './json-text.ts';
import { decoded } from './json-tokens.ts';

const HEAD = 100;
const RECORD_SEPARATOR = '\u001e';

export async function openNdjson(request: SourceRequest): Promise<Source> {
  const head: SourceFeature[] = [];
  for await (const feature of features(request)) {
    head.push(feature);
    if (head.length >= HEAD) break;
  }
  const info: SourceInfo = {
    format: 'ndjson',
    fields: fieldNames(head, request.limits),
    crs: null,
    encoding: encodingLabel(request.options.encoding ?? 'utf-8') ?? 'utf-8',
    encodingFrom: request.options.encoding ? 'declared' : 'format',
    notes: [],
  };
  return { info, features: () => features(request), close: async () => {} };
}

async function* features(request: SourceRequest): AsyncGenerator<SourceFeature> {
  let row = 0;
  for await (const { text, line } of records(request)) {
    row++;
    const parsed = parseJsonText(text, request.limits);
    if (!parsed.ok) throw new SourceError(parsed.code, { ...parsed.params, line }, row);
    yield { ...featureOf(parsed.value, row), line };
  }
}

/** The records of the file with the line each begins on. */
async function* records({ path, options, limits }: SourceRequest): AsyncGenerator<{ text: string; line: number }> {
  let rest = '';
  let line = 1;
  let separator = '\n';
  let started = false;
  for await (const piece of decoded(path, options.encoding)) {
    if (!started && piece !== '') {
      started = true;
      if (piece.trimStart().startsWith(RECORD_SEPARATOR)) separator = RECORD_SEPARATOR;
    }
    const parts = (rest + piece).split(separator);
    rest = parts.pop() ?? '';
    for (const part of parts) {
      if (part.length > limits.textLength) throw tooLong(limits, line);
      if (part.trim() !== '') yield { text: part, line };
      line += separator === '\n' ? 1 : newlines(part);
    }
    if (rest.length > limits.textLength) throw tooLong(limits, line);
  }
  if (rest.trim() !== '') yield { text: rest, line };
}

function tooLong(limits: Limits, line: number): SourceError {
  return new SourceError('text-too-long', { limit: limits.textLength, line });
}

function newlines(text: string): number {
  let count = 0;
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) count++;
  return count;
}
