/**
 * Decodes GET /api/events/played: events that were open or new in a period, as columns sorted by the time of the report. The
 * columns are views of the answer, not copies. The layout is told in the contract. Pure.
 */

export interface Played {
  readonly count: number;
  readonly categories: readonly string[];
  readonly grids: readonly string[];
  readonly reported: Float64Array;
  /** NaN: open. */
  readonly ended: Float64Array;
  readonly serial: Uint32Array;
  /** 1e-7 degree; NOWHERE: not located. */
  readonly lon: Int32Array;
  readonly lat: Int32Array;
  /** Index of `grids`, or NO_GRID. */
  readonly grid: Uint32Array;
  readonly category: Uint16Array;
  /** 0 simple … 3 major. */
  readonly grade: Uint8Array;
  /** As it is now, not as it was. Index of the contract's EVENT_STATES. */
  readonly state: Uint8Array;
}

export const NOWHERE = -(2 ** 31);
export const NO_GRID = 0xffffffff;
const HEADER_BYTES = 16;
const GRADES = 4;

/** `reason`: what is wrong with the answer, for the console; screens say that it cannot be read. */
export class PlayedUnreadable extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'PlayedUnreadable';
  }
}

const padded = (bytes: number): number => Math.ceil(bytes / 8) * 8;

function refuseUnless(isGood: boolean, reason: string): void {
  if (!isGood) throw new PlayedUnreadable(reason);
}

class Reader {
  readonly #bytes: Uint8Array;
  at = HEADER_BYTES;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  codes(count: number): string[] {
    return Array.from({ length: count }, () => {
      const length = this.#bytes[this.at] ?? 0;
      const end = this.at + 1 + length;
      refuseUnless(length > 0 && end <= this.#bytes.length, 'a code is cut off');
      const code = String.fromCharCode(...this.#bytes.subarray(this.at + 1, end));
      this.at = end;
      return code;
    });
  }

  /** Where the next column begins. */
  column(count: number, width: number): number {
    const start = this.at;
    this.at += padded(count * width);
    return start;
  }
}

/** Throws PlayedUnreadable. */
export function decodePlayed(buffer: ArrayBuffer): Played {
  refuseUnless(buffer.byteLength >= HEADER_BYTES, 'shorter than its header');
  const view = new DataView(buffer);
  const bytes = new Uint8Array(buffer);
  refuseUnless(String.fromCharCode(...bytes.subarray(0, 4)) === 'GZEV', 'not the columns of events');
  refuseUnless(view.getUint16(4, true) === 1, 'another version');
  const count = view.getUint32(8, true);
  const gridCount = view.getUint32(12, true);
  refuseUnless(gridCount <= buffer.byteLength, 'more grids than bytes');
  const reader = new Reader(bytes);
  const categories = reader.codes(view.getUint16(6, true));
  const grids = reader.codes(gridCount);
  reader.at = padded(reader.at);
  const start = [8, 8, 8, 4, 4, 4, 4, 2, 1, 1].map((width) => reader.column(count, width));
  refuseUnless(reader.at === buffer.byteLength, `${buffer.byteLength} bytes where ${reader.at} are named`);
  const [reported = 0, ended = 0, , serial = 0, lon = 0, lat = 0, grid = 0, category = 0, grade = 0, state = 0] = start;
  const played: Played = {
    count,
    categories,
    grids,
    reported: new Float64Array(buffer, reported, count),
    ended: new Float64Array(buffer, ended, count),
    serial: new Uint32Array(buffer, serial, count),
    lon: new Int32Array(buffer, lon, count),
    lat: new Int32Array(buffer, lat, count),
    grid: new Uint32Array(buffer, grid, count),
    category: new Uint16Array(buffer, category, count),
    grade: new Uint8Array(buffer, grade, count),
    state: new Uint8Array(buffer, state, count),
  };
  check(played);
  return played;
}

/** Whatever is searched by halves must be sorted, and an index must name something. */
function check({ count, reported, grid, grids, category, categories, grade }: Played): void {
  for (let i = 0; i < count; i++) {
    refuseUnless(Number.isFinite(reported[i]!), 'an event without a time');
    refuseUnless(i === 0 || reported[i]! >= reported[i - 1]!, 'not sorted by time');
    refuseUnless(grid[i] === NO_GRID || grid[i]! < grids.length, 'a grid that is not named');
    refuseUnless(category[i]! < categories.length, 'a category that is not named');
    refuseUnless(grade[i]! < GRADES, 'a grade that is not known');
  }
}
