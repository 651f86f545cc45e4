/** Repairing a plan in force: what need not change stays, locks hold, and one grid can be put right by itself. */
import { describe, expect, it } from 'vitest';
import { CHANGE_LEAST, CHANGE_SOME } from '../../../server/partition/change-less.ts';
import { checkProposal } from '../../../server/partition/checker/check-proposal.ts';
import { fixHere } from '../../../server/partition/fix-here.ts';
import { AFRESH, type Method } from '../../../server/partition/method.ts';
import type { Certificate, Proposal } from '../../../server/partition/proposal.ts';
import { proposeAtOnce } from '../../../server/partition/propose.ts';
import type { ProposalRequest } from '../../../server/partition/request.ts';
import { drifted } from '../../support/partition/drifted.ts';
import { latticeGraph, presentPlan, requestFor } from '../../support/partition/lattice-graph.ts';
import { testCounty } from '../../support/partition/test-county.ts';
import { mulberry32 } from '../../support/random.ts';

const STANDARD = { min: 150, max: 400 };

function fixedHere(request: ProposalRequest, grid: number): Proposal[] {
  const steps = fixHere(request, grid);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

function repaired(request: ProposalRequest, method: Method): Certificate {
  const proposal = proposeAtOnce(request, method);
  expect(checkProposal(request, proposal, method.leaveCutCompounds)).toEqual([]);
  expect(proposal.certificate.undecided).toEqual([]);
  return proposal.certificate;
}

function codesOf({ grids, gridOf }: Proposal): string {
  return [...gridOf].map((grid) => (grid < 0 ? '.' : (grids[grid]!.code ?? '*'))).join('');
}

describe('a plan in force', () => {
  it('stays as it is where every grid is lawful', () => {
    const graph = latticeGraph([
      [50, 50, 50, 60],
      [50, 50, 50, 60],
    ]);
    const request = requestFor(graph, STANDARD, { present: presentPlan('aabb aabb') });
    const proposal = proposeAtOnce(request, CHANGE_LEAST);
    expect(codesOf(proposal)).toBe('aabbaabb');
    expect(proposal.certificate.householdsMoved).toBe(0);
  });

  it('gives away just what is too much', () => {
    const graph = latticeGraph([[90, 90, 90, 90, 60, 60, 60, 60]]);
    const request = requestFor(graph, { min: 150, max: 350 }, { present: presentPlan('aaaabbbb') });
    const proposal = proposeAtOnce(request, CHANGE_LEAST);
    expect(codesOf(proposal)).toBe('aaabbbbb');
    expect([proposal.certificate.householdsMoved, proposal.certificate.leastMoved]).toEqual([90, 10]);
  });

  it('never touches a locked or a dedicated grid', () => {
    const graph = latticeGraph([
      [90, 90, 90, 90, 60, 60],
      [90, 90, 10, 10, 60, 60],
    ]);
    const present = presentPlan('aaaabb aaccbb', { b: 'locked', c: 'dedicated' });
    for (const method of [CHANGE_LEAST, CHANGE_SOME, AFRESH]) {
      const request = requestFor(graph, STANDARD, { present });
      const proposal = proposeAtOnce(request, method);
      expect(codesOf(proposal)).toMatch(/^....bb..ccbb$/);
      expect(proposal.certificate.undecided).toEqual([]);
      expect(checkProposal(request, proposal, true)).toEqual([]);
    }
  });

  it('is repaired with no violation left that could be avoided, and not much more moved than must be', () => {
    const sums = { moved: 0, bound: 0 };
    testCounty({ seed: 31, across: 5, down: 2 }).forEach((community, i) => {
      const request = drifted(community, STANDARD, mulberry32(900 + i));
      const least = repaired(request, CHANGE_LEAST);
      expect(least.householdsMoved).toBeGreaterThanOrEqual(least.leastMoved);
      sums.bound += least.leastMoved;
      sums.moved += least.householdsMoved;
    });
    expect(sums.bound).toBeGreaterThan(500);
    expect(sums.moved).toBeLessThan(1.6 * sums.bound);
  });

  it('moves more for balance, and most for the best shape', () => {
    const request = drifted(testCounty({ seed: 32, across: 1, down: 1 })[0]!, STANDARD, mulberry32(3));
    const [least, some, afresh] = [CHANGE_LEAST, CHANGE_SOME, AFRESH].map((method) => repaired(request, method));
    expect(least!.householdsMoved).toBeGreaterThan(0);
    expect(least!.householdsMoved).toBeLessThanOrEqual(some!.householdsMoved);
    expect(some!.householdsMoved).toBeLessThan(afresh!.householdsMoved);
  });
});

describe('one grid put right', () => {
  const graph = latticeGraph([[90, 90, 90, 90, 90, 60, 60, 60, 70, 70, 70, 70, 70]]);
  const request = requestFor(graph, STANDARD, { present: presentPlan('aaaaabbbccccc') });

  it('changes it and what it needs, in up to three ways, and nothing else', () => {
    const ways = fixedHere(request, 0);
    expect(ways.length).toBeGreaterThanOrEqual(1);
    expect(ways.length).toBeLessThanOrEqual(3);
    expect(new Set(ways.map(({ certificate }) => certificate.planHash)).size).toBe(ways.length);
    expect(codesOf(ways[0]!)).toBe('aaaabbbbccccc');
    for (const { grids, gridOf } of ways) expect(grids[gridOf[0]!]!.households).toBeLessThanOrEqual(400);
  });

  it('leaves cells that are in no grid out of it', () => {
    const open = requestFor(graph, STANDARD, { present: presentPlan('aaaaabbbcccc.') });
    for (const way of fixedHere(open, 0)) expect(way.gridOf[12]).toBe(-1);
  });

  it('is refused for a grid that may not change', () => {
    const locked = { ...request, present: presentPlan('aaaaabbbccccc', { a: 'locked' }) };
    expect(() => fixedHere(locked, 0)).toThrow(RangeError);
    expect(() => fixedHere(request, 9)).toThrow(RangeError);
  });
});
