/** Cells in no grid get one: the standard is kept where it can be, and nothing else moves. */
import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../../server/partition/checker/allowed-faults.ts';
import type { Proposal } from '../../../server/partition/proposal.ts';
import { allowancesOf, stepsOf } from '../../../server/partition/proposal-way.ts';
import type { ProposalRequest } from '../../../server/partition/request.ts';
import { drifted } from '../../support/partition/drifted.ts';
import { latticeGraph, presentPlan, requestFor } from '../../support/partition/lattice-graph.ts';
import { testCounty } from '../../support/partition/test-county.ts';
import { mulberry32 } from '../../support/random.ts';

const STANDARD = { min: 150, max: 400 };

/** Every answer is checked by the independent checker. */
function filled(request: ProposalRequest): Proposal {
  const steps = stepsOf(request, 'fill-unassigned');
  for (;;) {
    const step = steps.next();
    if (step.done !== true) continue;
    const [proposal] = [step.value].flat();
    expect(faultsOf(request, proposal!, allowancesOf('fill-unassigned'))).toEqual([]);
    return proposal!;
  }
}

const letters = ({ grids, gridOf }: Proposal): string =>
  [...gridOf].map((grid) => (grid < 0 ? '.' : (grids[grid]!.code ?? '*'))).join('');

describe('cells in no grid', () => {
  it.each([
    ['go to the grid that has room', [[100, 100, 60, 190, 190]], 'aa.bb', /^aaabb$/],
    ['go to the grid that needs them', [[60, 60, 60, 190, 190]], 'aa.bb', /^aaabb$/],
    ['are shared out where one grid cannot take them all', [[150, 150, 60, 60, 150, 150]], 'aa..bb', /^aaabbb$/],
    ['become a grid of their own where that is lawful', [[150, 200, 100, 100, 200, 150]], 'aa..bb', /^aa\*\*bb$/],
    ['are divided where they are too many for one', [[150, 200, 200, 200, 200, 150]], 'a....b', /^a\*{4}b$/],
    ['without households go along', [[100, 100, 0, 0, 100, 100]], 'aa..bb', /^aaabbb$/],
    ['are all there is', [[150, 200]], '..', /^\*\*$/],
  ] as const)('%s', (_, rows, before, after) => {
    const present = presentPlan(before);
    const proposal = filled(requestFor(latticeGraph(rows.map((row) => [...row])), STANDARD, { present }));
    expect(letters(proposal)).toMatch(after);
    expect(proposal.certificate.householdsMoved).toBe(0);
    expect(proposal.certificate.undecided).toEqual([]);
  });

  it('do not go to a locked or a dedicated grid', () => {
    const graph = latticeGraph([[100, 60, 190, 190, 60, 100]]);
    const present = presentPlan('a.bb.c', { a: 'locked', c: 'dedicated' });
    expect(letters(filled(requestFor(graph, { min: 150, max: 600 }, { present })))).toBe('abbbbc');
  });

  it('move nobody who has a grid, wherever they are', () => {
    testCounty({ seed: 12, across: 3, down: 2 }).forEach((community, i) => {
      const random = mulberry32(70 + i);
      const request = drifted(community, STANDARD, random);
      const gridOf = request.present.gridOf.map((grid) => (random() < 0.06 ? -1 : grid));
      const open = { ...request, present: { ...request.present, gridOf } };
      const proposal = filled(open);
      expect(proposal.gridOf.includes(-1)).toBe(false);
      // Even where the open cells have parted a grid.
      expect(proposal.certificate.householdsMoved).toBe(0);
      const again = filled(open);
      expect(again.certificate.planHash).toBe(proposal.certificate.planHash);
    });
  });
});
