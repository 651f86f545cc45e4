/** The binary columns of the time slider, read back by the contract's words. */
import { describe, expect, it } from 'vitest';
import { encodePlayed, NO_GRID } from '../../../server/events/statistics/played.ts';
import { selection } from '../../../server/events/statistics/selection.ts';
import { type BatchEvent, columnsOf } from '../../support/event-batch.ts';

const NOWHERE = -(2 ** 31);

function decode(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  expect(Buffer.from(bytes.subarray(0, 4)).toString('latin1')).toBe('GZEV');
  expect(view.getUint16(4, true)).toBe(1);
  const [categories, count, grids] = [view.getUint16(6, true), view.getUint32(8, true), view.getUint32(12, true)];
  let at = 16;
  const code = (): string => {
    const text = Buffer.from(bytes.subarray(at + 1, at + 1 + bytes[at]!)).toString('latin1');
    at += 1 + bytes[at]!;
    return text;
  };
  const categoryCodes = Array.from({ length: categories }, code);
  const gridCodes = Array.from({ length: grids }, code);
  const pad = (): void => {
    at = Math.ceil(at / 8) * 8;
  };
  const column = <T>(width: number, read: (offset: number) => T): T[] => {
    pad();
    const values = Array.from({ length: count }, (_, n) => read(at + n * width));
    at += width * count;
    return values;
  };
  const [reported, ended, due] = [0, 1, 2].map(() => column(8, (o) => view.getFloat64(o, true)));
  const serial = column(4, (o) => view.getUint32(o, true));
  const [lon, lat] = [0, 1].map(() => column(4, (o) => view.getInt32(o, true)));
  const grid = column(4, (o) => view.getUint32(o, true));
  const category = column(2, (o) => view.getUint16(o, true));
  const [grade, state] = [0, 1].map(() => column(1, (o) => view.getUint8(o)));
  pad();
  expect(at).toBe(bytes.length);
  return serial.map((_, n) => ({
    ...{ serial: serial[n], reported: reported![n], ended: ended![n], due: due![n], lon: lon![n], lat: lat![n] },
    grid: grid[n] === NO_GRID ? null : gridCodes[grid[n]!],
    category: categoryCodes[category[n]!],
    ...{ grade: grade![n], state: state![n] },
  }));
}

const EVENTS: BatchEvent[] = [
  { serial: 7, reported: 50, grid: 'g1', x: 1_170_020_000, y: 300_020_000, due: 90, grade: 2, state: 4 },
  { serial: 8, reported: 20, ended: 99, grid: 'g22', category: 'sample/020203' },
  { serial: 9, reported: 10, ended: 100 },
  { serial: 20_000, reported: 199, category: 'other/0101' },
  { serial: 20_001, reported: 200 },
  { serial: 20_002, reported: 150, area: '990101002' },
];

describe('the events that are played', () => {
  it('are those that were open or new in the period, by time, field by field', () => {
    const columns = columnsOf(EVENTS);
    const rows = decode(encodePlayed(columns, 100, 200, selection(columns, { area: '990101001' })));
    expect(rows.map(({ serial }) => serial)).toEqual([9, 7, 20_000]);
    expect(rows[1]).toEqual({
      ...{ serial: 7, reported: 50, ended: Number.NaN, due: 90, lon: 1_170_020_000, lat: 300_020_000 },
      ...{ grid: 'g1', category: '0101', grade: 2, state: 4 },
    });
    expect(rows[0]).toMatchObject({ ended: 100, lon: NOWHERE, lat: NOWHERE, grid: null });
    const some = decode(encodePlayed(columns, 0, 200, selection(columns, { area: '990101', category: '0202' })));
    expect(some.map(({ serial, category, grid }) => [serial, category, grid])).toEqual([[8, '020203', 'g22']]);
  });

  it('may be none', () => {
    const columns = columnsOf(EVENTS);
    expect(decode(encodePlayed(columns, 0, 5, selection(columns, { area: '990101' })))).toEqual([]);
    expect(decode(encodePlayed(columnsOf([]), 0, 5, selection(columns, { area: '9' })))).toEqual([]);
  });
});
