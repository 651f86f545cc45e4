import Schema from 'typebox/schema';
import { describe, expect, it } from 'vitest';
import { LocateAnswer } from '../../../server/contract/locate.ts';
import { encodeAnswer, writeAnswer } from '../../../server/locate/answer.ts';
import { lookUp, lookUpNearest } from '../../../server/locate/lookup.ts';
import { countyMap } from '../../support/county-map.ts';

/** Two grids side by side, an overlap of the second with a third, a micro grid in the first. */
const map = countyMap('990101', [
  { code: '990101001', box: [0, 0, 10000, 10000] },
  { code: '990101002', box: [10000, 0, 20000, 10000] },
  { code: '990101003', box: [18000, 0, 30000, 10000] },
  { code: '99010100101', kind: 'micro', parentCode: '990101001', box: [0, 0, 5000, 5000] },
]);

describe('which grid answers', () => {
  it.each([
    ['inside one', 7000, 7000, '990101001', ['990101001'], 'contains', false],
    ['inside one and its micro grid', 100, 100, '990101001', ['990101001', '99010100101'], 'contains', false],
    ['on a shared border: the lowest code', 10000, 5000, '990101001', ['990101001', '990101002'], 'border', true],
    ['inside two: the lowest code', 19000, 5000, '990101002', ['990101002', '990101003'], 'contains', false],
    [
      'on the border of one, inside another: inside goes first',
      18000,
      5000,
      '990101002',
      ['990101002', '990101003'],
      'contains',
      false,
    ],
    [
      'on the border of the lower, inside the higher',
      20000,
      5000,
      '990101003',
      ['990101003', '990101002'],
      'contains',
      false,
    ],
    ['on the outer border', 0, 7000, '990101001', ['990101001'], 'border', true],
    ['on a corner', 0, 0, '990101001', ['990101001', '99010100101'], 'border', true],
  ])('%s', (_title, x, y, code, matches, rule, onBorder) => {
    const found = lookUp([map], x, y);
    expect(found.grid?.code).toBe(code);
    expect(found.matches.map((match) => match.grid.code)).toEqual(matches);
    expect([found.rule, found.onBorder]).toEqual([rule, onBorder]);
  });

  it('answers no grid outside, and the nearest only when asked', () => {
    expect(lookUp([map], 31000, 5000)).toMatchObject({ grid: null, rule: null, matches: [] });
    const near = lookUpNearest([map], 31000, 5000);
    expect([near.grid?.code, near.rule]).toEqual(['990101003', 'nearest']);
    expect(near.distanceM).toBeGreaterThan(10);
    expect(near.distanceM).toBeLessThan(12);
    expect(lookUpNearest([map], 31000, 90_000_000).grid).toBeNull();
  });

  it('takes the county with the lower code where two counties overlap', () => {
    const other = countyMap('990102', [{ code: '990102001', box: [0, 0, 10000, 10000] }]);
    expect(lookUp([map, other], 7000, 7000).grid?.code).toBe('990101001');
  });

  it('answers nothing from no map', () => {
    expect(lookUp([], 0, 0).grid).toBeNull();
  });
});

describe('the written answer', () => {
  const isAnswer = Schema.Compile(LocateAnswer);

  it.each([
    [7000, 7000],
    [100, 100],
    [10000, 5000],
    [19000, 5000],
    [31000, 5000],
    [0, 0],
  ])('at %i, %i keeps to the contract', (x, y) => {
    const answer = JSON.parse(writeAnswer([x, y], lookUp([map], x, y), 0, 1));
    expect(isAnswer.Errors(answer)).toEqual([true, []]);
    expect(answer.point).toEqual([x / 1e7, y / 1e7]);
    expect(JSON.parse(Buffer.from(encodeAnswer([x, y], lookUp([map], x, y), 0, 1), 'latin1').toString())).toEqual(
      answer,
    );
  });

  it('says the path down to the micro grid, who answers, and how far the border is', () => {
    const answer = JSON.parse(writeAnswer([2000, 2000], lookUp([map], 2000, 2000), 0, 7));
    expect(answer.path.map((step: { level: string }) => step.level)).toEqual(['county', 'grid', 'micro']);
    expect(answer.grid.worker).toEqual({ name: '王敏', phone: '0000-1234' });
    expect(answer.distanceToBorderM).toBeCloseTo(22.1, 0);
    expect(answer).toMatchObject({ edition: 7, ambiguous: false });
  });

  it.each([
    [0, '0'],
    [3, '3'],
    [12.5, '12.5'],
    [12.345678, '12.35'],
    [7.004, '7'],
    [7.05, '7.05'],
    [0.004, '0'],
    [499.999, '500'],
    [Number.POSITIVE_INFINITY, 'null'],
  ])('writes a distance of %d m as %s', (distanceM, text) => {
    const body = writeAnswer([7000, 7000], { ...lookUp([map], 7000, 7000), distanceM }, 0, 1);
    expect(/"distanceToBorderM":([^,]*),/.exec(body)?.[1]).toBe(text);
  });

  it('calls an answer ambiguous within 5 m of a border, or within the accuracy', () => {
    const at = (accuracyM: number, x: number) =>
      JSON.parse(writeAnswer([x, 7000], lookUp([map], x, 7000), accuracyM, 1)).ambiguous;
    expect([at(0, 9900), at(0, 7000), at(50, 7000)]).toEqual([true, false, true]);
  });
});
