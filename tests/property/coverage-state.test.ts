/** A kept check after any edits against a full check of the same grids: the same report to the last bit. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CoverageGrid,
  type CoverageInput,
  type CoverageReport,
  checkCoverage,
} from '../../server/geometry/coverage.ts';
import { type CoverageEdit, CoverageState } from '../../server/geometry/coverage-state.ts';
import { dissolve } from '../../server/geometry/dissolve.ts';
import type { MultiPolygon } from '../../server/geometry/polygon.ts';
import { between, mulberry32, type Random } from '../support/random.ts';
import { movedVertex, randomEdit } from '../support/random-edits.ts';
import { box, moved, smallShape } from '../support/shapes.ts';
import { randomPoints, syntheticCounty } from '../support/synthetic-county.ts';

const SEED = 20261122;
const seeds = fc.integer({ min: 1, max: 1_000_000 });

function countyOf(random: Random, grids: number, vertices: number): CoverageGrid[] {
  const shapes = syntheticCounty({ grids, vertices, seed: between(random, 1, 1e6), enclaves: 0.1 });
  return shapes.map((polygons, i) => ({ code: `g${i * 3}`, polygons }));
}

/** With or without a parent, exclusions, and everything that is known of buildings. */
function inputOf(random: Random, grids: readonly CoverageGrid[], points: number): CoverageInput {
  const shapes = grids.map(({ polygons }) => polygons);
  return {
    grids,
    minAreaM2: random() < 0.5 ? 0 : 40,
    ...(random() < 0.5 ? { universe: moved(dissolve(shapes), 1, between(random, 0, 1) * 300, 0) } : {}),
    ...(random() < 0.2 ? { exclusions: moved(shapes[0]!, 1, 4000, 3000) } : {}),
    points: pointsIn(random, shapes, points),
  };
}

function pointsIn(
  random: Random,
  shapes: readonly MultiPolygon[],
  count: number,
): NonNullable<CoverageInput['points']> {
  const xy = randomPoints(shapes, count, between(random, 1, 1e6));
  // Some on a border, at a vertex.
  for (let i = 0; i < count; i += 5) xy.set(shapes[i % shapes.length]![0]![0]!.subarray(0, 2), 2 * i);
  const each = <T>(make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
  const plan = (i: number): MultiPolygon => [
    [box(xy[2 * i]! - 900, xy[2 * i + 1]! - 700, xy[2 * i]! + 900, xy[2 * i + 1]! + 700)],
  ];
  return {
    xy,
    households: Int32Array.from(each((i) => (i % 7) - 1)),
    codes: each((i) => `b${i % 37}`),
    ...(random() < 0.4 ? { overrides: each((i) => (i % 4 === 0 ? `g${(i % 9) * 3}` : null)) } : {}),
    ...(random() < 0.4 ? { accuracyM: Float64Array.from(each((i) => (i % 3 === 0 ? Number.NaN : (i * 7) % 30))) } : {}),
    ...(random() < 0.4 ? { footprints: each((i) => (i % 3 === 0 ? null : plan(i))) } : {}),
  };
}

/** The report, or why there is none. */
function outcome(make: () => CoverageReport): CoverageReport | string {
  try {
    return make();
  } catch (error) {
    return String(error);
  }
}

/** Changes the state and compares it with a full check; a full check that throws must leave the state as it was. */
function expectSameAfter(edit: CoverageEdit, state: CoverageState, input: CoverageInput): void {
  const { set = [], remove = [] } = edit;
  const changed = new Set([...remove, ...set.map(({ code }) => code)]);
  const grids = [...state.grids.filter(({ code }) => !changed.has(code)), ...set];
  const before = state.report;
  const ids = new Set(before.findings.map(({ id }) => id));
  const full = outcome(() => checkCoverage({ ...input, grids }));
  let step = { added: [] as readonly string[], gone: [] as readonly string[] };
  const kept = outcome(() => {
    const { report, ...others } = state.change(edit);
    step = others;
    return report;
  });
  if (typeof full === 'string') expect([typeof kept, state.report]).toStrictEqual(['string', before]);
  else if (!isDeepStrictEqual(kept, full)) expect(kept).toStrictEqual(full);
  const now = new Set(state.report.findings.map(({ id }) => id));
  expect([...step.added].sort()).toEqual([...now].filter((id) => !ids.has(id)).sort());
  expect([...step.gone].sort()).toEqual([...ids].filter((id) => !now.has(id)).sort());
}

describe('a kept check', () => {
  it('says what a full check says after any edits of a small county, and the first report when they are undone', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = mulberry32(seed);
        const grids = countyOf(random, between(random, 2, 25), between(random, 4, 14));
        const input = inputOf(random, grids, between(random, 0, 40));
        const state = new CoverageState(input);
        const first = state.report;
        expect(first).toStrictEqual(checkCoverage(input));
        for (let step = 0; step < 10; step++) expectSameAfter(randomEdit(random, state.grids, grids), state, input);
        const original = new Set(grids.map(({ code }) => code));
        state.change({ set: grids, remove: state.grids.map(({ code }) => code).filter((code) => !original.has(code)) });
        expect(state.report).toStrictEqual(first);
      }),
      { seed: SEED, numRuns: 25 },
    );
  });

  it('does so in a larger county, where most of it is far from each edit', () => {
    const random = mulberry32(SEED);
    for (const withParent of [false, true]) {
      const grids = countyOf(random, 150, 8);
      const { universe, ...open } = inputOf(random, grids, 300);
      const input = withParent
        ? { ...open, universe: universe ?? dissolve(grids.map(({ polygons }) => polygons)) }
        : open;
      const state = new CoverageState(input);
      for (let step = 0; step < 25; step++) expectSameAfter(randomEdit(random, state.grids, grids), state, input);
    }
  });

  it('does so while the borders of neighbours are dragged together', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = mulberry32(seed);
        const grids = countyOf(random, 16, 12);
        const input = inputOf(random, grids, 20);
        const state = new CoverageState(input);
        const ring = grids[between(random, 0, 15)]!.polygons[0]![0]!;
        const at = 2 * between(random, 0, ring.length / 2 - 1);
        let [x, y] = [ring[at]!, ring[at + 1]!];
        for (let frame = 0; frame < 8; frame++) {
          const [dx, dy] = [between(random, -600, 600), between(random, -600, 600)];
          const set = state.grids
            .map((grid) => ({ ...grid, polygons: movedVertex(grid.polygons, [x, y], dx, dy) }))
            .filter(({ polygons }, i) => polygons !== state.grids[i]!.polygons);
          expectSameAfter({ set }, state, input);
          [x, y] = [x + dx, y + dy];
        }
      }),
      { seed: SEED, numRuns: 15 },
    );
  });

  it('says what a full check says of shapes full of coincidences', () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }));
    const scenes = fc.record({
      edits: fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.option(smallShape(12))), {
        minLength: 2,
        maxLength: 16,
      }),
      universe: fc.option(smallShape(12)),
      places: fc.array(place, { maxLength: 8 }),
      minAreaM2: fc.constantFrom(0, 1, 30),
    });
    fc.assert(
      fc.property(scenes, ({ edits, universe, places, minAreaM2 }) => {
        const at = (shape: MultiPolygon): MultiPolygon => moved(shape, 300, 1_170_000_000, 300_000_000);
        const input: CoverageInput = {
          grids: [],
          minAreaM2,
          ...(universe === null ? {} : { universe: at(universe) }),
          points: {
            xy: Int32Array.from(places.flatMap(([x, y]) => [1_170_000_000 + 300 * x, 300_000_000 + 300 * y])),
            households: Int32Array.from(places, (_, i) => i - 1),
            codes: places.map((_, i) => `p${i % 5}`),
          },
        };
        const state = new CoverageState(input);
        for (const [number, shape] of edits) {
          const code = `g${number}`;
          expectSameAfter(shape === null ? { remove: [code] } : { set: [{ code, polygons: at(shape) }] }, state, input);
        }
      }),
      { seed: SEED, numRuns: 150 },
    );
  });
});
