/**
 * The bytes of a GridIndex: a header of 20 int32, then the table of cells, the records and the reach of each cell, all
 * little-endian. The header carries the hash of the shapes the index was built from and a hash of everything else.
 * Anything that does not fit exactly is refused: a snapshot is rebuilt, never repaired.
 */
import type { CellFrame } from './cell-frame.ts';
import { WordHash } from './content-hash.ts';
import type { IndexArrays } from './grid-index-build.ts';

/** Raise with every change of the arrays' meaning. */
export const SNAPSHOT_VERSION = 1;

const MAGIC = 0x58495a47; // "GZIX"
const HEADER_WORDS = 20;
const HASH_AT = 2;

export function writeSnapshot(arrays: IndexArrays): Uint8Array {
  const { frame, cells, records, reach } = arrays;
  const reachWords = Math.ceil(reach.length / 4);
  const words = new Int32Array(HEADER_WORDS + cells.length + records.length + reachWords);
  words[0] = MAGIC;
  words[1] = SNAPSHOT_VERSION;
  words[4] = Number.parseInt(arrays.contentHash.slice(0, 8), 16);
  words[5] = Number.parseInt(arrays.contentHash.slice(8), 16);
  words[6] = arrays.count;
  words[7] = arrays.wide ? 1 : 0;
  words.set([frame.minX, frame.minY, frame.maxX, frame.maxY, frame.shiftX, frame.shiftY, frame.cols, frame.rows], 8);
  words[16] = cells.length;
  words[17] = records.length;
  words[18] = reach.length;
  words.set(cells, HEADER_WORDS);
  words.set(records, HEADER_WORDS + cells.length);
  const bytes = new Uint8Array(words.buffer);
  const reachAt = HEADER_WORDS + cells.length + records.length;
  if (!littleEndian()) swap(bytes.subarray(reachAt * 4));
  bytes.set(reach, reachAt * 4);
  if (!littleEndian()) swap(bytes.subarray(reachAt * 4));
  [words[HASH_AT], words[HASH_AT + 1]] = hashOf(words);
  if (!littleEndian()) swap(bytes);
  return bytes;
}

/** The arrays of a snapshot, copied out of the bytes; null when anything about them is wrong. */
export function readSnapshot(bytes: Uint8Array): IndexArrays | null {
  if (bytes.byteLength < HEADER_WORDS * 4 || bytes.byteLength % 4 !== 0) return null;
  const copy = bytes.slice();
  if (!littleEndian()) swap(copy);
  const words = new Int32Array(copy.buffer, copy.byteOffset, copy.byteLength / 4);
  if (words[0] !== MAGIC || words[1] !== SNAPSHOT_VERSION) return null;
  const cellCount = words[16]!;
  const recordCount = words[17]!;
  const reachCount = words[18]!;
  const reachAt = HEADER_WORDS + cellCount + recordCount;
  if (Math.min(cellCount, recordCount, reachCount) < 0 || reachAt + Math.ceil(reachCount / 4) !== words.length) {
    return null;
  }
  const [a, b] = hashOf(words);
  if (words[HASH_AT] !== a || words[HASH_AT + 1] !== b) return null;
  const tail = copy.slice(reachAt * 4);
  if (!littleEndian()) swap(tail);
  const [minX, minY, maxX, maxY, shiftX, shiftY, cols, rows] = words.subarray(8, 16) as unknown as EightNumbers;
  const frame: CellFrame = { minX, minY, maxX, maxY, shiftX, shiftY, cols, rows };
  return {
    count: words[6]!,
    wide: words[7] === 1,
    contentHash: hexWord(words[4]!) + hexWord(words[5]!),
    frame,
    cells: words.slice(HEADER_WORDS, HEADER_WORDS + cellCount),
    records: words.slice(HEADER_WORDS + cellCount, reachAt),
    reach: tail.slice(0, reachCount),
  };
}

type EightNumbers = [number, number, number, number, number, number, number, number];

function hashOf(words: Int32Array): [number, number] {
  const hash = new WordHash();
  hash.words(words.subarray(0, HASH_AT));
  hash.words(words.subarray(HASH_AT + 2));
  return hash.pair();
}

function hexWord(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0');
}

function littleEndian(): boolean {
  return new Uint8Array(new Int32Array([1]).buffer)[0] === 1;
}

function swap(bytes: Uint8Array): void {
  for (let i = 0; i < bytes.length; i += 4) bytes.subarray(i, i + 4).reverse();
}
