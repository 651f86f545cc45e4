// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { parseAt } from '../../client/state/answer.ts';
import { boundsOf } from '../../client/state/bounds-of.ts';
import { editionAt, momentOf } from '../../client/state/editions.ts';
import { contains, widen } from '../../client/state/viewport.ts';
import type { Edition } from '../../server/contract/grids.ts';

const edition = (number: number, inForceFrom: string, inForce = false): Edition => ({
  id: number,
  countyCode: '341921',
  number,
  inForceFrom,
  inForce,
  grids: 1,
  note: null,
  contentHash: '',
});
const EDITIONS = [
  edition(2, '2026-03-01T08:00:00.123456+08:00'),
  edition(1, '2026-01-05T00:00:00+08:00'),
  edition(3, '2026-11-20T00:00:00Z', true),
];

describe('the moment of an edition', () => {
  it('lies after its beginning even when the service keeps finer times', () => {
    const moment = momentOf(EDITIONS[0] as Edition);
    expect(moment).toBe('2026-03-01T00:00:00.124Z');
    expect(editionAt(EDITIONS, moment)?.number).toBe(2);
  });

  it.each([
    [null, 3],
    ['2026-11-22', 3],
    ['2026-03-01', 2],
    ['2026-02-28', 1],
    ['2026-01-05', 1],
    ['2026-01-04', undefined],
    ['2026-01-04T15:59:59Z', undefined],
    ['2026-01-04T16:00:00Z', 1],
  ])('finds the edition in force at %s', (moment, number) => {
    expect(editionAt(EDITIONS, moment)?.number).toBe(number);
  });
});

describe('boundsOf', () => {
  it.each([
    [{ coordinates: [117, 30] }, [117, 30, 117, 30]],
    [
      {
        coordinates: [
          [117, 30, 5],
          [118, 29, 7],
        ],
      },
      [117, 29, 118, 30],
    ],
    [
      {
        coordinates: [
          [
            [
              [1, 2],
              [3, 4],
            ],
          ],
          [
            [
              [-1, 9],
              [0, 0],
            ],
          ],
        ],
      },
      [-1, 0, 3, 9],
    ],
    [{ coordinates: [] }, null],
  ])('of %j is %j', (geometry, expected) => {
    expect(boundsOf(geometry)).toEqual(expected);
  });
});

describe('boxes', () => {
  it('are widened on every side and contain what they were', () => {
    const box = [117, 30, 118, 32] as const;
    expect(widen(box, 0.5)).toEqual([116.5, 29, 118.5, 33]);
    expect(contains(widen(box, 0.1), box)).toBe(true);
    expect(contains(box, widen(box, 0.1))).toBe(false);
  });
});

describe('parseAt', () => {
  it.each([
    ['117.0200000,30.0600000', [117.02, 30.06]],
    ['117.02', null],
    ['117.02,abc', null],
    ['1,2,3', null],
    [null, null],
  ])('reads %j as %j', (text, expected) => {
    expect(parseAt(text)).toEqual(expected);
  });
});
