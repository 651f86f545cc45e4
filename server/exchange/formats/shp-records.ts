/**
 * The records of a .shp file, checked before the shapefile package sees them: that package skips what it does not
 * understand and reads no Z. Passes the bytes through and keeps the heights of each record. Lengths in bytes.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { SourceError } from '../source-error.ts';
import type { Limits } from '../source-limits.ts';

const HEADER = 100;
const BLOCK = 256 * 1024;
const FILE_CODE = 9994;
const POINTS = new Set([1, 11, 21]);
const MULTIPOINTS = new Set([8, 18, 28]);
const LINES = new Set([3, 13, 23]);
const POLYGONS = new Set([5, 15, 25]);
const WITH_Z = new Set([11, 13, 15, 18]);

/** A record's positions with Z in file order: x, y, z, x, y, z … and where each part begins. */
export interface RecordHeights {
  xyz: Float64Array;
  parts: number[];
}

export interface ShpHeader {
  type: number;
  /** Offset after the last record. */
  end: number;
}

/** Errors: `shapefile-invalid` {part: 'shp'}, `shapefile-unsupported-type` {type}. */
export async function readShpHeader(path: string): Promise<ShpHeader> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(HEADER);
    const { bytesRead } = await file.read(head, 0, HEADER, 0);
    if (bytesRead < HEADER || head.readInt32BE(0) !== FILE_CODE) throw damaged('header');
    const type = head.readInt32LE(32);
    if (![0, ...POINTS, ...MULTIPOINTS, ...LINES, ...POLYGONS].includes(type)) {
      throw new SourceError('shapefile-unsupported-type', { type });
    }
    const declared = head.readInt32BE(24) * 2;
    return { type, end: declared >= HEADER && declared < size ? declared : size };
  } finally {
    await file.close();
  }
}

/**
 * The file again in batches of whole records, each proven sound; the heights of a record (null without Z) go to `heights`
 * before its bytes are given.
 */
export async function* checkedRecords(
  path: string,
  header: ShpHeader,
  limits: Limits,
  heights: (RecordHeights | null)[],
): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    yield await exactly(file, 0, HEADER, 0);
    let position = HEADER;
    let block: Buffer = Buffer.alloc(0);
    let row = 1;
    while (position + 8 <= header.end) {
      block = await exactly(file, position, Math.min(BLOCK, header.end - position), row);
      let used = 0;
      while (used + 8 <= block.length) {
        const length = recordLength(block, used, header.end - position - used, limits, row);
        // A record longer than what is left of the block is read whole, alone.
        if (used > 0 && used + 8 + length > block.length) break;
        const whole = used + 8 + length <= block.length ? block : await exactly(file, position, 8 + length, row);
        heights.push(check(whole.subarray(used + 8, used + 8 + length), header.type, limits, row));
        whole.writeInt32BE(row, used);
        used += 8 + length;
        block = whole;
        row++;
      }
      yield block.subarray(0, used);
      position += used;
    }
  } finally {
    await file.close();
  }
}

function recordLength(block: Buffer, at: number, left: number, limits: Limits, row: number): number {
  const length = block.readInt32BE(at + 4) * 2;
  if (length < 4 || 8 + length > left) throw damaged('length', row);
  // type (4), box (32), two counts (8), parts, 16 to 32 bytes a position
  if (length > 64 + limits.verticesPerFeature * 36) throw tooMany(limits, row);
  return length;
}

function check(record: Buffer, fileType: number, limits: Limits, row: number): RecordHeights | null {
  const type = record.readInt32LE(0);
  if (type === 0) return null;
  if (type !== fileType) throw damaged('type', row);
  if (POINTS.has(type)) {
    if (record.length < (type === 11 ? 28 : 20)) throw damaged('length', row);
    return type === 11 ? heightsOf(record, [0], 1, 4, 20) : null;
  }
  const multi = MULTIPOINTS.has(type);
  if (record.length < (multi ? 40 : 44)) throw damaged('length', row);
  const partCount = multi ? 0 : record.readInt32LE(36);
  const pointCount = record.readInt32LE(multi ? 36 : 40);
  if (partCount < 0 || pointCount < 0 || partCount > pointCount) throw damaged('counts', row);
  if (pointCount > limits.verticesPerFeature) throw tooMany(limits, row);
  const pointsAt = multi ? 40 : 44 + 4 * partCount;
  const zAt = pointsAt + 16 * pointCount + 16;
  const needed = WITH_Z.has(type) ? zAt + 8 * pointCount : zAt - 16;
  if (record.length < needed) throw damaged('length', row);
  const parts: number[] = [];
  for (let i = 0; i < partCount; i++) {
    const start = record.readInt32LE(44 + 4 * i);
    if (start < (parts.at(-1) ?? 0) || start > pointCount || (i === 0 && start !== 0)) throw damaged('parts', row);
    parts.push(start);
  }
  return WITH_Z.has(type) ? heightsOf(record, multi ? [0] : parts, pointCount, pointsAt, zAt) : null;
}

function heightsOf(record: Buffer, parts: number[], points: number, pointsAt: number, zAt: number): RecordHeights {
  const xyz = new Float64Array(points * 3);
  for (let i = 0; i < points; i++) {
    xyz[3 * i] = record.readDoubleLE(pointsAt + 16 * i);
    xyz[3 * i + 1] = record.readDoubleLE(pointsAt + 16 * i + 8);
    xyz[3 * i + 2] = record.readDoubleLE(zAt + 8 * i);
  }
  return { xyz, parts };
}

async function exactly(file: FileHandle, position: number, length: number, row: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) throw damaged('length', row);
    filled += bytesRead;
  }
  return buffer;
}

function tooMany(limits: Limits, row: number): SourceError {
  return new SourceError('too-many-vertices', { limit: limits.verticesPerFeature }, row);
}

function damaged(where: string, row?: number): SourceError {
  return new SourceError('shapefile-invalid', { part: 'shp', where }, row);
}
