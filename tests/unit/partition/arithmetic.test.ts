/** The engine's own numbers: powers of e, sums that come out, the least that must move, the nearest standard. */
import { describe, expect, it } from 'vitest';
import { expOfNegative, logarithm } from '../../../server/partition/elementary.ts';
import { leastMoved } from '../../../server/partition/moved-bound.ts';
import { nearestStandards } from '../../../server/partition/proofs/nearest-standard.ts';
import { SeededRandom, seedOf } from '../../../server/partition/seeded-random.ts';
import { addsUp, checkStandard, leastViolation, targetOf } from '../../../server/partition/standard.ts';

describe('powers of e', () => {
  it('agree with the machine to ten digits', () => {
    for (let x = 0; x < 38; x += 0.37) expect(Math.abs(expOfNegative(-x) / Math.exp(-x) - 1)).toBeLessThan(1e-10);
    expect([expOfNegative(0), expOfNegative(-1000)]).toEqual([1, 0]);
    for (const x of [1e-9, 0.004 / 0.15, 0.74, 0.75, 1, 1.5, 1.51, 2, 1e6])
      expect(logarithm(x)).toBeCloseTo(Math.log(x), 12);
  });
});

describe('chance', () => {
  it('is the same everywhere', () => {
    const random = new SeededRandom(seedOf(1, '330106001'));
    expect([random.next(), random.below(1000), random.below(1000)]).toMatchInlineSnapshot(`
      [
        0.731885616434738,
        936,
        57,
      ]
    `);
    expect(seedOf(1, 'a')).not.toBe(seedOf(2, 'a'));
    expect(seedOf(1, 'a')).not.toBe(seedOf(1, 'b'));
  });
});

describe('sums of lawful grids', () => {
  const standard = { min: 150, max: 200 };
  it.each([
    [0, true],
    [149, false],
    [150, true],
    [200, true],
    [201, false],
    [299, false],
    [300, true],
    [401, false],
    [449, false],
    [450, true],
    [10_001, true],
  ])('%i households come out: %s', (households, expected) => {
    expect(addsUp(households, standard)).toBe(expected);
    expect(leastViolation(households, standard, households === 0 ? 0 : 1) === 0).toBe(expected);
  });

  it('are missed by the least over all counts', () => {
    expect(leastViolation(230, standard, 1)).toBe(30);
    expect(leastViolation(280, standard, 1)).toBe(20);
    expect(leastViolation(60, standard, 1)).toBe(90);
    expect(leastViolation(60, standard, 0)).toBe(60);
    expect(leastViolation(3, { min: 0, max: 2 }, 1)).toBe(0);
  });

  it('aim at equal grids near the middle', () => {
    expect(targetOf(3000, { min: 150, max: 400 })).toBeCloseTo(3000 / 11);
    expect(targetOf(100, { min: 150, max: 400 })).toBe(150);
    expect(targetOf(0, { min: 0, max: 4 })).toBe(1);
  });

  it.each([
    [{ min: -1, max: 3 }],
    [{ min: 4, max: 3 }],
    [{ min: 0, max: 0 }],
    [{ min: 1.5, max: 3 }],
    [{ min: Number.NaN, max: 3 }],
  ])('are refused for no standard: %o', (broken) => {
    expect(() => checkStandard(broken)).toThrow(RangeError);
  });
});

describe('the least that must move', () => {
  const standard = { min: 150, max: 400 };
  it.each([
    [[200, 300], 0],
    [[450, 300], 50],
    [[450, 100], 50],
    [[100, 100], 50],
    [[20, 300], 10],
    [[500, 20, 20], 100],
  ])('of grids %o is %i', (weights, expected) => {
    expect(leastMoved(weights, standard)).toBe(expected);
  });

  it.each([
    [[100, 100], 40, 30],
    [[100, 100], 100, 0],
    [[450, 100], 500, 50],
  ])('of grids %o with %i households in none is %i', (weights, open, expected) => {
    expect(leastMoved(weights, standard, open)).toBe(expected);
  });
});

describe('the nearest standard', () => {
  it.each([
    [[230], { min: 150, max: 200 }, [{ min: 150, max: 230 }]],
    [[210], { min: 150, max: 200 }, [{ min: 150, max: 210 }]],
    [[290], { min: 150, max: 200 }, [{ min: 145, max: 200 }]],
    [[210, 290], { min: 150, max: 200 }, [{ min: 145, max: 210 }]],
    [[100], { min: 150, max: 400 }, [{ min: 100, max: 400 }]],
    [[300], { min: 150, max: 200 }, [{ min: 150, max: 200 }]],
    [[0], { min: 150, max: 200 }, []],
    [
      [220],
      { min: 120, max: 210 },
      [
        { min: 110, max: 210 },
        { min: 120, max: 220 },
      ],
    ],
  ])('for areas of %o and %o is %o', (areas, standard, expected) => {
    expect(nearestStandards(areas, standard)).toEqual(expected);
  });
});
