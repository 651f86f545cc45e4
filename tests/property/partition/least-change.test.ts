/**
 * What least change leaves alone: a grid that is lawful today keeps its cells and its code, unless it is joined to a grid that
 * had to be divided anew by grids that all change too.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANGE_LEAST } from '../../../server/partition/change-less.ts';
import { proposeAtOnce } from '../../../server/partition/propose.ts';
import type { PresentPlan, ProposalRequest } from '../../../server/partition/request.ts';
import { drifted } from '../../support/partition/drifted.ts';
import { latticeGraph, requestFor } from '../../support/partition/lattice-graph.ts';
import { testCounty } from '../../support/partition/test-county.ts';
import { mulberry32 } from '../../support/random.ts';

interface Outcome {
  readonly grids: number;
  readonly unlawful: number;
  /** Lawful grids that change. */
  readonly drawnIn: number;
  /** Groups of neighbours that change although all of them were lawful. */
  readonly needless: readonly (readonly number[])[];
}

/** Without a word from the engine: from the cells before and after alone. */
function judged(request: ProposalRequest): Outcome {
  const { graph, present, standard } = request;
  const proposal = proposeAtOnce(request, CHANGE_LEAST);
  const rows = [...present.grids.keys()];
  const cellsIn = (of: ArrayLike<number>, row: number) =>
    [...graph.cells.ids.keys()].filter((cell) => of[cell] === row);
  const after = new Set(proposal.grids.map(({ code }, row) => `${code} ${cellsIn(proposal.gridOf, row)}`));
  const hasChanged = rows.map((row) => !after.has(`${present.grids[row]!.code} ${cellsIn(present.gridOf, row)}`));
  const beside = rows.map(() => new Set<number>());
  const isBesideOpen = rows.map(() => false);
  graph.arcs.left.forEach((left, arc) => {
    const [one, other] = [present.gridOf[left]!, present.gridOf[graph.arcs.right[arc]!]!];
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      if (from < 0) continue;
      if (to < 0) isBesideOpen[from] = true;
      else if (to !== from) beside[from]!.add(to);
    }
  });
  const isLawful = rows.map((row) => {
    const cells = cellsIn(present.gridOf, row);
    const households = cells.reduce((sum, cell) => sum + Math.max(0, graph.cells.households[cell]!), 0);
    // A tower by itself is nobody's fault.
    const isTower = households > standard.max && cells.some((cell) => graph.cells.households[cell] === households);
    const isInside = households >= standard.min && (households <= standard.max || isTower);
    return isInside && !isBesideOpen[row] && isWhole(request, cells);
  });
  const seen = new Set<number>();
  const needless: number[][] = [];
  for (const first of rows) {
    if (!hasChanged[first] || seen.has(first)) continue;
    const group = [first];
    seen.add(first);
    for (const row of group) {
      for (const other of beside[row]!) {
        if (!hasChanged[other] || seen.has(other)) continue;
        seen.add(other);
        group.push(other);
      }
    }
    if (group.every((row) => isLawful[row])) needless.push(group);
  }
  return {
    grids: rows.length,
    unlawful: isLawful.filter((one) => !one).length,
    drawnIn: rows.filter((row) => hasChanged[row] && isLawful[row]).length,
    needless,
  };
}

function isWhole({ graph }: ProposalRequest, cells: readonly number[]): boolean {
  const own = new Set(cells);
  const found = new Set(cells.slice(0, 1));
  for (let size = 0; size < found.size; ) {
    size = found.size;
    graph.arcs.left.forEach((left, arc) => {
      const right = graph.arcs.right[arc]!;
      if (graph.arcs.connects[arc] === 0 || !own.has(left) || !own.has(right)) return;
      if (found.has(left)) found.add(right);
      else if (found.has(right)) found.add(left);
    });
  }
  return found.size === own.size;
}

const ACROSS = 8;
const DOWN = 6;

/** Grids that grew from some cells of a lattice, some of them locked, and cells that are in none. */
const townToRepair: fc.Arbitrary<ProposalRequest> = fc
  .record({
    households: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: ACROSS * DOWN, maxLength: ACROSS * DOWN }),
    seeds: fc.uniqueArray(fc.integer({ min: 0, max: ACROSS * DOWN - 1 }), { minLength: 4, maxLength: 9 }),
    order: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
    locked: fc.array(fc.constantFrom(true, false, false, false, false), { minLength: 9, maxLength: 9 }),
    open: fc.array(fc.integer({ min: 0, max: ACROSS * DOWN - 1 }), { maxLength: 2 }),
  })
  .map(({ households, seeds, order, locked, open }) => {
    const rows = Array.from({ length: DOWN }, (_, y) => households.slice(ACROSS * y, ACROSS * (y + 1)));
    const gridOf = new Int32Array(ACROSS * DOWN).fill(-1);
    seeds.forEach((cell, row) => {
      gridOf[cell] = row;
    });
    for (let step = 0; gridOf.includes(-1); step++) {
      const rim = [...gridOf.keys()].filter((cell) => gridOf[cell]! < 0 && besideOf(cell).some((c) => gridOf[c]! >= 0));
      const cell = rim[order[step % order.length]! % rim.length]!;
      gridOf[cell] = gridOf[besideOf(cell).find((c) => gridOf[c]! >= 0)!]!;
    }
    for (const cell of open) if (!seeds.includes(cell)) gridOf[cell] = -1;
    const grids: PresentPlan['grids'] = seeds.map((_, row) => ({
      code: `G${row}`,
      role: locked[row] ? 'locked' : 'free',
    }));
    return requestFor(latticeGraph(rows), { min: 80, max: 190 }, { present: { grids, gridOf } });
  });

function besideOf(cell: number): number[] {
  const [x, y] = [cell % ACROSS, Math.floor(cell / ACROSS)];
  const around = [
    [x - 1, y],
    [x + 1, y],
    [x, y - 1],
    [x, y + 1],
  ] as const;
  return around.filter(([a, b]) => a >= 0 && a < ACROSS && b >= 0 && b < DOWN).map(([a, b]) => ACROSS * b + a);
}

describe('least change', () => {
  it('leaves lawful grids of a drifted county alone that are not next to what is divided anew', () => {
    const all = [31, 41].flatMap((seed) =>
      testCounty({ seed, across: 4, down: 2 }).map((community, i) =>
        judged(drifted(community, { min: 150, max: 400 }, mulberry32(900 + seed + i))),
      ),
    );
    expect(all.flatMap(({ needless }) => needless)).toEqual([]);
    const sum = (count: (one: Outcome) => number) => all.reduce((total, one) => total + count(one), 0);
    expect([sum(({ unlawful }) => unlawful) > 20, sum(({ drawnIn }) => drawnIn) > 5]).toEqual([true, true]);
    expect(sum(({ grids }) => grids)).toBeGreaterThan(150);
  });

  it('does so on small towns of every shape, with locks and with cells in no grid', () => {
    const seen = { still: 0, drawnIn: 0 };
    fc.assert(
      fc.property(townToRepair, (request) => {
        const { grids, unlawful, drawnIn, needless } = judged(request);
        expect(needless).toEqual([]);
        seen.drawnIn += drawnIn;
        seen.still += grids - unlawful - drawnIn;
      }),
      { seed: 3, numRuns: 150 },
    );
    expect([seen.still > 50, seen.drawnIn > 50]).toEqual([true, true]);
  });
});
