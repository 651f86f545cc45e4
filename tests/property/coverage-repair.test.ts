/**
 * Repairs of coverages damaged at random: what is previewed mends the finding, breaks nothing, loses no building, invents no
 * ground and changes nobody who is not concerned. What cannot be mended so is refused.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doubledArea, totalAreaM2 } from '../../server/geometry/area.ts';
import { commonArea } from '../../server/geometry/common-area.ts';
import { type CoverageInput, checkCoverage } from '../../server/geometry/coverage.ts';
import type { CoverageFinding } from '../../server/geometry/coverage-report.ts';
import { dissolve } from '../../server/geometry/dissolve.ts';
import { inheritIds } from '../../server/geometry/finding-identity.ts';
import { sideOf } from '../../server/geometry/point-in-polygon.ts';
import type { MultiPolygon } from '../../server/geometry/polygon.ts';
import { type GridChange, type MendedFinding, previewRepair, repairKindOf } from '../../server/geometry/repair.ts';
import { repairAll } from '../../server/geometry/repair-all.ts';
import { applied } from '../../server/geometry/repair-surroundings.ts';
import { county, damaged, isValid } from '../support/damaged-county.ts';
import { moved, smallShape } from '../support/shapes.ts';
import { randomPoints } from '../support/synthetic-county.ts';

const RUNS = { seed: 20261125, numRuns: 3 };
const seeds = fc.integer({ min: 1, max: 1_000_000 });

interface Coverage {
  readonly input: CoverageInput;
  readonly points: Int32Array;
}

function damagedCounty(seed: number, hasParent: boolean, minAreaM2: number): Coverage {
  const whole = county(seed, 16);
  const shapes = whole.map(({ polygons }) => polygons);
  const points = randomPoints(shapes, 100, seed);
  const input = {
    grids: damaged(whole, seed, 4),
    ...(hasParent ? { universe: dissolve(shapes) } : {}),
    points: buildings(points),
    minAreaM2,
  };
  return { input, points };
}

function buildings(xy: Int32Array): NonNullable<CoverageInput['points']> {
  const codes = Array.from({ length: xy.length / 2 }, (_, i) => `p${i}`);
  return { xy, households: Int32Array.from(codes, (_, i) => i % 7), codes };
}

/** Some shapes on each other on a lattice so small that most crossings are off it, blown up to metres. */
function smallLayer(scale: number): fc.Arbitrary<Coverage> {
  const size = 9;
  const xy: number[] = [];
  for (let x = 0; x <= size; x++) for (let y = 0; y <= size; y++) xy.push(x * scale, y * scale);
  const points = Int32Array.from(xy);
  return fc
    .record({ shapes: fc.array(smallShape(size), { minLength: 2, maxLength: 4 }), parent: fc.option(smallShape(size)) })
    .map(({ shapes, parent }) => ({
      input: {
        grids: shapes.map((polygons, i) => ({ code: `g${i}`, polygons: moved(polygons, scale, 0, 0) })),
        ...(parent === null ? {} : { universe: moved(parent, scale, 0, 0) }),
        points: buildings(points),
        minAreaM2: 0,
      },
      points,
    }));
}

describe('a repair of a damaged coverage', () => {
  it.each([
    ['with a parent', true, 0],
    ['without one', false, 0],
    ['with a threshold', false, 1],
  ])('keeps every promise, %s', (_, hasParent, minAreaM2) => {
    let repairs = 0;
    fc.assert(
      fc.property(seeds, (seed) => {
        repairs += proveAll(damagedCounty(seed, hasParent, minAreaM2));
      }),
      RUNS,
    );
    expect(repairs).toBeGreaterThan(10);
  });

  it.each([1, 3, 1000])('keeps every promise where corners are off the lattice, at %d units', (scale) => {
    let repairs = 0;
    fc.assert(
      fc.property(smallLayer(scale), (coverage) => {
        repairs += proveAll(coverage);
      }),
      { ...RUNS, numRuns: 25 },
    );
    expect(repairs).toBeGreaterThan(10);
  });
});

describe('repairing all of a damaged coverage', () => {
  it('leaves valid grids, every building that was covered, and none of the findings it calls repaired', () => {
    fc.assert(
      fc.property(seeds, fc.boolean(), (seed, hasParent) => {
        const { input, points } = damagedCounty(seed, hasParent, 0);
        const { findings } = checkCoverage(input);
        const done = repairAll(input, findings, { missingCells: true });
        expect(repairAll(input, [...findings].reverse(), { missingCells: true })).toEqual(done);
        expect([...done.repaired, ...done.left.map(({ finding }) => finding)].sort()).toEqual(
          findings.map(({ id }) => id).sort(),
        );
        const after = inheritIds(findings, checkCoverage({ ...input, grids: done.grids }).findings);
        expect(after.filter(({ id }) => done.repaired.includes(id))).toEqual([]);
        for (const { polygons } of done.grids) expect(isValid(polygons)).toBe(true);
        expect(applied(byCode(input), done.changes)).toEqual(done.grids);
        const shapes = (grids: CoverageInput['grids']) => grids.map(({ polygons }) => polygons);
        expectKept(points, shapes(input.grids), shapes(done.grids));
        // Whatever has a repair is mended, but for what stands crosswise.
        const clear = findings.filter((finding) => repairKindOf(finding) !== null);
        const mended = clear.filter(({ id }) => done.repaired.includes(id));
        expect(mended.length).toBeGreaterThanOrEqual(clear.length * 0.6);
      }),
      RUNS,
    );
  });
});

/** How many repairs were proved. */
function proveAll({ input, points }: Coverage): number {
  const before = checkCoverage(input).findings;
  let repairs = 0;
  for (const finding of before) {
    const repair = previewRepair(input, finding, { missingCells: true });
    if (!repair.ok) continue;
    repairs += 1;
    const grids = applied(byCode(input), repair.changes);
    for (const { polygons } of grids) expect(isValid(polygons)).toBe(true);
    const shapes = (list: CoverageInput['grids']): MultiPolygon[] => list.map(({ polygons }) => polygons);
    expectKept(points, shapes(input.grids), shapes(grids));
    expectGround(input, finding, repair);
    expectOnlyConcerned(finding, repair.changes);
    const after = inheritIds(before, checkCoverage({ ...input, grids }).findings);
    expect(after.map(({ id }) => id)).not.toContain(finding.id);
    expect(unexplained(before, after, finding)).toEqual([]);
  }
  return repairs;
}

/** Entries with one code are one grid. */
function byCode({ grids }: CoverageInput): CoverageInput['grids'] {
  return [...grids].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** A building covered before is covered after, and strictly inside no more grids than one, or than before. */
function expectKept(points: Int32Array, before: readonly MultiPolygon[], after: readonly MultiPolygon[]): void {
  const lost: number[] = [];
  for (let i = 0; i < points.length; i += 2) {
    const was = before.map((shape) => sideOf(shape, points[i]!, points[i + 1]!));
    const is = after.map((shape) => sideOf(shape, points[i]!, points[i + 1]!));
    const isCovered = (sides: readonly string[]): boolean => sides.some((side) => side !== 'outside');
    const inside = (sides: readonly string[]): number => sides.filter((side) => side === 'inside').length;
    if ((isCovered(was) && !isCovered(is)) || inside(is) > Math.max(1, inside(was))) lost.push(i / 2);
  }
  expect(lost).toEqual([]);
}

/**
 * The sum of all grids changes by the finding and by nothing else: exactly where no corner had to be rounded, else by less
 * than a unit along the borders that changed.
 */
function expectGround(input: CoverageInput, finding: CoverageFinding, repair: MendedFinding): void {
  const { kind, geometry, grids, areaM2 } = finding;
  const times = {
    'give-to-neighbour': 1,
    'split-overlap': kind === 'contained' || grids.length === 1 ? -1 : 1 - grids.length,
    'cut-at-parent': -grids.length,
    'drop-duplicate': 1 - grids.length,
    'insert-vertices': 0,
  }[repair.kind];
  const expected = times * Number(doubledOf(geometry ?? []));
  const change = repair.changes.reduce(
    (sum, { before, after }) => sum + doubledOf(after ?? []) - doubledOf(before),
    0n,
  );
  const off = Math.abs(Number(change) - expected);
  const known = new Set([...input.grids.map(({ polygons }) => polygons), input.universe ?? []].flatMap(verticesOf));
  const isLattice =
    geometry !== null &&
    Math.abs(areaM2! / totalAreaM2(geometry) - 1) < 1e-7 &&
    [geometry, ...repair.changes.map(({ after }) => after ?? [])]
      .flatMap(verticesOf)
      .every((vertex) => known.has(vertex));
  if (isLattice) expect(off).toBe(0);
  const along = repair.changes.reduce(
    (sum, { before, after }) => sum + unitsAlong(before) + unitsAlong(after ?? []),
    0,
  );
  expect(off).toBeLessThanOrEqual(2 * along);
}

/** Grids the finding does not name get vertices: their borders move by less than a unit. */
function expectOnlyConcerned({ grids }: CoverageFinding, changes: readonly GridChange[]): void {
  for (const { code, before, after } of changes) {
    if (grids.includes(code)) continue;
    const { both, either } = commonArea(before, after!);
    expect(either - both).toBeLessThanOrEqual(2 * unitsAlong(before));
  }
}

/** Errors and warnings that were not there before, unless more than half of their ground was in other ones already. */
function unexplained(
  before: readonly CoverageFinding[],
  after: readonly CoverageFinding[],
  mended: CoverageFinding,
): string[] {
  const others = before.filter(({ id, severity }) => id !== mended.id && severity !== 'info');
  const known = new Set(others.map(({ id }) => id));
  const ground = others.flatMap(({ geometry }) => geometry ?? []);
  const isOld = (geometry: MultiPolygon | null): boolean => {
    if (geometry === null || ground.length === 0) return false;
    const { one, both } = commonArea(geometry, ground);
    return 2 * both > one;
  };
  return after
    .filter(({ id, severity, geometry }) => severity !== 'info' && !known.has(id) && !isOld(geometry))
    .map(({ kind, grids, at }) => `${mended.kind} → ${kind} ${grids.join(' ')} at ${at}`);
}

function doubledOf(shape: MultiPolygon): bigint {
  return shape.flat().reduce((sum, ring) => sum + doubledArea(ring), 0n);
}

function verticesOf(shape: MultiPolygon): string[] {
  return shape
    .flat()
    .flatMap((ring) => Array.from(ring.subarray(0, ring.length / 2), (_, i) => `${ring[2 * i]} ${ring[2 * i + 1]}`));
}

function unitsAlong(shape: MultiPolygon): number {
  let sum = 0;
  for (const ring of shape.flat()) {
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length;
      sum += Math.hypot(ring[j]! - ring[i]!, ring[j + 1]! - ring[i + 1]!);
    }
  }
  return sum;
}
