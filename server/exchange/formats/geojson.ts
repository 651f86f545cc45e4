/**
 * GeoJSON (RFC 7946, and the older `crs` member): a FeatureCollection, an array of features, one feature or one
 * geometry. Reads features one by one; a 2 GB file costs as much memory as its largest feature.
 */
import { open } from 'node:fs/promises';
import { parseCrs } from '../crs.ts';
import { SourceError } from '../source-error.ts';
import type { Source, SourceFeature, SourceInfo, SourceRequest } from '../source-shape.ts';
import { encodingLabel } from '../text-encoding.ts';
import { fieldNames } from './field-names.ts';
import { featureOf } from './geojson-feature.ts';
import { GeojsonRoot } from './geojson-root.ts';
import { decoded, jsonTokens, locateJsonError, tokenizer } from './json-tokens.ts';

/** Features looked at to learn the column names. */
const HEAD = 100;
const TAIL_BYTES = 65_536;

export async function openGeojson(request: SourceRequest): Promise<Source> {
  const head: SourceFeature[] = [];
  const members = await readMembers(request, head);
  const crs = crsOf(members.crs);
  const info: SourceInfo = {
    format: 'geojson',
    fields: fieldNames(head, request.limits),
    encoding: encodingLabel(request.options.encoding ?? 'utf-8') ?? 'utf-8',
    encodingFrom: request.options.encoding ? 'declared' : 'format',
    notes: [],
    ...crs,
  };
  if (crs.crsText !== undefined && !crs.crs) info.notes.push('crs-unknown');
  return { info, features: () => features(request), close: async () => {} };
}

async function* features(
  request: SourceRequest,
  root = new GeojsonRoot(request.limits),
): AsyncGenerator<SourceFeature> {
  let row = 0;
  try {
    for await (const tokens of jsonTokens(request)) {
      for (const token of tokens) {
        const complete = root.push(token);
        if (complete) yield featureOf(complete.element, ++row);
      }
    }
  } catch (error) {
    throw await placed(error, request, row + 1);
  }
  if (root.isList) return;
  const { type, objects } = root.members;
  if (type === 'Topology' && objects !== undefined) throw new SourceError('format-unknown', { looksLike: 'topojson' });
  if (type === 'FeatureCollection') throw new SourceError('geojson-invalid', { missing: 'features' });
  yield featureOf(root.members, 1);
}

/** The same error with the row, and line and column of what is no JSON. */
async function placed(error: unknown, request: SourceRequest, row: number): Promise<unknown> {
  if (!(error instanceof SourceError) || error.row !== undefined) return error;
  const where = error.code === 'json-invalid' ? await locateJsonError(request) : {};
  // The parser drops the tokens of the piece it fails in, so the rows before the failure are counted again.
  const exact = where.offset === undefined ? row : 1 + (await countElements(request, where.offset));
  return new SourceError(error.code, { ...error.params, ...where }, exact, error);
}

/** Complete elements of the list within the first characters of the file. */
async function countElements({ path, options, limits }: SourceRequest, length: number): Promise<number> {
  const parse = tokenizer();
  const root = new GeojsonRoot(limits);
  let count = 0;
  let left = length;
  for await (const text of decoded(path, options.encoding)) {
    for (const token of parse(text.slice(0, left))) if (root.push(token)) count++;
    left -= text.length;
    if (left <= 0) break;
  }
  return count;
}

/** Reads the first features, and the whole file when a `crs` stands after them. */
async function readMembers(request: SourceRequest, head: SourceFeature[]): Promise<Record<string, unknown>> {
  const root = new GeojsonRoot(request.limits);
  let rest = false;
  for await (const feature of features(request, root)) {
    if (head.length < HEAD) head.push(feature);
    else if (!rest) {
      if ('crs' in root.members || !(await tailMentionsCrs(request.path))) break;
      rest = true;
    }
  }
  return root.members;
}

async function tailMentionsCrs(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
    await file.read(tail, 0, tail.length, size - tail.length);
    return tail.includes('"crs"');
  } finally {
    await file.close();
  }
}

/** The crs member of GeoJSON 2008: {type: 'name', properties: {name}}, or the older {type: 'EPSG', properties: {code}}. */
function crsOf(member: unknown): Pick<SourceInfo, 'crs'> & { crsText?: string } {
  if (typeof member !== 'object' || member === null) return { crs: null };
  const { properties } = member as { properties?: { name?: unknown; code?: unknown; href?: unknown } | null };
  const name = properties?.name ?? properties?.code ?? properties?.href;
  const crsText =
    typeof name === 'string' || typeof name === 'number' ? String(name) : JSON.stringify(member).slice(0, 200);
  const parsed = parseCrs(crsText);
  return { crs: parsed.ok ? parsed.crs : null, crsText };
}
