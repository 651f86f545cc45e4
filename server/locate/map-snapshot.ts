/**
 * The maps in force as bytes, so that a later start answers points while the database engine is still starting. Layout: a
 * SHA-256 of all that follows, the length of a JSON head, the head, then the three indexes of each map one after another.
 * Whatever does not fit exactly is refused: a snapshot is made anew from the database, never repaired.
 */
import { createHash } from 'node:crypto';
import { GridIndex } from '../geometry/grid-index.ts';
import type { CountyMap } from './county-map.ts';

/** Raise with every change of CountyMap. */
const FORMAT = 1;
const HASH_BYTES = 32;
const INDEXES = ['index', 'microIndex', 'areaIndex'] as const;

interface Head {
  format: number;
  maps: (Omit<CountyMap, (typeof INDEXES)[number]> & { sizes: number[] })[];
}

export function encodeMaps(maps: readonly CountyMap[]): Buffer {
  const parts: Uint8Array[] = [];
  const head: Head = {
    format: FORMAT,
    maps: maps.map(({ index, microIndex, areaIndex, ...rest }) => {
      const snapshots = [index, microIndex, areaIndex].map((one) => one.snapshot());
      parts.push(...snapshots);
      return { ...rest, sizes: snapshots.map(({ byteLength }) => byteLength) };
    }),
  };
  const text = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const body = Buffer.concat([length, text, ...parts]);
  return Buffer.concat([createHash('sha256').update(body).digest(), body]);
}

/** Null when the bytes are of another format, cut short or changed. */
export function decodeMaps(bytes: Buffer): CountyMap[] | null {
  if (bytes.length < HASH_BYTES + 4) return null;
  const body = bytes.subarray(HASH_BYTES);
  if (!createHash('sha256').update(body).digest().equals(bytes.subarray(0, HASH_BYTES))) return null;
  const headEnd = 4 + body.readUInt32LE(0);
  const head = JSON.parse(body.toString('utf8', 4, headEnd)) as Head;
  if (head.format !== FORMAT) return null;
  let at = headEnd;
  const maps: CountyMap[] = [];
  for (const { sizes, ...rest } of head.maps) {
    const [index, microIndex, areaIndex] = sizes.map((size) => {
      at += size;
      return GridIndex.restore(new Uint8Array(body.subarray(at - size, at)));
    });
    if (!index || !microIndex || !areaIndex) return null;
    maps.push({ ...rest, index, microIndex, areaIndex });
  }
  return maps;
}
