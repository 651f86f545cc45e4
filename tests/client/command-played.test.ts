import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openAt, type Tally } from '../../client/state/command/time/open-at.ts';
import { firstAtOrAfter } from '../../client/state/command/time/period.ts';
import { decodePlayed, NO_GRID, NOWHERE, PlayedUnreadable } from '../../client/state/command/time/played.ts';
import { type PlayedEvent, playedBuffer } from '../support/played-buffer.ts';

const event = (change: Partial<PlayedEvent>): PlayedEvent => ({
  ...{ reported: 1000, ended: Number.NaN, serial: 1, at: [1_170_000_000, 300_000_000] },
  ...{ grid: '341921001001001', category: '0101', grade: 1, state: 3 },
  ...change,
});
const EVENTS = [
  event({ reported: 10, ended: 20, serial: 7, state: 7 }),
  event({ reported: 15, serial: 8, at: null, grid: null, category: '0203', grade: 3, state: 0 }),
  event({ reported: 15, ended: 40, serial: 9, grid: '341921001001002', grade: 0, state: 10 }),
];

/** 16 bytes of header, a category '01' (3 bytes), a grid '3' (2 bytes), padded to 24; one event. */
function byHand(): ArrayBuffer {
  const buffer = new ArrayBuffer(24 + 3 * 8 + 4 * 8 + 3 * 8);
  const view = new DataView(buffer);
  [0x47, 0x5a, 0x45, 0x56, 1, 0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 0x30, 0x31, 1, 0x33].forEach((byte, at) => {
    view.setUint8(at, byte);
  });
  view.setFloat64(24, 1234.5, true);
  view.setFloat64(32, Number.NaN, true);
  view.setFloat64(40, 99, true);
  view.setUint32(48, 42, true);
  view.setInt32(56, -5, true);
  view.setInt32(64, 6, true);
  view.setUint32(72, 0, true);
  view.setUint16(80, 0, true);
  view.setUint8(88, 2);
  view.setUint8(96, 11);
  return buffer;
}

describe('decodePlayed', () => {
  it('reads columns written byte by byte', () => {
    const found = decodePlayed(byHand());
    expect(found).toMatchObject({ count: 1, categories: ['01'], grids: ['3'] });
    expect([found.reported[0], found.serial[0], found.lon[0], found.lat[0]]).toEqual([1234.5, 42, -5, 6]);
    expect([found.grid[0], found.category[0], found.grade[0], found.state[0]]).toEqual([0, 0, 2, 11]);
    expect(found.ended[0]).toBeNaN();
  });

  it('reads what is not located and lies in no grid', () => {
    const found = decodePlayed(playedBuffer(EVENTS));
    expect([...found.lon]).toEqual([1_170_000_000, NOWHERE, 1_170_000_000]);
    expect([...found.grid]).toEqual([0, NO_GRID, 1]);
    expect([...found.category]).toEqual([0, 1, 0]);
    expect([...found.serial]).toEqual([7, 8, 9]);
  });

  it('reads that nothing happened', () => {
    expect(decodePlayed(playedBuffer([]))).toMatchObject({ count: 0, categories: [], grids: [] });
  });

  const broken = (change: (view: DataView) => void): ArrayBuffer => {
    const buffer = playedBuffer(EVENTS);
    change(new DataView(buffer));
    return buffer;
  };
  const columns = (): number => {
    const { reported } = decodePlayed(playedBuffer(EVENTS));
    return reported.byteOffset;
  };
  it.each([
    ['nothing', new ArrayBuffer(0), 'shorter'],
    ['a part of the header', new ArrayBuffer(15), 'shorter'],
    ['something else', broken((view) => view.setUint8(0, 0x50)), 'not the columns'],
    ['another version', broken((view) => view.setUint16(4, 2, true)), 'version'],
    ['more events than there are bytes for', broken((view) => view.setUint32(8, 4, true)), 'bytes where'],
    ['fewer events than bytes', broken((view) => view.setUint32(8, 1, true)), 'bytes where'],
    ['a count beyond everything', broken((view) => view.setUint32(8, 0xffffffff, true)), 'bytes where'],
    ['more grids than bytes', broken((view) => view.setUint32(12, 0xffffffff, true)), 'more grids'],
    ['a code of no letters', broken((view) => view.setUint8(16, 0)), 'code'],
    ['a code beyond the end', playedBuffer(EVENTS).slice(0, 20), 'code'],
    ['a cut column', playedBuffer(EVENTS).slice(0, -8), 'bytes where'],
    ['something after the end', joined(playedBuffer(EVENTS), 8), 'bytes where'],
    ['an event without a time', broken((view) => view.setFloat64(columns(), Number.NaN, true)), 'without a time'],
    ['events that are not in order', broken((view) => view.setFloat64(columns(), 16, true)), 'not sorted'],
    ['a grid that is not named', broken((view) => view.setUint32(columns() + 72 + 48, 2, true)), 'grid'],
    ['a category that is not named', broken((view) => view.setUint16(columns() + 72 + 64, 2, true)), 'category'],
    ['a grade that is not known', broken((view) => view.setUint8(columns() + 72 + 72, 4)), 'grade'],
  ])('refuses %s', (_, buffer, reason) => {
    expect(() => decodePlayed(buffer)).toThrow(PlayedUnreadable);
    expect(() => decodePlayed(buffer)).toThrow(reason);
  });

  it('reads or refuses whatever comes, and never fails otherwise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const buffer = new Uint8Array([0x47, 0x5a, 0x45, 0x56, 1, 0, ...bytes]).buffer;
        try {
          decodePlayed(buffer);
        } catch (error) {
          expect(error).toBeInstanceOf(PlayedUnreadable);
        }
      }),
      { seed: 5, numRuns: 400 },
    );
  });
});

function joined(buffer: ArrayBuffer, more: number): ArrayBuffer {
  const bytes = new Uint8Array(buffer.byteLength + more);
  bytes.set(new Uint8Array(buffer));
  return bytes.buffer;
}

describe('firstAtOrAfter', () => {
  it.each([
    [[], 5, 0],
    [[1, 2, 3], 0, 0],
    [[1, 2, 2, 2, 3], 2, 1],
    [[1, 2, 2, 2, 3], 2.5, 4],
    [[1, 2, 3], 4, 3],
  ])('in %j finds %d at %d', (times, at, expected) => {
    expect(firstAtOrAfter(Float64Array.from(times), at)).toBe(expected);
  });
});

describe('openAt', () => {
  const played = decodePlayed(playedBuffer(EVENTS));
  const look = (at: number, since = 0) => {
    const tally: Tally = { open: 0, reported: 0, closed: 0, unlocated: 0 };
    const found = new Uint32Array(3);
    const count = openAt(played, at, { since, found, tally });
    return { ...tally, indexes: [...found.subarray(0, count)] };
  };

  it.each([
    ['before everything', 9, 0, [], { reported: 0, closed: 0, unlocated: 0 }],
    ['at the moment of a report', 10, 0, [0], { reported: 1, closed: 0, unlocated: 0 }],
    ['when three are reported', 15, 0, [0, 1, 2], { reported: 3, closed: 0, unlocated: 1 }],
    ['at the moment one is closed', 20, 0, [1, 2], { reported: 3, closed: 1, unlocated: 1 }],
    ['when one was void, which is not closed', 50, 0, [1], { reported: 3, closed: 1, unlocated: 1 }],
    ['of a day that began later', 50, 15, [1], { reported: 2, closed: 1, unlocated: 1 }],
    ['of a day that began after the close', 50, 21, [1], { reported: 0, closed: 0, unlocated: 1 }],
  ])('%s', (_, at, since, indexes, figures) => {
    expect(look(at, since)).toEqual({ indexes, open: indexes.length, ...figures });
  });
});
