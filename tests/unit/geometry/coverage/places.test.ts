/** Buildings near borders, across them, and assigned by hand. A plain unit is about 9.65 m east and 11.1 m north. */
import { describe, expect, it } from 'vitest';
import { type CoverageInput, type CoveragePoints, checkCoverage } from '../../../../server/geometry/coverage.ts';
import type { MultiPolygon } from '../../../../server/geometry/polygon.ts';
import { at, grid, points, SOUTH, UNIT, WEST } from '../../../support/plain-grids.ts';
import { box, shape } from '../../../support/shapes.ts';

const LEFT = grid('a', box(0, 0, 10, 10));
const RIGHT = grid('b', box(10, 0, 20, 10));
const GRIDS = [LEFT, RIGHT];

/** A shape with corners in plain units, not only whole ones. */
function plan(...corners: [number, number][]): MultiPolygon {
  return [[Int32Array.from(corners.flat(), (v, i) => Math.round(v * UNIT) + (i % 2 === 0 ? WEST : SOUTH))]];
}

const planBox = (x0: number, y0: number, x1: number, y1: number): MultiPolygon =>
  plan([x0, y0], [x1, y0], [x1, y1], [x0, y1]);

function kindsOf(input: CoverageInput): string[] {
  return checkCoverage(input).findings.map(({ kind }) => kind);
}

describe('building-ambiguous', () => {
  const near = (x: number, y: number, accuracyM?: number): CoveragePoints => ({
    ...points([x, y, 30]),
    ...(accuracyM === undefined ? {} : { accuracyM: Float64Array.of(accuracyM) }),
  });

  it('is a building 2 m from another grid, with the distance, the candidates and who answers', () => {
    const { findings } = checkCoverage({ grids: GRIDS, points: near(9.8, 5) });
    expect(findings).toMatchObject([
      {
        kind: 'building-ambiguous',
        severity: 'info',
        grids: ['a', 'b'],
        place: 'p0',
        households: 30,
        detail: { candidates: ['a', 'b'], grid: 'a', rule: 'contains' },
      },
    ]);
    expect(findings[0]!.detail.distanceM as number).toBeCloseTo(1.93, 2);
  });

  it('is a building on the border, decided by the border rule', () => {
    const { findings } = checkCoverage({ grids: GRIDS, points: near(10, 5) });
    expect(findings[0]!.detail).toMatchObject({ distanceM: 0, grid: 'a', rule: 'border' });
  });

  it('is a warning where the place is less well known than the distance', () => {
    const [loose] = checkCoverage({ grids: GRIDS, points: near(8, 5, 25) }).findings;
    expect([loose!.severity, loose!.detail.accuracyM]).toEqual(['warning', 25]);
    const [tight] = checkCoverage({ grids: GRIDS, points: near(9.8, 5, 1) }).findings;
    expect(tight!.severity).toBe('info');
  });

  it.each<[string, CoverageInput]>([
    ['farther than 5 m', { grids: GRIDS, points: near(9.4, 5) }],
    ['farther than its accuracy, and than 5 m', { grids: GRIDS, points: near(9, 5, 9) }],
    ['near the outer perimeter only', { grids: GRIDS, points: near(5, 0.1) }],
    ['near the boundary of the parent', { grids: GRIDS, universe: at(shape(box(0, 0, 20, 10))), points: near(0.1, 5) }],
    ['farther than the caller asks', { grids: GRIDS, points: near(9.8, 5), ambiguousM: 1 }],
    ['of unknown accuracy in the middle', { grids: GRIDS, points: near(5, 5, Number.NaN) }],
  ])('is not a building %s', (_, input) => {
    expect(kindsOf(input)).toEqual([]);
  });

  it('is not what is uncovered or covered twice: that is told', () => {
    const grids = [LEFT, grid('b', box(11, 0, 20, 10))];
    expect(kindsOf({ grids, points: near(10.1, 5), mouthM: 0 })).toEqual(['building-uncovered']);
    const over = [LEFT, grid('b', box(9, 0, 20, 10))];
    expect(kindsOf({ grids: over, points: near(9.1, 5) })).toEqual(['overlap', 'building-double']);
  });
});

describe('building-uncovered', () => {
  it('names the nearest grid and its distance', () => {
    const input = {
      grids: [LEFT, grid('b', box(12, 0, 20, 10))],
      points: points([10.5, 5, 1].map(Math.ceil) as [number, number, number]),
    };
    const [found] = checkCoverage(input).findings;
    expect(found!.detail.nearest).toBe('a');
    expect(found!.detail.distanceM as number).toBeCloseTo(9.65, 1);
  });

  it('names none beyond 500 m', () => {
    expect(checkCoverage({ grids: GRIDS, points: points([200, 5, 1]) }).findings[0]!.detail).toEqual({});
  });
});

describe('footprint-astride', () => {
  const standing = (footprint: MultiPolygon | null, override: string | null = null): CoverageInput => ({
    grids: GRIDS,
    points: { ...points([9, 5, 30]), footprints: [footprint], overrides: [override] },
  });

  it('is a building across a border, with the share of each grid', () => {
    const [found] = checkCoverage(standing(planBox(8, 4, 11, 6))).findings;
    expect(found).toMatchObject({ kind: 'footprint-astride', severity: 'warning', grids: ['a', 'b'], place: 'p0' });
    const [onLeft, onRight] = (found!.detail.sharesM2 as string[]).map(Number);
    expect(onLeft! / onRight!).toBeCloseTo(2, 3);
    expect(found!.areaM2!).toBeCloseTo(onRight!, 1);
  });

  it('is for information when the grid was named by hand', () => {
    const [found] = checkCoverage(standing(planBox(8, 4, 11, 6), 'b')).findings.filter(
      ({ kind }) => kind === 'footprint-astride',
    );
    expect(found).toMatchObject({ severity: 'info', detail: { assigned: 'b' } });
  });

  it('is a building across the point where three grids meet', () => {
    const grids = [LEFT, grid('b', box(10, 0, 20, 5)), grid('c', box(10, 5, 20, 10))];
    const input = { grids, points: { ...points([8, 3, 1]), footprints: [planBox(8, 3, 12, 8)] } };
    const [found] = checkCoverage(input).findings.filter(({ kind }) => kind === 'footprint-astride');
    expect(found!.grids).toEqual(['a', 'b', 'c']);
  });

  it('is a building through which a neighbour runs from corner to corner', () => {
    const grids = [
      grid('a', box(0, 0, 10, 10)),
      { code: 'b', polygons: plan([10, 0], [20, 10], [10, 10]) },
      { code: 'c', polygons: plan([10, 0], [20, 0], [20, 10]) },
    ];
    const input = { grids, points: { ...points([14, 5, 1]), footprints: [planBox(14, 4, 15, 5)] } };
    expect(kindsOf(input)).toContain('footprint-astride');
  });

  it.each<[string, MultiPolygon | null]>([
    ['inside one grid', planBox(2, 2, 4, 4)],
    ['with a wall on the border', planBox(8, 4, 10, 6)],
    ['less than half a metre over the border', planBox(8, 4, 10.04, 6)],
    ['less than a square metre over the border', plan([8, 4], [10.1, 5], [8, 6])],
    ['over the outer perimeter', planBox(-2, 4, 2, 6)],
    ['without a ground plan', null],
  ])('is not a building %s', (_, footprint) => {
    expect(kindsOf(standing(footprint))).not.toContain('footprint-astride');
  });
});

describe('place-override', () => {
  const named = (override: string | null, x = 5, y = 5): CoverageInput => ({
    grids: GRIDS,
    points: { ...points([x, y, 30]), overrides: [override] },
  });

  it('is a place in another grid than the one named, for information', () => {
    const report = checkCoverage(named('b'));
    expect(report.findings).toMatchObject([
      { kind: 'place-override', severity: 'info', grids: ['a', 'b'], detail: { assigned: 'b', contains: ['a'] } },
    ]);
    expect(report.findings[0]!.detail.distanceM as number).toBeCloseTo(48.2, 0);
    expect(report.householdsCovered).toBe(30);
  });

  it('is a place in no grid: it is answered for, and no gap counts it', () => {
    const grids = [LEFT, grid('b', box(11, 0, 20, 10))];
    const universe = at(shape(box(0, 0, 20, 10)));
    const report = checkCoverage({ grids, universe, points: { ...points([10, 5, 30]), overrides: ['b'] } });
    expect(report.findings.map(({ kind, buildings }) => [kind, buildings]).sort()).toEqual([
      ['gap-parent', 0],
      ['place-override', 1],
    ]);
    expect([report.counts['building-uncovered'], report.householdsCovered]).toEqual([0, 30]);
  });

  it('is an error when there is no such grid, and the place is judged by its position', () => {
    const report = checkCoverage(named('nowhere', 30, 5));
    expect(report.findings.map(({ kind, severity }) => [kind, severity])).toEqual([
      ['building-uncovered', 'error'],
      ['place-override', 'error'],
    ]);
    expect(report.householdsCovered).toBe(0);
  });

  it.each<[string, CoverageInput]>([
    ['in the grid that is named', named('a')],
    ['on the border of the grid that is named', named('b', 10, 5)],
    ['for which nothing is named', named(null)],
  ])('is not a place %s', (_, input) => {
    expect(kindsOf(input).filter((kind) => kind === 'place-override')).toEqual([]);
  });
});
