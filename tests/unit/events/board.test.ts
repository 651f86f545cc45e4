/** What is asked of the open events: the same kind near by, numbers above the map, points in a box. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventRow } from '../../../server/contract/events.ts';
import { Board } from '../../../server/events/board/board.ts';
import { BoardCounter, sumCounts } from '../../../server/events/board/board-counts.ts';
import type { BoardEvent } from '../../../server/events/board/board-event.ts';
import { EventColumns } from '../../../server/events/columns/event-columns.ts';
import { pointsIn } from '../../../server/events/columns/points.ts';
import { pointDistanceM } from '../../../server/geometry/distance.ts';
import { columnsOf } from '../../support/event-batch.ts';

const NOON = Date.parse('2026-11-30T12:00:00+08:00');
const HOUR = 3600_000;
const [X, Y] = [1_170_000_000, 300_000_000];

function event(serial: number, change: Partial<BoardEvent> = {}, row: Partial<EventRow> = {}): BoardEvent {
  const whole = { id: `id-${serial}`, serial, area: '990101001001', category: '0101', state: 'reported', ...row };
  return {
    ...{
      row: { text: 't', reportedAt: '', grade: 'simple', ...whole } as EventRow,
      county: '990101',
      dictionary: 'sample',
    },
    ...{ x: X, y: Y, reported: NOON - HOUR, filed: null, handled: null, ended: null, due: null },
    text: Buffer.from(JSON.stringify(whole)),
    ...change,
  };
}

function boardOf(...events: BoardEvent[]): Board {
  const board = new Board();
  board.apply(events, NOON);
  return board;
}

const likeness = {
  ...{ county: '990101', dictionary: 'sample', category: '0101', x: X, y: Y, metres: 100, since: 0, except: '' },
  areas: null,
};

describe('events like another', () => {
  it('are of the same county, dictionary and kind, open, recent, near and not itself; the nearest first, five at most', () => {
    const board = boardOf(
      event(1, { x: X + 5000 }),
      event(2, { x: X + 1000 }),
      event(3, {}, { category: '0102' }),
      event(4, { county: '990102' }),
      event(5, { dictionary: 'other' }),
      event(6, { ended: NOON }),
      event(7, { x: null, y: null }),
      event(8, { reported: 5 }),
      event(9, { x: X + 20_000 }),
      event(10),
    );
    const found = board.similar({ ...likeness, since: 6, except: 'id-10' });
    expect(found.map(({ serial }) => serial)).toEqual([2, 1]);
    expect(found[0]!.distanceM).toBeCloseTo(pointDistanceM(X, Y, X + 1000, Y), 1);
    const many = boardOf(...Array.from({ length: 9 }, (_, n) => event(n + 1)));
    expect(many.similar(likeness).map(({ serial }) => serial)).toEqual([1, 2, 3, 4, 5]);
    many.apply([event(1, { x: X + 1_000_000 }, { version: 2 })], NOON);
    expect(many.similar(likeness).map(({ serial }) => serial)).toEqual([2, 3, 4, 5, 6]);
  });

  it('are of the areas that whoever asks may see', () => {
    const board = boardOf(event(1), event(2, {}, { area: '990101002001' }), event(3, {}, { area: '990101' }));
    const of = (areas: string[] | null) => board.similar({ ...likeness, areas }).map(({ serial }) => serial);
    expect([of(null), of(['990101001', '990102']), of(['990101']), of([])]).toEqual([[1, 2, 3], [1], [1, 2, 3], []]);
  });

  it('are those that a look at all of them finds', () => {
    const anywhere = fc.integer({ min: -90_000, max: 90_000 });
    // many at one spot, as reports at a gate are
    const few = fc.constantFrom(-30_000, 0, 500);
    const place = fc.oneof(fc.tuple(anywhere, anywhere), fc.tuple(few, few));
    fc.assert(
      fc.property(fc.array(place, { maxLength: 60 }), place, fc.integer({ min: 0, max: 900 }), (places, at, metres) => {
        const events = places.map(([dx, dy], n) => event(n + 1, { x: X + dx, y: Y + dy }));
        const [x, y] = [X + at[0], Y + at[1]];
        const near = events
          .map((one) => ({ serial: one.row.serial, distanceM: pointDistanceM(x, y, one.x!, one.y!) }))
          .filter(({ distanceM }) => distanceM <= metres)
          .sort((a, b) => a.distanceM - b.distanceM || a.serial - b.serial);
        // reported in any order: the first reported of a spot comes first
        const found = boardOf(...events.reverse()).similar({ ...likeness, x, y, metres });
        expect(found.map(({ serial }) => serial)).toEqual(near.slice(0, 5).map(({ serial }) => serial));
        for (const [n, { distanceM }] of found.entries()) expect(distanceM).toBeCloseTo(near[n]!.distanceM, 0);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

describe('the numbers above the map', () => {
  it('count today from midnight in Shanghai, and what is so now', () => {
    const midnight = Date.parse('2026-11-30T00:00:00+08:00');
    const events = [
      event(1, { reported: midnight, due: NOON }),
      event(2, { reported: midnight - 1, due: NOON + 1, filed: midnight, x: null, y: null }),
      event(3, { ended: midnight, handled: midnight }, { state: 'closed' }),
      event(4, { ended: NOON }, { state: 'void', area: '990101002001' }),
      event(5, { reported: 0 }, { state: 'suspended' }),
    ];
    const byArea = new BoardCounter().counts(events, NOON);
    expect(sumCounts(byArea, () => true)).toEqual({
      ...{ reported: 3, filed: 1, handled: 1, closed: 1, open: 3, overdue: 1, suspended: 1, unlocated: 1 },
    });
    expect(sumCounts(byArea, (area) => area.startsWith('990101002')).reported).toBe(1);
  });
});

describe('the numbers kept', () => {
  it('are those counted anew, whatever comes, goes and becomes late', () => {
    const time = fc.option(fc.integer({ min: NOON - 40 * HOUR, max: NOON + 40 * HOUR }));
    const one = fc.record({
      serial: fc.integer({ min: 1, max: 8 }),
      filed: time,
      ended: time,
      due: time,
      passes: fc.nat(9 * HOUR),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), (steps) => {
        const board = new Board();
        let now = NOON;
        for (const { serial, filed, ended, due, passes } of steps) {
          now += passes;
          board.turn(now);
          board.apply([event(serial, { filed, ended, due, text: Buffer.from(String(now)) })], now);
          const kept = sumCounts(board.counts(now), () => true);
          expect(kept).toEqual(sumCounts(new BoardCounter().counts(board.events(), now), () => true));
        }
      }),
      { seed: 8, numRuns: 300 },
    );
  });
});

describe('points in a box', () => {
  it('are the located ones of the area, its border included, open or all', () => {
    const columns = columnsOf([
      { serial: 1, reported: 1, x: 10, y: 10 },
      { serial: 2, reported: 1, x: 20, y: 20, ended: 5, due: 3, state: 7, grade: 1 },
      { serial: 3, reported: 1, x: 21, y: 20 },
      { serial: 4, reported: 1 },
      { serial: 5, reported: 1, x: 15, y: 15, area: '990102' },
    ]);
    const box = { west: 10, south: 10, east: 20, north: 20 };
    const inColumns = (areas: readonly string[] | null, most = 9) =>
      pointsIn(columns, new Board(), { box, areas, openOnly: false, most }).newest;
    expect(inColumns(null, 1).map(({ serial }) => serial)).toEqual([5]);
    const all = inColumns(['990101']);
    expect(all.map(({ serial }) => serial)).toEqual([2, 1]);
    expect(inColumns(null).map(({ serial }) => serial)).toEqual([5, 2, 1]);
    expect(inColumns(['990102', '99010'])).toHaveLength(3);
    expect(all[0]).toMatchObject({ category: '0101', grade: 'ordinary', state: 'closed', due: 3 });
    const board = boardOf(
      event(1, { x: 10, y: 10 }),
      event(2, { x: 20, y: 20, ended: NOON }),
      event(3, { x: 21, y: 20 }),
    );
    const open = pointsIn(new EventColumns(), board, { box, areas: ['990101'], openOnly: true, most: 9 });
    expect(open.count).toBe(1);
    expect(open.newest.map(({ serial }) => serial)).toEqual([1]);
  });
});
