// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Urgency } from '../../client/state/command/urgency.ts';
import { parseScale } from '../../client/state/command/wall/stand.ts';
import { communityOf, countSoon, newest, ranking } from '../../client/state/command/wall/wall-ranking.ts';
import { percentText } from '../../client/workspaces/command/wall/wall-numbers.tsx';
import type { EventRow } from '../../server/contract/events.ts';

const event = (serial: number, grid: string | null, urgency: Urgency) => ({
  row: { serial, grid } as EventRow,
  urgency,
  at: 0,
});
const EVENTS = [
  event(3, '341921001001001', 'overdue'),
  event(1, '341921001001002', 'overdue'),
  event(9, '341921001002001', 'overdue'),
  event(4, '341921001002001', 'soon'),
  event(5, '341921001002001', 'overdue'),
  event(6, null, 'overdue'),
  event(7, '341921001003001', 'running'),
  event(8, '341921001001001', 'ended'),
];

describe('the wall', () => {
  it('ranks communities by what is overdue, then by what is open, and leaves out those on time', () => {
    expect(ranking(EVENTS, communityOf, 9)).toEqual([
      { code: '341921001002', overdue: 2, open: 3 },
      { code: '341921001001', overdue: 2, open: 2 },
      { code: '', overdue: 1, open: 1 },
    ]);
  });

  it('ranks grids, no more than have room', () => {
    expect(ranking(EVENTS, (grid) => grid, 1)).toEqual([{ code: '341921001002001', overdue: 2, open: 3 }]);
    expect(ranking([], communityOf, 5)).toEqual([]);
  });

  it('shows the last reported first', () => {
    expect(newest(EVENTS, 3).map(({ row }) => row.serial)).toEqual([9, 8, 7]);
    expect(newest(EVENTS, 99).map(({ row }) => row.serial)).toEqual([9, 8, 7, 6, 5, 4, 3, 1]);
  });

  it('counts what will soon be late', () => {
    expect(countSoon(EVENTS)).toBe(1);
  });

  it.each([
    [0.9996, '99.9%'],
    [1, '100%'],
    [0, '0%'],
    [0.93762, '93.7%'],
  ])('writes %d as %s, which is never more than it is', (rate, text) => {
    expect(percentText(rate)).toBe(text);
  });

  it.each([
    [undefined, 1],
    ['1.25', 1.25],
    ['9', 3],
    ['0.1', 0.5],
    ['0', 1],
    ['large', 1],
  ])('takes the scale %j as %d', (text, scale) => {
    expect(parseScale(text)).toBe(scale);
  });
});
