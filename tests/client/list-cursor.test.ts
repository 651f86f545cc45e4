import { describe, expect, it } from 'vitest';
import { barPlaces } from '../../client/ui/band-bar.tsx';
import { moveCursor } from '../../client/ui/list-cursor.ts';
import { otherMatches, ruleKey } from '../../client/workspaces/map/answer-words.ts';
import type { LocateAnswer } from '../../server/contract/locate.ts';

describe('moveCursor', () => {
  it.each([
    ['ArrowDown', -1, 5, 0],
    ['ArrowDown', 4, 5, 4],
    ['ArrowUp', 2, 5, 1],
    ['ArrowUp', 0, 5, 0],
    ['ArrowUp', -1, 5, 0],
    ['Home', 3, 5, 0],
    ['End', 0, 5, 4],
    ['PageDown', 0, 50, 10],
    ['PageDown', 45, 50, 49],
    ['PageUp', 3, 50, 0],
    ['x', 3, 5, null],
    ['ArrowDown', 0, 0, null],
  ])('%s at %i of %i goes to %j', (key, at, count, expected) => {
    expect(moveCursor(key, at, count)).toBe(expected);
  });
});

describe('the bar of the band', () => {
  it.each([
    [240, { min: 150, max: 400 }, 25, 66.7, 40],
    [900, { min: 150, max: 400 }, 15.4, 41.2, 92.6],
    [0, { min: 150, max: 400 }, 25, 66.7, 0],
    [0, { min: 0, max: 0 }, 0, 0, 0],
  ])('puts %i against %j at %f, %f and %f percent', (households, band, from, to, mark) => {
    const places = barPlaces(households, band);
    expect(places.from).toBeCloseTo(from, 1);
    expect(places.to).toBeCloseTo(to, 1);
    expect(places.mark).toBeCloseTo(mark, 1);
  });
});

describe('the reason of an answer', () => {
  const match = (code: string, kind: 'basic' | 'micro' = 'basic') => ({ code, kind, onBorder: false });
  const answer = (rule: LocateAnswer['rule'], matches: LocateAnswer['matches']): LocateAnswer => ({
    point: [117, 30],
    grid: { code: '1', name: 'x', kind: 'basic', households: 1, leader: null, worker: null },
    path: [],
    matches,
    onBorder: false,
    distanceToBorderM: 10,
    ambiguous: false,
    rule,
    edition: 1,
  });

  it.each([
    ['contains', [match('1')], 'rule.contains'],
    ['contains', [match('1'), match('101', 'micro')], 'rule.contains'],
    ['contains', [match('1'), match('2')], 'rule.overlap'],
    ['border', [match('1'), match('2')], 'rule.border'],
    ['override', [match('2')], 'rule.override'],
    ['nearest', [], 'rule.nearest'],
    [null, [], 'rule.none'],
  ] as const)('for %j over %j is %s', (rule, matches, key) => {
    expect(ruleKey(answer(rule, [...matches]))).toBe(key);
  });

  it('names the other grids, never the micro grids or the grid itself', () => {
    expect(
      otherMatches(answer('contains', [match('1'), match('2'), match('101', 'micro')])).map((one) => one.code),
    ).toEqual(['2']);
  });
});
