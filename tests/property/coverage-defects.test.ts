/** Damage put into an exact coverage at random: everything is found, nothing else is, in whatever order the grids come. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CoverageGrid,
  type CoveragePoints,
  type CoverageReport,
  checkCoverage,
} from '../../server/geometry/coverage.ts';
import { dissolve } from '../../server/geometry/dissolve.ts';
import { innerPoint } from '../../server/geometry/inner-point.ts';
import { toDegrees } from '../../server/geometry/lattice.ts';
import { checkLayer } from '../../server/geometry/layer-check.ts';
import type { MultiPolygon, Polygon, Ring } from '../../server/geometry/polygon.ts';
import { DEFECTS, plantIn } from '../support/defects/catalogue.ts';
import { boxAround, isIn, judge, type Planted } from '../support/defects/planted.ts';
import { pointsOf } from '../support/defects/point-list.ts';
import { RING_DAMAGE } from '../support/defects/ring-damage.ts';
import { cleanScene, findingsOf, gridOf, outerGrid, plotsOf, type Scene } from '../support/defects/scene.ts';
import { between, mulberry32, type Random, shuffle } from '../support/random.ts';
import { box, moved, shape } from '../support/shapes.ts';
import { syntheticCounty } from '../support/synthetic-county.ts';

const RUNS = { seed: 20261122, numRuns: 30 };
const FEW_RUNS = { ...RUNS, numRuns: 15 };
const seeds = fc.integer({ min: 1, max: 1_000_000 });

function county(seed: number): CoverageGrid[] {
  const shapes = syntheticCounty({ grids: 36, vertices: 16, seed, enclaves: 0.1 });
  return shapes.map((polygons, i) => ({ code: `g${String(i).padStart(3, '0')}`, polygons }));
}

/** Findings but for the second parts that this county gives some grids, and the holes they fill. */
function defects(report: CoverageReport): CoverageReport['findings'] {
  return report.findings.filter(({ kind }) => kind !== 'multipart' && kind !== 'enclave');
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

  it.each(DEFECTS.map((defect) => [defect.name, defect] as const))('is found: %s, in every size', (_, defect) => {
    fc.assert(
      fc.property(seeds, (seed) => {
        for (const areaM2 of defect.sizes.length === 0 ? [1] : defect.sizes) {
          const random = mulberry32(seed);
          const scene = cleanScene(3, seed);
          const plots = plotsOf(scene).filter((plot) => !defect.atOutline || outerGrid(scene, plot) !== null);
          const plot = plots[between(random, 0, plots.length - 1)]!;
          expectFound(scene, [plantIn(scene, plot, defect, areaM2, random)]);
        }
      }),
      { ...RUNS, numRuns: 8 },
    );
  });

  it('is found when it is all over the county', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = mulberry32(seed);
        const scene = cleanScene(4, seed);
        const all = plotsOf(scene).map((plot) => {
          const fitting = DEFECTS.filter(({ atOutline }) => !atOutline || outerGrid(scene, plot) !== null);
          const defect = fitting[between(random, 0, fitting.length - 1)]!;
          return plantIn(scene, plot, defect, defect.sizes[between(random, 0, defect.sizes.length - 1)] ?? 1, random);
        });
        expectFound(scene, all);
      }),
      RUNS,
    );
  });

  it.each(Object.entries(RING_DAMAGE))('is told with its place when a ring is no ring: %s', (_, damage) => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = mulberry32(seed);
        const scene = cleanScene(2, seed);
        const code = gridOf(plotsOf(scene)[between(random, 0, 3)]!);
        const { polygons, reason, box } = damage(scene.grids.get(code)![0]![0]!, random);
        scene.grids.set(code, polygons);
        const features = [...scene.grids].map(([one, shapes]) => ({ code: one, polygons: shapes.map(inDegrees) }));
        const { findings } = checkLayer(features, { universe: scene.universe, minAreaM2: 0 });
        const told = findings.filter(({ kind }) => kind === 'invalid-ring');
        expect(told.map(({ grids, detail }) => [...grids, detail.reason])).toContainEqual([code, reason]);
        expect(told.filter(({ grids }) => grids[0] !== code)).toEqual([]);
        const places = told.filter(({ detail }) => detail.reason === reason).map(({ at }) => at);
        expect([places, box, places.some((at) => isIn(box, ...at))]).toEqual([places, box, true]);
        // Beside a ring that cannot be judged there may be ground that it does not even enclose; nowhere else is anything said.
        const others = findings.filter(({ kind }) => kind !== 'invalid-ring');
        const around = boxAround(...polygons.map(([shell]) => shell!));
        expect(others.filter(({ at }) => !isIn(around, ...at))).toEqual([]);
      }),
      { ...RUNS, numRuns: 8 },
    );
  });

  it('is found where a corner at the perimeter is moved off its neighbour, as a pocket open to the outside', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = mulberry32(seed);
        const grids = county(seed);
        const at = between(random, 1, 5);
        const [shell, ...holes] = grids[at]!.polygons[0]!;
        // The ring starts where the grid, its western neighbour and the southern perimeter meet, and runs along the latter.
        const [x, y, nextX, nextY] = shell!;
        const share = between(random, 20, 400) / Math.hypot(nextX! - x!, nextY! - y!);
        const moved = shell!
          .with(0, Math.round(x! + share * (nextX! - x!)))
          .with(1, Math.round(y! + share * (nextY! - y!)));
        const damaged = grids.with(at, {
          ...grids[at]!,
          polygons: [[moved, ...holes], ...grids[at]!.polygons.slice(1)],
        });
        const found = defects(checkCoverage({ grids: damaged, minAreaM2: 0 })).filter(
          ({ kind }) => kind === 'gap-open',
        );
        expect(found.map(({ grids: codes }) => codes)).toEqual([[grids[at - 1]!.code, grids[at]!.code]]);
        expect(found[0]!.detail.mouthM as number).toBeLessThan(4.5);
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
          exclusions: [1, 2].map(() => [lake(random, grids[between(random, 0, grids.length - 1)]!)]),
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

/** With the outline as universe and without. */
function expectFound(scene: Scene, all: readonly Planted[]): void {
  for (const withUniverse of [true, false]) {
    const verdict = judge(findingsOf(scene, withUniverse), all, (one) =>
      withUniverse ? one.expected : one.withoutUniverse,
    );
    expect(verdict).toEqual({ missed: [], falseAlarms: [] });
  }
}

function inDegrees(polygon: Polygon): number[][][] {
  return polygon.map((ring) => pointsOf(ring).map(([x, y]) => [toDegrees(x), toDegrees(y)]));
}

/** A square somewhere on a grid; it may reach over its borders. */
function lake(random: Random, { polygons }: CoverageGrid): Ring {
  const [x, y] = innerPoint(polygons);
  const r = between(random, 1, 3000);
  return box(x - r, y - r, x + r, y + r);
}

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
