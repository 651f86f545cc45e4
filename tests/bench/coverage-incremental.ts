/**
 * What a planner's drag costs in a county of 10,000 grids and 330,000 vertices: a vertex of a shared border is moved in all its
 * grids and moved back, and each time the kept check gives the whole report. Clean, with 300 grids damaged, and with 100,000
 * buildings. Beside it the full check of the same county, which is what the kept one must equal.
 * Gate: the kept report equals the full one after the first moves, and the first report when all is moved back.
 */
import { isDeepStrictEqual } from 'node:util';
import { type CoverageGrid, type CoverageInput, checkCoverage } from '../../server/geometry/coverage.ts';
import { CoverageState } from '../../server/geometry/coverage-state.ts';
import { between, mulberry32 } from '../support/random.ts';
import { movedVertex } from '../support/random-edits.ts';
import { randomPoints, syntheticCounty } from '../support/synthetic-county.ts';
import { type BenchRow, median, milliseconds, mustAgree, quartiles } from './protocol.ts';

const GRIDS = 10_000;
const MOVES = 60;
/** Full checks to compare with, for the gate and for the time. */
const FULL = 3;

export async function run(): Promise<BenchRow[]> {
  const shapes = syntheticCounty({ grids: GRIDS, vertices: 33, seed: 1 });
  const clean = shapes.map((polygons, i) => ({ code: `G${String(i).padStart(6, '0')}`, polygons }));
  const points = randomPoints(shapes, 100_000, 3);
  const count = points.length / 2;
  const buildings = {
    xy: points,
    households: new Int32Array(count).fill(12),
    codes: Array.from({ length: count }, (_, i) => `b${i}`),
  };
  return [
    measure('clean', { grids: clean }),
    measure('300 grids damaged', { grids: damaged(clean) }),
    measure('clean, 100,000 buildings', { grids: clean, points: buildings }),
  ];
}

function measure(what: string, input: CoverageInput): BenchRow {
  const state = new CoverageState(input);
  const first = state.report;
  const random = mulberry32(5);
  const users = gridsByVertex(input.grids);
  const times: number[] = [];
  const full: number[] = [];
  for (let move = 0; move < MOVES; move++) {
    const { polygons } = input.grids[between(random, 0, input.grids.length - 1)]!;
    const ring = polygons[0]![0]!;
    const at = 2 * between(random, 0, ring.length / 2 - 1);
    const vertex = [ring[at]!, ring[at + 1]!] as const;
    const around = users.get(vertex.join(' '))!;
    const changed = around.map((grid) => ({ ...grid, polygons: movedVertex(grid.polygons, vertex, 40, 30) }));
    times.push(milliseconds(() => void state.change({ set: changed })));
    if (move < FULL) {
      const { grids } = state;
      let report = first;
      full.push(milliseconds(() => (report = checkCoverage({ ...input, grids }))));
      mustAgree(`${what}, move ${move}`, isDeepStrictEqual(state.report, report) ? 0 : 1);
    }
    times.push(milliseconds(() => void state.change({ set: around })));
  }
  mustAgree(`${what}, moved back`, isDeepStrictEqual(state.report, first) ? 0 : 1);
  const [low, high] = quartiles(times);
  return {
    name: `checking one of ${GRIDS} grids again, ms: ${what}`,
    ratio: median(times),
    target: '≤ 5',
    note: `quartiles ${low.toFixed(1)}–${high.toFixed(1)} ms, longest ${Math.max(...times).toFixed(0)} ms; a full check ${median(full).toFixed(0)} ms; ${first.findings.length} findings`,
  };
}

/** A vertex of every 33rd grid moved on one side only. */
function damaged(grids: readonly CoverageGrid[]): CoverageGrid[] {
  return grids.map((grid, i) => {
    if (i % 33 !== 0) return grid;
    const ring = grid.polygons[0]![0]!;
    return { ...grid, polygons: movedVertex(grid.polygons, [ring[0]!, ring[1]!], 120, 90) };
  });
}

function gridsByVertex(grids: readonly CoverageGrid[]): Map<string, CoverageGrid[]> {
  const users = new Map<string, CoverageGrid[]>();
  for (const grid of grids) {
    const own = new Set<string>();
    for (const ring of grid.polygons.flat())
      for (let i = 0; i < ring.length; i += 2) own.add(`${ring[i]} ${ring[i + 1]}`);
    for (const vertex of own) {
      const known = users.get(vertex);
      if (known === undefined) users.set(vertex, [grid]);
      else known.push(grid);
    }
  }
  return users;
}
