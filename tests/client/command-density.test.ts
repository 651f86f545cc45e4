// @vitest-environment happy-dom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breaksOf, classOf, peakOf, roundUp } from '../../client/state/command/density/classes.ts';
import { formatDensity, PLAIN_DENSITY, parseDensity } from '../../client/state/command/density/density-choice.ts';
import { densityPoints, pieceOf } from '../../client/state/command/density/density-points.ts';
import { hexagonsOf, newSums, sumInto } from '../../client/state/command/density/hexagons.ts';
import { rateClassOf, rateRows, topRate } from '../../client/state/command/density/rates.ts';
import { keepEnough, keptRoom } from '../../client/state/command/density/without-few.ts';
import { decodePlayed } from '../../client/state/command/time/played.ts';
import { playedBuffer } from '../support/played-buffer.ts';

const METRES = 111_195;
const LAT = 30.05;
/** Metres east and north of the middle of the demo county. */
const near = (east: number, north: number): [number, number] => [
  Math.round((117 + east / METRES / Math.cos((LAT * Math.PI) / 180)) * 1e7),
  Math.round((LAT + north / METRES) * 1e7),
];
const event = (reported: number, at: [number, number] | null, category = '0101', grade = 0) => ({
  ...{ reported, ended: Number.NaN, serial: reported, at, grid: '341921001001001', category, grade, state: 0 },
});
const pointsOf = (events: Parameters<typeof playedBuffer>[0]) =>
  densityPoints(decodePlayed(playedBuffer(events)), null, 'count');

describe('points of density', () => {
  const played = decodePlayed(
    playedBuffer([
      event(1, near(0, 0), '0101', 0),
      event(2, null, '0101', 3),
      event(3, near(0, 0), '0203', 3),
      event(4, near(0, 0), '0102', 1),
    ]),
  );
  it.each([
    [null, 'count', [1, 3, 4], [1, 1, 1]],
    [null, 'grade', [1, 3, 4], [1, 8, 2]],
    ['01', 'grade', [1, 4], [1, 2]],
    ['0203', 'count', [3], [1]],
    ['09', 'count', [], []],
  ] as const)('of kind %s weighed by %s', (kind, weighing, times, weights) => {
    const found = densityPoints(played, kind, weighing);
    expect([[...found.times], [...found.weights], found.positions.length]).toEqual([times, weights, times.length * 2]);
  });

  it.each([
    [0, 9, 0, 3],
    [1, 3, 0, 2],
    [2, 3, 1, 2],
    [5, 9, 3, 3],
  ])('from %i to %i, both with what happened just then', (from, to, first, end) => {
    expect(pieceOf(densityPoints(played, null, 'count'), from, to)).toEqual({ first, end });
  });
});

describe('hexagons', () => {
  it('hold every point within their radius, and are the nearest there is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: -3000, max: 3000 })), {
          minLength: 1,
          maxLength: 60,
        }),
        fc.constantFrom(100, 200, 400),
        (places, radius) => {
          const points = pointsOf(places.map(([x, y], n) => event(n, near(x, y))));
          const cells = hexagonsOf(points, radius);
          const metres = METRES * Math.cos((LAT * Math.PI) / 180);
          for (let i = 0; i < points.count; i++) {
            const distances = Array.from({ length: cells.count }, (_, cell) =>
              Math.hypot(
                (cells.centres[cell * 2]! - points.positions[i * 2]!) * metres,
                (cells.centres[cell * 2 + 1]! - points.positions[i * 2 + 1]!) * METRES,
              ),
            );
            // a float32 of a degree is good to a metre
            expect(distances[cells.cellOf[i]!]!).toBeLessThan(radius + 4);
            expect(distances[cells.cellOf[i]!]! - Math.min(...distances)).toBeLessThan(4);
          }
        },
      ),
      { seed: 11, numRuns: 60 },
    );
  });

  it('sum what is in the window and nothing else', () => {
    const points = pointsOf([
      event(1, near(0, 0)),
      event(2, near(5, 5)),
      event(3, near(2000, 0)),
      event(4, near(0, 0)),
    ]);
    const cells = hexagonsOf(points, 200);
    const sums = newSums(cells);
    sums.counts.fill(77);
    sumInto(sums, cells, points, pieceOf(points, 2, 3));
    expect(cells.count).toBe(2);
    expect([...sums.counts]).toEqual([1, 1]);
  });

  it('of fewer than five are left out of what others see', () => {
    const many = Array.from({ length: 5 }, (_, n) => event(n, near(n, 0)));
    const points = pointsOf([...many, ...[5, 6, 7, 8].map((n) => event(n, near(4000, n)))]);
    const cells = hexagonsOf(points, 200);
    const sums = newSums(cells);
    const piece = pieceOf(points, 0, 99);
    sumInto(sums, cells, points, piece);
    const room = keptRoom(points);
    expect(keepEnough(points, cells, sums.counts, { piece, room })).toBe(5);
    expect([...room.positions.subarray(0, 10)]).toEqual([...points.positions.subarray(0, 10)]);
  });
});

describe('classes', () => {
  it.each([
    [0, 1],
    [Number.NaN, 1],
    [1, 1],
    [1.2, 2],
    [2.5, 3],
    [4, 5],
    [7, 10],
    [0.034, 0.05],
    [312, 500],
  ])('round %d up to %d', (value, expected) => {
    expect(roundUp(value)).toBe(expected);
  });

  it('have four breaks at even steps, whole where things are counted', () => {
    expect(breaksOf(23, true)).toEqual([5, 10, 15, 20]);
    expect(breaksOf(0, true)).toEqual([1, 2, 3, 4]);
    expect(breaksOf(1.3, false)).toEqual([0.3, 0.6, 0.9, 1.2]);
  });

  it.each([
    [0, -1],
    [1, 0],
    [4.99, 0],
    [5, 1],
    [19, 3],
    [20, 4],
    [900, 4],
  ])('put %d into %i', (value, expected) => {
    expect(classOf(value, [5, 10, 15, 20])).toBe(expected);
  });

  it('have a top that is the same whatever moment is looked at, and covers the busiest window', () => {
    const points = pointsOf([
      ...Array.from({ length: 9 }, (_, n) => event(1000 + n, near(n, 0))),
      ...Array.from({ length: 30 }, (_, n) => event(5000 + n * 100, near(n, 0))),
    ]);
    expect(peakOf(points, hexagonsOf(points, 200), { from: 0, to: 10_000 }, 500)).toBe(9);
  });
});

describe('rates', () => {
  const grounds = [
    { code: 'a', name: '甲', households: 500, uncounted: 0 },
    { code: 'b', name: '乙', households: 0, uncounted: 3 },
    { code: 'c', name: '丙', households: 2000, uncounted: 1 },
    { code: 'd', name: '丁', households: 100, uncounted: 0 },
  ];
  const counts: Record<string, number> = { a: 5, b: 50, c: 10, d: 4 };
  const rows = (seesFew: boolean) => rateRows(grounds, (code) => counts[code] ?? 0, seesFew);

  it('are per 1,000 households, the highest first, and none where none are counted', () => {
    expect(rows(true).map(({ code, rate }) => [code, rate])).toEqual([
      ['d', 40],
      ['a', 10],
      ['c', 5],
      ['b', null],
    ]);
  });

  it('do not show fewer than five to whoever does not command', () => {
    expect(rows(false).find(({ code }) => code === 'd')).toMatchObject({ count: null, rate: null });
    expect(rows(false).find(({ code }) => code === 'a')).toMatchObject({ count: 5, rate: 10 });
    // nought is no few
    expect(rateRows(grounds, () => 0, false).every(({ count }) => count === 0)).toBe(true);
  });

  it('tell apart a low rate, none, and too few', () => {
    const breaks = [1, 2, 3, 4];
    expect(rows(false).map((row) => rateClassOf(row, breaks))).toEqual([4, 4, 'none', 'few']);
    expect(rateClassOf({ count: 0, rate: 0 }, breaks)).toBe(-1);
  });

  it('have a top although nothing happened', () => {
    expect(topRate(rateRows(grounds, () => 0, true))).toBe(1);
    expect(topRate(rows(true))).toBe(40);
  });
});

describe('the choice in the address', () => {
  it.each([
    [null, PLAIN_DENSITY, null],
    ['rate', { ...PLAIN_DENSITY, view: 'rate' }, 'rate'],
    [
      'hexagons,kind:0102,by:grade,hex:400',
      { ...PLAIN_DENSITY, view: 'hexagons', kind: '0102', weighing: 'grade', hexagonM: 400 },
      'hexagons,kind:0102,by:grade,hex:400',
    ],
    ['cubes,kind:x,by:luck,reach:7', PLAIN_DENSITY, null],
  ] as const)('%s', (text, choice, written) => {
    expect(parseDensity(text)).toEqual(choice);
    expect(formatDensity(parseDensity(text))).toBe(written);
  });
});
