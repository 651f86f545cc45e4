/** Damage put into an exact coverage at random: everything is found, nothing else is, in whatever order the grids come. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { totalAreaM2 } from '../../server/geometry/area.ts';
import {
  type CoverageGrid,
  type CoveragePoints,
  type CoverageReport,
  checkCoverage,
} from '../../server/geometry/coverage.ts';
import { dissolve } from '../../server/geometry/dissolve.ts';
import { innerPoint } from '../../server/geometry/inner-point.ts';
import { sideOf } from '../../server/geometry/point-in-polygon.ts';
import type { MultiPolygon, Ring } from '../../server/geometry/polygon.ts';
import { between, mulberry32, type Random, shuffle } from '../support/random.ts';
import { moved, shape } from '../support/shapes.ts';
import { syntheticCounty } from '../support/synthetic-county.ts';

const RUNS = { seed: 20261122, numRuns: 60 };
const FEW_RUNS = { ...RUNS, numRuns: 15 };
const seeds = fc.integer({ min: 1, max: 1_000_000 });

function county(seed: number): CoverageGrid[] {
  const shapes = syntheticCounty({ grids: 36, vertices: 16, seed, enclaves: 0.1 });
  return shapes.map((polygons, i) => ({ code: `g${String(i).padStart(3, '0')}`, polygons }));
}

/** A lattice point strictly inside one grid, and a small counter-clockwise diamond around it that stays inside. */
function diamond(random: Random, { polygons }: CoverageGrid): { x: number; y: number; r: number; rings: Ring } {
  const [x, y] = innerPoint(polygons);
  for (let r = between(random, 1, 3000); ; r = Math.max(1, r >> 1)) {
    const rings = Int32Array.of(x - r, y, x, y - r, x + r, y, x, y + r);
    const corners = [0, 2, 4, 6].every((i) => sideOf(polygons, rings[i]!, rings[i + 1]!) === 'inside');
    if (corners || r === 1) return { x, y, r, rings };
  }
}

/** Findings but for the second parts that this county gives some grids, and the holes they fill. */
function defects(report: CoverageReport): CoverageReport['findings'] {
  return report.findings.filter(({ kind }) => kind !== 'multipart' && kind !== 'enclave');
}

function kinds(report: CoverageReport): string[] {
  return defects(report)
    .map(({ kind, grids }) => `${kind} ${grids.join(' ')}`)
    .sort();
}

/** Everything but the last bits of sums. */
function comparable(report: CoverageReport): unknown {
  const { gridsM2, coveredM2, overlapM2, gapM2, outsideM2, universeM2, ...rest } = report;
  return [rest, [gridsM2, coveredM2, overlapM2, gapM2, outsideM2, universeM2 ?? 0].map((m2) => m2.toFixed(3))];
}

describe('damage to an exact coverage', () => {
  it('is absent from the undamaged one: no finding with or without a parent', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const grids = county(seed);
        const universe = dissolve(grids.map(({ polygons }) => polygons));
        expect(defects(checkCoverage({ grids, minAreaM2: 0 }))).toEqual([]);
        expect(defects(checkCoverage({ grids, universe, minAreaM2: 0 }))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('is found where a hole is cut, however small, with the grid around it', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = mulberry32(seed);
        const grids = county(seed);
        const at = between(random, 0, grids.length - 1);
        const { rings } = diamond(random, grids[at]!);
        const cut = Int32Array.from([0, 6, 4, 2].flatMap((i) => [rings[i]!, rings[i + 1]!]));
        const [first, ...parts] = grids[at]!.polygons;
        if (sideOf([first!], rings[0]!, rings[1]!) !== 'inside') return;
        const damaged = grids.with(at, { code: grids[at]!.code, polygons: [[...first!, cut], ...parts] });
        const findings = defects(checkCoverage({ grids: damaged, minAreaM2: 0 }));
        expect(findings.map(({ kind, grids: codes }) => [kind, codes])).toEqual([['gap-enclosed', [grids[at]!.code]]]);
        expect(findings[0]!.areaM2!).toBeCloseTo(totalAreaM2(shape(rings)), 6);
      }),
      RUNS,
    );
  });

  it('is found where a grid is put over others, with all of them', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = mulberry32(seed);
        const grids = county(seed);
        const under = grids[between(random, 0, grids.length - 1)]!;
        const { x, y, rings } = diamond(random, under);
        const report = checkCoverage({ grids: [...grids, { code: 'x', polygons: shape(rings) }], minAreaM2: 0 });
        expect(kinds(report)).toEqual([`contained ${under.code} x`]);
        const r = between(random, 4000, 40_000);
        const wide = shape(Int32Array.of(x - r, y, x + 7, y - r, x + r, y + 3, x, y + r));
        const over = checkCoverage({ grids: [...grids, { code: 'x', polygons: wide }], minAreaM2: 0 });
        const shared = over.findings.filter(({ kind }) => kind === 'overlap' || kind === 'contained');
        expect(shared.length).toBeGreaterThan(0);
        for (const { grids: codes } of shared) expect(codes).toContain('x');
        for (const { at, grids: codes, widthM } of shared) {
          // A mark inside a place is inside exactly the grids named; one thinner than a unit has no point inside.
          if ((widthM ?? 1) < 0.1) continue;
          const holders = [...grids, { code: 'x', polygons: wide }].filter(
            ({ polygons }) => sideOf(polygons, at[0], at[1]) === 'inside',
          );
          expect(holders.map(({ code }) => code)).toEqual(codes);
        }
      }),
      RUNS,
    );
  });

  it('is found where a grid is missing: inside as a gap, at the perimeter only with a parent', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = mulberry32(seed);
        const grids = county(seed);
        const universe = dissolve(grids.map(({ polygons }) => polygons));
        const at = between(random, 0, grids.length - 1);
        const rest = grids.filter((_, i) => i !== at);
        const isInner = at % 6 > 0 && at % 6 < 5 && at > 5 && at < 30;
        const free = checkCoverage({ grids: rest, minAreaM2: 0 });
        const bound = checkCoverage({ grids: rest, universe, minAreaM2: 0 });
        if (isInner) expect(free.gapM2).toBeCloseTo(totalAreaM2(grids[at]!.polygons), 2);
        expect(bound.gapM2).toBeCloseTo(totalAreaM2(grids[at]!.polygons), 2);
        expect(defects(bound).length).toBe(grids[at]!.polygons.length);
      }),
      RUNS,
    );
  });

  it('adds up when many grids are moved: covered, gaps and overlaps make the whole', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = mulberry32(seed);
        const grids = county(seed);
        const universe = dissolve(grids.map(({ polygons }) => polygons));
        const damaged = grids.map((grid) =>
          random() < 0.3
            ? { ...grid, polygons: moved(grid.polygons, 1, between(random, -900, 900), between(random, -900, 900)) }
            : grid,
        );
        const report = checkCoverage({ grids: damaged, universe, minAreaM2: 0 });
        expect((report.coveredM2 - report.outsideM2 + report.gapM2) / report.universeM2!).toBeCloseTo(1, 5);
        const gapSum = report.findings
          .filter(({ kind }) => kind.startsWith('gap') || kind === 'missing-cell')
          .reduce((sum, { areaM2 }) => sum + areaM2!, 0);
        expect(gapSum).toBeCloseTo(report.gapM2, 3);
        const overlapSum = report.findings
          .filter(({ kind }) => kind === 'overlap')
          .reduce((sum, { areaM2 }) => sum + areaM2!, 0);
        expect(overlapSum / report.overlapM2).toBeCloseTo(1, 5);
      }),
      RUNS,
    );
  });

  it('gives the same report for any order of grids, parts, holes and ring starts', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = mulberry32(seed);
        const grids = county(seed)
          .filter(() => random() > 0.05)
          .map((grid) =>
            random() < 0.2 ? { ...grid, polygons: moved(grid.polygons, 1, between(random, -90, 90), 31) } : grid,
          );
        const turned = shuffle(
          random,
          grids.map(({ code, polygons }) => ({ code, polygons: turnedShape(random, polygons) })),
        );
        expect(comparable(checkCoverage({ grids: turned }))).toEqual(comparable(checkCoverage({ grids })));
      }),
      RUNS,
    );
  });

  it('gives the same report with buildings and ground that is excluded, too', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = mulberry32(seed);
        const grids = county(seed).filter(() => random() > 0.05);
        const turned = shuffle(
          random,
          grids.map(({ code, polygons }) => ({ code, polygons: turnedShape(random, polygons) })),
        );
        const ground = {
          universe: dissolve(county(seed).map(({ polygons }) => polygons)),
          exclusions: [1, 2].map(() => [diamond(random, grids[between(random, 0, grids.length - 1)]!).rings]),
          points: buildings(random, grids),
          minAreaM2: 0,
        };
        const other = { ...ground, exclusions: turnedShape(random, ground.exclusions) };
        expect(comparable(checkCoverage({ grids: turned, ...other }))).toEqual(
          comparable(checkCoverage({ grids, ...ground })),
        );
      }),
      FEW_RUNS,
    );
  });

  it('gives the same findings of the same size when everything is shifted by whole units', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = mulberry32(seed);
        const grids = county(seed).map((grid) =>
          random() < 0.2 ? { ...grid, polygons: moved(grid.polygons, 1, between(random, -90, 90), 31) } : grid,
        );
        const east = between(random, -1_000_000, 1_000_000);
        const shifted = grids.map((grid) => ({ ...grid, polygons: moved(grid.polygons, 1, east, 0) }));
        const sizes = (list: readonly CoverageGrid[]): string[] =>
          checkCoverage({ grids: list, minAreaM2: 0 })
            .findings.map(({ kind, severity, grids: codes, sliver, repair, areaM2, vertices }) =>
              [kind, severity, codes, sliver, repair, areaM2?.toFixed(4), vertices.length].join(' '),
            )
            .sort();
        expect(sizes(shifted)).toEqual(sizes(grids));
      }),
      FEW_RUNS,
    );
  });
});

/** Some buildings, some of unknown accuracy, some assigned by hand, some with a ground plan. */
function buildings(random: Random, grids: readonly CoverageGrid[]): CoveragePoints {
  const spots = Array.from({ length: 40 }, () => {
    const ring = grids[between(random, 0, grids.length - 1)]!.polygons[0]![0]!;
    const corner = 2 * between(random, 0, ring.length / 2 - 1);
    return [ring[corner]! + between(random, -900, 900), ring[corner + 1]! + between(random, -900, 900)] as const;
  });
  return {
    xy: Int32Array.from(spots.flat()),
    households: Int32Array.from(spots, () => between(random, -1, 40)),
    codes: spots.map((_, i) => `p${i}`),
    accuracyM: Float64Array.from(spots, () => (random() < 0.5 ? Number.NaN : between(random, 1, 30))),
    footprints: spots.map(([x, y]) =>
      random() < 0.5
        ? null
        : shape(Int32Array.of(x - 500, y - 400, x + 500, y - 400, x + 500, y + 400, x - 500, y + 400)),
    ),
    overrides: spots.map(() => (random() < 0.8 ? null : grids[between(random, 0, grids.length - 1)]!.code)),
  };
}

function turnedShape(random: Random, polygons: MultiPolygon): MultiPolygon {
  const turn = (ring: Ring): Ring => {
    const from = 2 * between(random, 0, ring.length / 2 - 1);
    return Int32Array.from([...ring.slice(from), ...ring.slice(0, from)]);
  };
  return shuffle(
    random,
    polygons.map(([shell, ...holes]) => [turn(shell!), ...shuffle(random, holes.map(turn))]),
  );
}
