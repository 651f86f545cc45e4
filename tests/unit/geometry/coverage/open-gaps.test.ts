/** Pockets that are open to the outside, and perimeters that are only perimeters. A plain unit is about 10 m. */
import { describe, expect, it } from 'vitest';
import { type CoverageGrid, type CoverageInput, checkCoverage } from '../../../../server/geometry/coverage.ts';
import { fixture, readLayer } from '../../../support/layer.ts';
import { at, plain, points, SOUTH, UNIT, WEST } from '../../../support/plain-grids.ts';
import { shape, box as wholeBox } from '../../../support/shapes.ts';

/** Corners in plain units, not only whole ones. */
const ring = (...corners: [number, number][]): number[] => corners.flat();
const box = (x0: number, y0: number, x1: number, y1: number): number[] => [x0, y0, x1, y0, x1, y1, x0, y1];

function grid(code: string, corners: readonly number[]): CoverageGrid {
  const shell = Int32Array.from(corners, (v, i) => Math.round(v * UNIT) + (i % 2 === 0 ? WEST : SOUTH));
  return { code, polygons: [[shell]] };
}

const BASE = grid('base', box(0, -10, 20, 0));

function pockets(input: CoverageInput): [string, string][] {
  return checkCoverage(input)
    .findings.filter(({ kind }) => kind === 'gap-open')
    .map(({ grids, geometry }) => [grids.join(' '), plain(geometry)]);
}

describe('gap-open', () => {
  it.each<[string, CoverageGrid[], [string, string][]]>([
    [
      'a slit between two grids on a third, closed at its end',
      [grid('a', box(0, 0, 10, 10)), grid('b', box(10.2, 0, 20, 10)), BASE],
      [['a b base', '10 0 10.2 0 10.2 10 10 10']],
    ],
    [
      'a wedge between two grids that touch in its point',
      [grid('a', box(0, 0, 10, 10)), grid('b', ring([10, 0], [20, 0], [20, 10], [10.3, 10]))],
      [['a b', '10 0 10.3 10 10 10']],
    ],
    [
      'a slit whose banks end at different heights: the mouth meets the longer bank across',
      [grid('a', box(0, 0, 10, 8)), grid('b', box(10.2, 0, 20, 10)), BASE],
      [['a b base', '10 0 10.2 0 10.2 8 10 8']],
    ],
    [
      'a chamber behind a narrow mouth',
      [grid('a', box(0, 0, 10, 10)), grid('b', ring([13, 0], [20, 0], [20, 10], [10.3, 10], [10.3, 9], [13, 9])), BASE],
      [['a b base', '10 0 13 0 13 9 10.3 9 10.3 10 10 10']],
    ],
    [
      'two slits apart',
      [grid('a', box(0, 0, 6, 10)), grid('b', box(6.2, 0, 12, 10)), grid('c', box(12.2, 0, 20, 10)), BASE],
      [
        ['a b base', '6 0 6.2 0 6.2 10 6 10'],
        ['b base c', '12 0 12.2 0 12.2 10 12 10'],
      ],
    ],
  ])('is %s', (_, grids, expected) => {
    expect(pockets({ grids }).sort()).toEqual(expected.sort());
  });

  it.each<[string, CoverageGrid[]]>([
    ['two grids that share their border to the end', [grid('a', box(0, 0, 10, 10)), grid('b', box(10, 0, 20, 10))]],
    ['a notch that is wider than deep', [grid('a', box(0, 0, 10, 10)), grid('b', box(10.3, 0, 20, 0.6)), BASE]],
    ['a slit wider than the mouth asked for', [grid('a', box(0, 0, 10, 10)), grid('b', box(11, 0, 20, 10)), BASE]],
    [
      'a slit in one grid: both banks are its own',
      [grid('a', ring([0, 0], [20, 0], [20, 10], [10.2, 10], [10.2, 1], [10, 1], [10, 10], [0, 10]))],
    ],
    ['a strip that is open at both ends', [grid('a', box(0, 0, 10, 10)), grid('b', box(10.2, 0, 20, 10))]],
    ['two grids that touch in a corner', [grid('a', box(0, 0, 10, 10)), grid('b', box(10, 10, 20, 20))]],
    [
      'a coast with a cape near another grid, open water on both sides',
      [grid('a', ring([0, 0], [10, 0], [10, 10], [9.9, 5])), grid('b', box(10.3, 20, 20, 30)), BASE],
    ],
  ])('is not %s', (_, grids) => {
    expect(pockets({ grids })).toEqual([]);
  });

  const slit = [grid('a', box(0, 0, 10, 10)), grid('b', box(11, 0, 20, 10)), BASE];

  it('is found up to the width that is asked for, with its mouth and what to do about it', () => {
    const [found] = checkCoverage({ grids: slit, mouthM: 12 }).findings;
    expect(found).toMatchObject({ kind: 'gap-open', severity: 'warning', sliver: false, repair: 'give-to-neighbour' });
    expect(found!.detail.mouthM as number).toBeCloseTo(9.65, 1);
    expect(found!.widthM! / (found!.detail.mouthM as number)).toBeCloseTo(1, 1);
    expect(pockets({ grids: slit, mouthM: 9 })).toEqual([]);
  });

  it('is not looked for when there is a parent: what lies inside that is a gap, what lies outside is not ours', () => {
    expect(pockets({ grids: slit, mouthM: 12, universe: at(shape(wholeBox(0, -10, 20, 10))) })).toEqual([]);
  });

  it('is an error with a building in it', () => {
    const input = { grids: slit, mouthM: 12, points: points([10.5, 5, 30], [30, 30, 1]) };
    const found = checkCoverage(input).findings.find(({ kind }) => kind === 'gap-open');
    expect(found).toMatchObject({ severity: 'error', buildings: 1, households: 30 });
  });

  it('is a sliver with a length when it is narrower than a metre', () => {
    const [found] = checkCoverage({
      grids: [grid('a', box(0, 0, 10, 10)), grid('b', box(10.05, 0, 20, 10)), BASE],
    }).findings;
    expect(found).toMatchObject({ kind: 'gap-open', sliver: true });
    expect(found!.lengthM!).toBeGreaterThan(105);
    expect(found!.lengthM!).toBeLessThan(112);
  });
});

const zoo = fixture('partition-zoo');
const providence = fixture('maup-providence');

describe('real perimeters', () => {
  it.skipIf(zoo.absent).each(['melbourne', 'bremen', 'duesseldorf', 'enschede', 'indianapolis'])(
    `${zoo.title}: %s has no pocket`,
    (city) => {
      expect(pockets({ grids: readLayer(`${zoo.folder}${city}.geojson`).grids, minAreaM2: 0 })).toEqual([]);
    },
  );

  it.skipIf(providence.absent)(`${providence.title}: blocks have no pocket`, () => {
    expect(pockets({ grids: readLayer(`${providence.folder}blocks.geojson`).grids, minAreaM2: 0 })).toEqual([]);
  });

  it.skipIf(zoo.absent)(
    `${zoo.title}: villetta has one slit that opens to the outside, 1.4 m wide at its mouth`,
    () => {
      const { findings } = checkCoverage({ grids: readLayer(`${zoo.folder}villetta.geojson`).grids });
      const found = findings.filter(({ kind }) => kind === 'gap-open');
      expect(found.map(({ detail, areaM2 }) => [(detail.mouthM as number).toFixed(1), areaM2!.toFixed(0)])).toEqual([
        ['1.4', '92'],
      ]);
    },
  );
});
