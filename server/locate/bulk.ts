/** Many points at once against the maps in force: JSON pairs and raw int32 pairs. */
import type { Datum } from '../contract/geometry.ts';
import { Refusal } from '../contract/problem.ts';
import type { CountyMap } from './county-map.ts';
import { pointFault, toLattice } from './question.ts';

/** What stands for "no coordinate" among lattice pairs: outside every range, so no grid can have it. */
const NOWHERE = 0x7fffffff;

/** Grid codes of many lattice points, as positions in one table. */
export interface BulkAnswer {
  readonly codes: readonly string[];
  /** Position in `codes` for each point, −1 for none. */
  readonly grids: Int32Array;
}

/** `xy` holds lattice pairs. The first county that covers a point answers. */
export function locateAll(maps: readonly CountyMap[], xy: Int32Array): BulkAnswer {
  const codes: string[] = [];
  const grids = new Int32Array(xy.length / 2).fill(-1);
  const found = new Int32Array(xy.length / 2);
  for (const map of maps) {
    map.index.locateMany(xy, found);
    for (let i = 0; i < grids.length; i++) {
      if (grids[i] === -1 && found[i]! >= 0) grids[i] = found[i]! + codes.length;
    }
    for (const grid of map.grids) codes.push(grid.code);
  }
  return { codes, grids };
}

/** `[[lon, lat], …]` → lattice pairs; a point that is no coordinate becomes an error and is in no grid. */
export function readPairs(
  points: readonly unknown[],
  datum: Datum,
): { xy: Int32Array; errors: { index: number; code: string }[] } {
  const xy = new Int32Array(points.length * 2);
  const errors: { index: number; code: string }[] = [];
  for (let i = 0; i < points.length; i++) {
    const point = points[i];
    const pair =
      Array.isArray(point) && point.length >= 2 && typeof point[0] === 'number' && typeof point[1] === 'number';
    const fault = pair ? pointFault(point[0], point[1]) : 'coordinate-invalid';
    if (fault !== null) {
      errors.push({ index: i, code: fault });
      xy[2 * i] = xy[2 * i + 1] = NOWHERE;
      continue;
    }
    const [x, y] = toLattice((point as number[])[0]!, (point as number[])[1]!, datum);
    xy[2 * i] = x;
    xy[2 * i + 1] = y;
  }
  return { xy, errors };
}

/** The JSON text of a bulk answer. Codes hold no character that JSON would escape (contract/codes.ts). */
export function writeCodes(
  answer: BulkAnswer,
  edition: number | null,
  errors: { index: number; code: string }[],
): string {
  const quoted = answer.codes.map((code) => `"${code}"`);
  const parts = new Array<string>(answer.grids.length);
  for (let i = 0; i < parts.length; i++) {
    const grid = answer.grids[i]!;
    parts[i] = grid < 0 ? 'null' : quoted[grid]!;
  }
  const tail = errors.length === 0 ? '}' : `,"errors":${JSON.stringify(errors)}}`;
  return `{"edition":${edition},"codes":[${parts.join(',')}]${tail}`;
}

/**
 * The binary form. In: little-endian int32 pairs, 1e-7 degree WGS 84. Out: uint32 length of a JSON header padded with
 * spaces to a multiple of four, the header `{"edition":…,"codes":[…]}`, then one int32 a point: its place in `codes`, −1 none.
 */
export function locateBinary(maps: readonly CountyMap[], body: Buffer, edition: number | null): Buffer {
  if (body.length % 8 !== 0) throw new Refusal('body-invalid', { bytes: body.length, multipleOf: 8 });
  const aligned = new Uint8Array(body);
  const answer = locateAll(maps, new Int32Array(aligned.buffer, 0, aligned.length / 4));
  let header = JSON.stringify({ edition, codes: answer.codes });
  header += ' '.repeat((4 - (Buffer.byteLength(header) % 4)) % 4);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(Buffer.byteLength(header));
  return Buffer.concat([size, Buffer.from(header), new Uint8Array(answer.grids.buffer)]);
}
