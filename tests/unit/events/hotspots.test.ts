/** The test of hotspots on seeded counts: silent on noise, loud on what was planted. */
import { describe, expect, it } from 'vitest';
import {
  findHotspots,
  type GridPast,
  LEVEL,
  logGamma,
  scatterOf,
  upperTail,
} from '../../../server/events/statistics/hotspots.ts';
import { mulberry32 } from '../../support/random.ts';

const GRIDS = 200;
const PERIODS = 12;

function poisson(random: () => number, mean: number): number {
  let n = 0;
  for (let left = Math.exp(-mean), p = random(); p > left; p *= random()) n++;
  return n;
}

/** Gamma with mean 1 and variance 1/shape, for shape a whole number. */
function gamma(random: () => number, shape: number): number {
  let sum = 0;
  for (let n = 0; n < shape; n++) sum -= Math.log(1 - random());
  return sum / shape;
}

type Draw = (random: () => number, mean: number) => number;
const wide =
  (shape: number): Draw =>
  (random, mean) =>
    poisson(random, mean * gamma(random, shape));
const NOISES: [string, Draw][] = [
  ['as Poisson says', poisson],
  ['twice as wide at a mean of twenty', wide(20)],
  ['twice as wide at a mean of eight', wide(8)],
];

function county(random: () => number, draw: Draw, low: number, high: number): GridPast[] {
  return Array.from({ length: GRIDS }, (_, n) => {
    const mean = low + (high - low) * random();
    return {
      grid: `g${n}`,
      count: draw(random, mean),
      before: Array.from({ length: PERIODS }, () => draw(random, mean)),
    };
  });
}

describe('hotspots', () => {
  it.each(NOISES)('of pure noise, %s, are named in at most one county of twenty', (_name, draw) => {
    const random = mulberry32(20261130);
    let named = 0;
    const runs = 400;
    for (let n = 0; n < runs; n++) {
      const { looked, hotspots } = findHotspots(county(random, draw, 0, 15));
      expect(looked).toBe(GRIDS);
      if (hotspots.length > 0) named++;
    }
    expect(named / runs).toBeLessThanOrEqual(LEVEL);
  });

  it.each(NOISES.slice(0, 2))('a count of three times its own past is found among noise, %s', (_name, draw) => {
    const random = mulberry32(42);
    let planted = 0;
    let found = 0;
    for (let n = 0; n < 50; n++) {
      const grids = county(random, draw, 0, 15);
      const risen = [0, 1, 2].map((k) => {
        const before = Array.from({ length: PERIODS }, () => draw(random, 30));
        const count = Math.round((3 * before.reduce((sum, one) => sum + one, 0)) / PERIODS);
        return { grid: `risen${k}`, count, before };
      });
      const names = findHotspots([...grids, ...risen]).hotspots.map(({ grid }) => grid);
      planted += risen.length;
      found += risen.filter(({ grid }) => names.includes(grid)).length;
    }
    expect(found / planted).toBeGreaterThan(0.95);
  });

  it('are said with what was expected, the least likely first', () => {
    const calm = Array.from({ length: 20 }, (_, n) => ({ grid: `c${n}`, count: 4, before: [4, 5, 3, 4, 4, 4] }));
    const { looked, hotspots } = findHotspots([
      ...calm,
      { grid: 'a', count: 30, before: [4, 4, 4, 4, 4, 4] },
      { grid: 'b', count: 60, before: [4, 4, 4, 4, 4, 4] },
    ]);
    expect(looked).toBe(22);
    expect(hotspots.map(({ grid, count, expected, periods }) => [grid, count, expected, periods])).toEqual([
      ['b', 60, 4, 6],
      ['a', 30, 4, 6],
    ]);
  });

  it('are not looked for where there is too little past, nor found in a handful', () => {
    expect(findHotspots([{ grid: 'new', count: 50, before: [1, 2] }])).toEqual({ looked: 0, hotspots: [] });
    expect(findHotspots([{ grid: 'two', count: 2, before: Array(12).fill(0) }]).hotspots).toEqual([]);
    expect(findHotspots([])).toEqual({ looked: 0, hotspots: [] });
  });

  it('come from tails that are right', () => {
    // P(X ≥ 5) of a negative binomial of mean 2 and variance 4 (size 2, p 1/2): 1 − Σ (k+1)/2^(k+2), k 0…4 = 7/64
    expect(upperTail(5, 2, 4)).toBeCloseTo(7 / 64, 12);
    expect(upperTail(0, 2, 4)).toBeCloseTo(1, 10);
    expect(logGamma(10)).toBeCloseTo(Math.log(362_880), 10);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 10);
    expect(scatterOf([{ grid: 'a', count: 0, before: [2, 4, 6] }]).factor).toBeCloseTo(8 / 4 / 2, 12);
  });
});
