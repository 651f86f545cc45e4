/**
 * A zip archive from an unknown hand, read by yauzl. Names are only compared, never used as paths; sizes are counted
 * while unpacking, not believed; checksums are compared. Sizes in bytes.
 */
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { decodeWhole } from './encoding-guess.ts';
import { reasonOf, SourceError } from './source-error.ts';
import type { Limits } from './source-limits.ts';

export interface ArchiveEntry {
  /** Path inside the archive with forward slashes. */
  name: string;
  entry: Entry;
}

const UTF8_FLAG = 0x800;
const UNICODE_PATH_FIELD = 0x7075;
/** What operating systems put into archives on their own. */
const LITTER = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)/i;

export class ZipArchive {
  readonly entries: readonly ArchiveEntry[];
  readonly #zip: ZipFile;
  readonly #limits: Limits;
  readonly #packedBytes: number;
  #unpacked = 0;

  private constructor(zip: ZipFile, entries: ArchiveEntry[], packedBytes: number, limits: Limits) {
    this.#zip = zip;
    this.entries = entries;
    this.#packedBytes = packedBytes;
    this.#limits = limits;
  }

  /** Errors: `zip-damaged`, `zip-encrypted`, `zip-bomb`, `zip-path-traversal`, `zip-too-many-entries`, `zip-entry-duplicate`. */
  static async open(path: string, limits: Limits): Promise<ZipArchive> {
    const { size } = await stat(path);
    let zip: ZipFile;
    try {
      zip = await yauzl.openPromise(path, { autoClose: false, decodeStrings: false });
    } catch (error) {
      throw damaged(error);
    }
    try {
      return new ZipArchive(zip, await listEntries(zip, size, limits), size, limits);
    } catch (error) {
      zip.close();
      throw error;
    }
  }

  /** Writes one file of the archive to `target`. Errors: `zip-damaged`, `zip-bomb`. */
  async extract({ name, entry }: ArchiveEntry, target: string): Promise<void> {
    let sum = 0;
    const counted = new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        sum = crc32(chunk, sum);
        this.#unpacked += chunk.length;
        const bomb = bombOf(this.#unpacked, this.#packedBytes, this.#limits);
        done(bomb ?? null, chunk);
      },
    });
    try {
      await pipeline(await this.#zip.openReadStreamPromise(entry), counted, createWriteStream(target));
    } catch (error) {
      throw error instanceof SourceError ? error : damaged(error, name);
    }
    if (sum !== entry.crc32) throw damaged(new Error('checksum'), name);
  }

  close(): void {
    this.#zip.close();
  }
}

async function listEntries(zip: ZipFile, packedBytes: number, limits: Limits): Promise<ArchiveEntry[]> {
  if (zip.entryCount > limits.entries) throw new SourceError('zip-too-many-entries', { limit: limits.entries });
  const entries: ArchiveEntry[] = [];
  const seen = new Set<string>();
  let declared = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry).replaceAll('\\', '/');
      const problem = yauzl.validateFileName(name);
      if (problem !== null || name.includes('\0')) throw new SourceError('zip-path-traversal', { name });
      if (name.endsWith('/') || LITTER.test(name)) continue;
      if (entry.isEncrypted()) throw new SourceError('zip-encrypted', { name });
      declared += entry.uncompressedSize;
      const bomb = bombOf(declared, packedBytes, limits);
      if (bomb) throw bomb;
      if (seen.has(name.toLowerCase())) throw new SourceError('zip-entry-duplicate', { name });
      seen.add(name.toLowerCase());
      entries.push({ name, entry });
    }
  } catch (error) {
    throw error instanceof SourceError ? error : damaged(error);
  }
  return entries;
}

function bombOf(unpacked: number, packed: number, limits: Limits): SourceError | undefined {
  if (unpacked > limits.unpackedBytes) return new SourceError('zip-bomb', { limit: limits.unpackedBytes });
  const heavy = unpacked > limits.ratioFreeBytes && unpacked > packed * limits.ratio;
  return heavy ? new SourceError('zip-bomb', { ratio: limits.ratio }) : undefined;
}

/** UTF-8 where the archive says so; else Windows in China writes GBK, others UTF-8 without saying so. */
function nameOf(entry: Entry): string {
  const raw = entry.fileNameRaw;
  const declared = (entry.generalPurposeBitFlag & UTF8_FLAG) !== 0;
  if (!declared && !entry.extraFields.some((field) => field.id === UNICODE_PATH_FIELD)) {
    for (const label of ['utf-8', 'gb18030']) {
      const name = decodeWhole(new TextDecoder(label, { fatal: true }), raw, false);
      if (name !== undefined) return name;
    }
  }
  return yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false);
}

function damaged(error: unknown, name?: string): SourceError {
  return new SourceError(
    'zip-damaged',
    { reason: reasonOf(error), ...(name === undefined ? {} : { name }) },
    undefined,
    error,
  );
}
