/** On ground that nobody made up for it: best shape is no less round than what balanced gives, and never further outside. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkProposal } from '../../../server/partition/checker/check-proposal.ts';
import { METHODS, type MethodName } from '../../../server/partition/methods.ts';
import { proposeAtOnce } from '../../../server/partition/propose.ts';
import type { ProposalRequest } from '../../../server/partition/request.ts';
import { drifted } from '../../support/partition/drifted.ts';
import { latticeGraph, requestFor } from '../../support/partition/lattice-graph.ts';
import { testCounty } from '../../support/partition/test-county.ts';
import { mulberry32 } from '../../support/random.ts';

interface Shape {
  /** Mean Polsby–Popper. */
  readonly roundness: number;
  /** Households outside the standard. */
  readonly outside: number;
}

/** From cells and arcs alone. Grids in parts are no plan, and have no shape. */
function shapeOf({ graph, standard: { min, max } }: ProposalRequest, gridOf: ArrayLike<number>): Shape {
  const { cells, arcs } = graph;
  const sums = new Map<number, { households: number; area: number; outline: number }>();
  const sumOf = (cell: number) => {
    const grid = gridOf[cell]!;
    const sum = sums.get(grid) ?? { households: 0, area: 0, outline: 0 };
    sums.set(grid, sum);
    return sum;
  };
  cells.ids.forEach((_, cell) => {
    const sum = sumOf(cell);
    sum.households += cells.households[cell]!;
    sum.area += cells.areaCm2[cell]!;
    sum.outline += cells.outerCm[cell]!;
  });
  arcs.left.forEach((left, arc) => {
    const right = arcs.right[arc]!;
    if (gridOf[left] === gridOf[right]) return;
    sumOf(left).outline += arcs.lenCm[arc]!;
    sumOf(right).outline += arcs.lenCm[arc]!;
  });
  const all = [...sums.values()];
  const roundness = all.reduce((sum, { area, outline }) => sum + (4 * Math.PI * area) / outline ** 2, 0) / all.length;
  const outside = all.reduce((sum, one) => sum + Math.max(0, min - one.households, one.households - max), 0);
  return { roundness, outside };
}

function proposed(request: ProposalRequest, method: MethodName): Shape {
  const proposal = proposeAtOnce(request, METHODS[method]);
  expect(checkProposal(request, proposal, true)).toEqual([]);
  return shapeOf(request, proposal.gridOf);
}

function compared(request: ProposalRequest): { present: Shape; balanced: Shape; best: Shape } {
  const present = shapeOf(request, request.present.gridOf);
  const [balanced, best] = [proposed(request, 'balanced'), proposed(request, 'best-shape')];
  expect(best.outside).toBeLessThanOrEqual(balanced.outside);
  if (best.outside === balanced.outside) expect(best.roundness).toBeGreaterThanOrEqual(balanced.roundness - 1e-9);
  return { present, balanced, best };
}

describe('best shape', () => {
  it('is rounder than balanced and than the present grids in a county, road or river', () => {
    const settings = [
      { seed: 611, across: 4, down: 3, compoundShare: 0.3 },
      { seed: 612, across: 4, down: 3, barrierShare: 0.15, compoundShare: 0.3 },
    ];
    const all = settings.flatMap((one) =>
      testCounty(one).map((community, i) =>
        compared(drifted(community, { min: 150, max: 400 }, mulberry32(one.seed + i))),
      ),
    );
    expect(all).toHaveLength(24);
    for (const { present, best } of all) {
      expect(best.outside).toBeLessThanOrEqual(present.outside);
      if (best.outside === present.outside) expect(best.roundness).toBeGreaterThanOrEqual(present.roundness);
    }
    // Of grids outside the standard some are rounder than any lawful ones.
    expect(all.filter(({ present, best }) => best.roundness > present.roundness).length).toBeGreaterThanOrEqual(20);
    const mean = (of: (typeof all)[number]['best'][]) => of.reduce((sum, one) => sum + one.roundness, 0) / of.length;
    expect(mean(all.map(({ best }) => best))).toBeGreaterThan(mean(all.map(({ balanced }) => balanced)) + 0.02);
  });

  it('is so in small towns that a river divides, whose parts are weighed together', () => {
    let rounder = 0;
    fc.assert(
      fc.property(town, (request) => {
        const { balanced, best } = compared(request);
        rounder += Number(best.outside === balanced.outside && best.roundness > balanced.roundness + 1e-9);
      }),
      { seed: 5, numRuns: 60 },
    );
    expect(rounder).toBeGreaterThan(10);
  });
});

const ACROSS = 7;
const DOWN = 6;

/** Strips and odd cells over a lattice; a wall between two of its rows. */
const town: fc.Arbitrary<ProposalRequest> = fc
  .record({
    households: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: ACROSS * DOWN, maxLength: ACROSS * DOWN }),
    wall: fc.integer({ min: 0, max: DOWN - 1 }),
    width: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ households, wall, width }) => {
    const rows = Array.from({ length: DOWN }, (_, y) => households.slice(ACROSS * y, ACROSS * (y + 1)));
    const walls = Array.from({ length: ACROSS }, (_, x) => [ACROSS * wall + x, ACROSS * (wall + 1) + x] as const);
    const strips = Math.ceil(ACROSS / width);
    const gridOf = Int32Array.from(households, (_, cell) => {
      const side = Number(Math.floor(cell / ACROSS) > wall);
      return strips * side + Math.floor((cell % ACROSS) / width);
    });
    const grids = Array.from({ length: 2 * strips }, (_, row) => ({ code: `G${row}`, role: 'free' as const }));
    const present = { grids, gridOf };
    return requestFor(latticeGraph(rows, { walls }), { min: 60, max: 160 }, { present });
  });
