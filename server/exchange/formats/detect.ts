/**
 * What kind of file is it? By its first bytes, and only where those leave it open by its name. UTF-16 and the formats
 * people try in vain are recognised to be refused by name.
 */
import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { SourceError } from '../source-error.ts';
import type { Format } from '../source-shape.ts';

export type Kind = Format | 'zip';

const HEAD_BYTES = 1024 * 1024;
const REFUSED: readonly [signature: string, name: string][] = [
  ['d0cf11e0a1b11ae1', 'xls'],
  ['526172211a07', 'rar'],
  ['377abcaf271c', '7z'],
  ['1f8b', 'gzip'],
  ['25504446', 'pdf'],
  ['41433130', 'dwg'],
  ['fffe', 'utf-16'],
  ['feff', 'utf-16'],
];
const BY_NAME: Record<string, Format> = {
  '.geojson': 'geojson',
  '.json': 'geojson',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
  '.geojsonl': 'ndjson',
  '.geojsons': 'ndjson',
  '.shp': 'shapefile',
  '.dbf': 'shapefile',
  '.gpkg': 'geopackage',
  '.csv': 'csv',
  '.tsv': 'csv',
  '.txt': 'csv',
};

/** Errors: `file-empty`, `file-unreadable`, `format-unknown` {looksLike}, `encoding-wrong` {encoding: 'utf-16'}. */
export async function detectKind(path: string, fileName: string): Promise<Kind> {
  const head = await readHead(path);
  if (head.length === 0) throw new SourceError('file-empty');
  const signature = head.subarray(0, 16).toString('hex');
  if (/^504b(0304|0506|0708)/.test(signature)) return 'zip';
  if (head.subarray(0, 16).toString('latin1') === 'SQLite format 3\0') return 'geopackage';
  if (signature.startsWith('0000270a')) return 'shapefile';
  for (const [start, name] of REFUSED) if (signature.startsWith(start)) throw refused(name);
  if (/^(00..|..00)/.test(signature) && /[[{]/.test(head.subarray(0, 2).toString('latin1'))) throw refused('utf-16');
  const named = BY_NAME[extname(fileName).toLowerCase()];
  if (named === 'shapefile') return named;
  return textKind(head, named);
}

function textKind(head: Buffer, named: Format | undefined): Kind {
  const text = head.toString('utf8').replace(/^\uFEFF/, '');
  const start = text.trimStart();
  if (start === '') {
    if (head.length < HEAD_BYTES) throw new SourceError('file-empty');
    throw new SourceError('format-unknown', {});
  }
  if (start.startsWith('\u001e')) return 'ndjson';
  if (start.startsWith('{')) return named === 'ndjson' || severalLines(start) ? 'ndjson' : 'geojson';
  if (start.startsWith('[') && named !== 'csv') return 'geojson';
  if (start.startsWith('<'))
    throw refused(/<kml/i.test(start.slice(0, 2000)) ? 'kml' : /<html/i.test(start.slice(0, 2000)) ? 'html' : 'xml');
  if (named) return named;
  if (head.includes(0)) throw new SourceError('format-unknown', {});
  const firstLine = start.slice(0, start.indexOf('\n') >= 0 ? start.indexOf('\n') : undefined);
  if (/[,;\t|]/.test(firstLine)) return 'csv';
  throw new SourceError('format-unknown', {});
}

/** A whole JSON object on the first line and another one on the next. */
function severalLines(text: string): boolean {
  const end = text.indexOf('\n');
  if (end < 0 || !text.slice(end).trimStart().startsWith('{')) return false;
  try {
    JSON.parse(text.slice(0, end));
    return true;
  } catch {
    return false; // the first line is not a value of its own
  }
}

function refused(name: string): SourceError {
  if (name === 'utf-16') return new SourceError('encoding-wrong', { encoding: 'utf-16', candidates: [] });
  return new SourceError('format-unknown', { looksLike: name });
}

async function readHead(path: string): Promise<Buffer> {
  try {
    const file = await open(path, 'r');
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new SourceError(
      'file-unreadable',
      { reason: (error as NodeJS.ErrnoException).code ?? 'unknown' },
      undefined,
      error,
    );
  }
}
