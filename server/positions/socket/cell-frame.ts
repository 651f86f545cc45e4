/** The workers of one cell as a binary message; the form is told in contract/live-socket.ts. Pure. */
import type { Position } from '../rules/fix-check.ts';
import { BINARY, framed } from './socket-frame.ts';

export const SNAPSHOT = 1;
export const TICK = 2;
const FORM = 1;
const HEAD_BYTES = 24;
const ROW_BYTES = 20;

export const COARSE = 1;
export const LATE = 2;
export const LOST = 4;
export const OTHER_GRID = 8;
export const OUTSIDE = 16;

export interface CellRow {
  readonly worker: number;
  readonly fix: Position;
  readonly ageS: number;
  readonly flags: number;
}

export function cellFrame(
  kind: typeof SNAPSHOT | typeof TICK,
  at: { seq: number; x: number; y: number },
  rows: readonly CellRow[],
  gone: readonly number[],
): Buffer {
  const bytes = Buffer.allocUnsafe(HEAD_BYTES + rows.length * ROW_BYTES + gone.length * 4);
  bytes[0] = kind;
  bytes[1] = FORM;
  bytes.writeUInt16LE(0, 2);
  bytes.writeUInt32LE(at.seq >>> 0, 4);
  bytes.writeUInt32LE(at.x, 8);
  bytes.writeUInt32LE(at.y, 12);
  bytes.writeUInt32LE(rows.length, 16);
  bytes.writeUInt32LE(gone.length, 20);
  let offset = HEAD_BYTES;
  for (const { worker, fix, ageS, flags } of rows) {
    bytes.writeUInt32LE(worker, offset);
    bytes.writeInt32LE(fix.x, offset + 4);
    bytes.writeInt32LE(fix.y, offset + 8);
    bytes.writeUInt16LE(fix.speed < 0 ? 65_535 : fix.speed, offset + 12);
    bytes.writeUInt16LE(fix.course < 0 ? 65_535 : fix.course, offset + 14);
    bytes.writeUInt16LE(Math.max(0, Math.min(65_535, Math.round(ageS))), offset + 16);
    bytes[offset + 18] = Math.min(255, Math.round(fix.accuracyM));
    bytes[offset + 19] = flags;
    offset += ROW_BYTES;
  }
  for (const worker of gone) offset = bytes.writeUInt32LE(worker, offset);
  return framed(BINARY, bytes);
}
