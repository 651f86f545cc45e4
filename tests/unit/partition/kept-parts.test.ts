/** Grids in parts that nobody asked about keep their parts where something else is put right; the checker accepts just that. */
import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../../server/partition/checker/allowed-faults.ts';
import { floods, groundOf } from '../../../server/partition/checker/ground.ts';
import type { Proposal } from '../../../server/partition/proposal.ts';
import { allowancesOf, type ProposalWay, stepsOf } from '../../../server/partition/proposal-way.ts';
import type { ProposalRequest } from '../../../server/partition/request.ts';
import { drifted } from '../../support/partition/drifted.ts';
import { latticeGraph, presentPlan, requestFor } from '../../support/partition/lattice-graph.ts';
import { testCounty } from '../../support/partition/test-county.ts';
import { mulberry32 } from '../../support/random.ts';

const STANDARD = { min: 150, max: 400 };

/** Every answer is checked by the independent checker. */
function answers(request: ProposalRequest, way: ProposalWay): Proposal[] {
  const steps = stepsOf(request, way);
  for (;;) {
    const step = steps.next();
    if (step.done !== true) continue;
    const proposals = [step.value].flat();
    for (const proposal of proposals) expect(faultsOf(request, proposal, allowancesOf(way))).toEqual([]);
    return proposals;
  }
}

const letters = ({ grids, gridOf }: Proposal): string =>
  [...gridOf].map((grid) => (grid < 0 ? '.' : (grids[grid]!.code ?? '*'))).join('');

const householdsOf = ({ grids }: Proposal, code: string): number =>
  grids.find((grid) => grid.code === code)!.households;

/** One row of cells; `walls`: cells that have a wall to their east. */
function row(households: readonly number[], plan: string, walls: readonly number[] = [], more = {}): ProposalRequest {
  const graph = latticeGraph([[...households]], { walls: walls.map((cell) => [cell, cell + 1] as const), ...more });
  return requestFor(graph, STANDARD, { present: presentPlan(plan) });
}

/** Of grids other than the first: all connected parts but the one with most households. */
function lesserParts(request: ProposalRequest): [grid: number, cells: number[]][] {
  const { neighbours, households } = groundOf(request, true);
  const { grids, gridOf } = request.present;
  const weight = (cells: readonly number[]) => cells.reduce((sum, cell) => sum + households[cell]!, 0);
  return [...grids.keys()].slice(1).flatMap((grid) => {
    const cells = [...gridOf.keys()].filter((cell) => gridOf[cell] === grid);
    const parts = floods(cells, (cell) => neighbours[cell]!).sort((a, b) => weight(b) - weight(a));
    return parts.slice(1).map((part): [number, number[]] => [grid, part]);
  });
}

describe('a grid in parts', () => {
  const FAR = row([90, 90, 90, 90, 90, 60, 60, 60, 70, 70, 100, 100, 70, 70], 'aaaaabbbccddcc');

  it('far from the grid that is put right stays one grid', () => {
    const [least] = answers(FAR, { fixHere: 0 });
    expect(letters(least!)).toBe('aaaabbbbccddcc');
    expect(least!.certificate).toMatchObject({ householdsMoved: 90, undecided: [], freeGrids: 4 });
    for (const way of answers(FAR, { fixHere: 0 })) expect(letters(way)).toMatch(/ccddcc$/);
  });

  it('beyond a river stays one grid, and is told of where it is outside the standard', () => {
    const lawful = row([90, 90, 90, 90, 90, 60, 60, 60, 160, 160], 'aaaaabbbcc', [8]);
    expect(letters(answers(lawful, { fixHere: 0 })[0]!)).toBe('aaaabbbbcc');
    expect(answers(lawful, { fixHere: 0 })[0]!.certificate.undecided).toEqual([]);
    const large = row([90, 90, 90, 90, 90, 60, 60, 60, 210, 210], 'aaaaabbbcc', [8]);
    const [way] = answers(large, { fixHere: 0 });
    expect(letters(way!)).toBe('aaaabbbbcc');
    expect(way!.certificate.undecided).toEqual([{ grid: 2, violation: 20, partly: [] }]);
  });

  it('that takes part in putting right keeps the part that does not', () => {
    const beside = row([90, 90, 90, 90, 90, 60, 60, 60, 100, 100, 50], 'aaaaabbbccb');
    const [least] = answers(beside, { fixHere: 0 });
    expect(letters(least!)).toBe('aaaabbbbccb');
    expect(householdsOf(least!, 'b')).toBe(320);
  });

  it('is given nothing that is too much for all its parts', () => {
    const full = row([90, 90, 90, 90, 90, 90, 90, 90, 100, 100, 120], 'aaaaabbbccb');
    for (const way of answers(full, { fixHere: 0 })) expect(householdsOf(way, 'b')).toBeLessThanOrEqual(400);
  });

  it('is made whole or parted for good where it is the one to be put right', () => {
    for (const way of answers(FAR, { fixHere: 2 })) expect(letters(way)).not.toMatch(/c+d+c+/);
  });

  it.each([
    ['in the same area', [100, 60, 190, 190, 80, 100, 100, 80], 'a.bbcddc', [], /^aabbcddc$/],
    ['beyond a river', [100, 60, 190, 190, 160, 160], 'a.bbcc', [4], /^aabbcc$/],
    ['beside the open cells, which belong between its parts', [80, 80, 60, 80, 80], 'aa.aa', [], /^aaaaa$/],
    ['beside the open cells, which need not become whole', [100, 100, 60, 160, 160, 50], 'aa.bba', [], /^aaabba$/],
  ] as const)('stays one grid where cells in no grid get one, %s', (_, households, plan, walls, after) => {
    const [filled] = answers(row(households, plan, walls), 'fill-unassigned');
    expect(letters(filled!)).toMatch(after);
    expect(filled!.certificate.householdsMoved).toBe(0);
    expect(filled!.certificate.undecided).toEqual([]);
  });

  it('stays so in a county of rivers', () => {
    let parted = 0;
    testCounty({ seed: 71, across: 3, down: 2, barrierShare: 0.1 }).forEach((community, i) => {
      const random = mulberry32(71 + i);
      const request = drifted(community, STANDARD, random);
      // Cells here and there that belong to a grid far away.
      const { grids } = request.present;
      const gridOf = request.present.gridOf.map((grid) =>
        random() < 0.03 ? Math.floor(random() * grids.length) : grid,
      );
      const present = { grids, gridOf };
      const strewn = { ...request, present };
      const far = lesserParts(strewn);
      for (const way of answers(strewn, { fixHere: 0 })) {
        const codes = [...way.gridOf].map((grid) => way.grids[grid]!.code);
        for (const [grid, cells] of far)
          expect(cells.map((cell) => codes[cell])).toEqual(cells.map(() => grids[grid]!.code));
        parted += far.length;
      }
      const open = { ...strewn, present: { grids, gridOf: gridOf.map((grid) => (random() < 0.05 ? -1 : grid)) } };
      expect(answers(open, 'fill-unassigned')[0]!.certificate.householdsMoved).toBe(0);
    });
    expect(parted).toBeGreaterThan(20);
  });
});

describe('the checker', () => {
  const request = row([90, 90, 90, 90, 90, 60, 60, 60, 70, 70, 70, 70, 100, 100, 90, 90], 'aaaaabbbccccddcc');
  const [good] = answers(request, { fixHere: 0 });

  /** The answer with these letters instead, and true figures. */
  function drawn(plan: string): Proposal {
    const { cells, arcs } = request.graph;
    const gridOf = Int32Array.from(plan, (letter) => good!.grids.findIndex(({ code }) => code === letter));
    const grids = good!.grids.map((grid, at) => {
      const own = [...gridOf.keys()].filter((cell) => gridOf[cell] === at);
      const sum = (values: ArrayLike<number>) => own.reduce((total, cell) => total + values[cell]!, 0);
      const rim = [...arcs.left.keys()].filter(
        (arc) => (gridOf[arcs.left[arc]!] === at) !== (gridOf[arcs.right[arc]!] === at),
      );
      const outlineCm = sum(cells.outerCm) + rim.reduce((total, arc) => total + arcs.lenCm[arc]!, 0);
      const areaCm2 = sum(cells.areaCm2);
      const compactness = (4 * Math.PI * areaCm2) / outlineCm ** 2;
      return { ...grid, households: sum(cells.households), cells: own.length, areaCm2, outlineCm, compactness };
    });
    return { ...good!, gridOf, grids };
  }

  const codes = (plan: string, way: ProposalWay) =>
    faultsOf(request, drawn(plan), allowancesOf(way))
      .map(({ code }) => code)
      .filter((code) => code === 'grid-in-parts');

  it.each([
    ['parts as they were', 'aaaabbbbccccddcc', 0, []],
    ['a part that gives something', 'aaaabbbbbcccddcc', 0, []],
    ['another part', 'aaaabbbbcbccddcc', 0, ['grid-in-parts', 'grid-in-parts']],
    ['a part that went elsewhere', 'aaaabbbbccddccdd', 0, ['grid-in-parts', 'grid-in-parts']],
    ['a part cut in two in place of one that is gone', 'aaaabbbbcbccdddd', 0, ['grid-in-parts', 'grid-in-parts']],
    ['a grid that was whole', 'aaaabbbbccccddac', 0, ['grid-in-parts']],
    ['the grid asked about', 'aaaabbbbccccddcc', 2, ['grid-in-parts']],
  ] as const)('in fix here: %s', (_, plan, fixHere, expected) => {
    expect(codes(plan, { fixHere })).toEqual(expected);
  });

  it('knows of no parts that stay where all of a community is asked about', () => {
    expect(codes('aaaabbbbccccddcc', 'least-change')).toEqual(['grid-in-parts']);
    expect(codes('aaaabbbbccccddcc', 'fill-unassigned')).toEqual([]);
  });
});
