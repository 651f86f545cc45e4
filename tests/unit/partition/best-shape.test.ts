/** Best shape is what it says: rounder grids even where roads would have it otherwise, and never out of the standard for it. */
import { describe, expect, it } from 'vitest';
import { ARC_CLASS, type CellGraph } from '../../../server/partition/cell-graph.ts';
import { checkProposal } from '../../../server/partition/checker/check-proposal.ts';
import { METHODS, type MethodName } from '../../../server/partition/methods.ts';
import type { Proposal } from '../../../server/partition/proposal.ts';
import { proposeAtOnce } from '../../../server/partition/propose.ts';
import type { ProposalRequest } from '../../../server/partition/request.ts';
import { latticeGraph, presentPlan, requestFor } from '../../support/partition/lattice-graph.ts';

const SIXTEEN = latticeGraph(Array.from({ length: 4 }, () => [25, 25, 25, 25]));
const HUNDRED = { min: 100, max: 100 };
const STRIPS = 'aaaa bbbb cccc dddd';
const SQUARES = 'aabb aabb ccdd ccdd';

/** Main roads between the rows, and none between the columns. */
function withRoads(graph: CellGraph): CellGraph {
  const { left, right } = graph.arcs;
  return {
    ...graph,
    arcs: {
      ...graph.arcs,
      class: left.map((cell, arc) => (right[arc]! === cell + 1 ? ARC_CLASS.inside : ARC_CLASS.main)) as never,
    },
  };
}

function proposed(request: ProposalRequest, method: MethodName = 'best-shape'): Proposal {
  const proposal = proposeAtOnce(request, METHODS[method]);
  expect(checkProposal(request, proposal, METHODS[method].leaveCutCompounds)).toEqual([]);
  expect(proposal.certificate.method).toBe(method);
  return proposal;
}

function letters({ grids, gridOf }: Proposal): string {
  return [...gridOf].map((grid) => grids[grid]!.code ?? '*').join('');
}

const compactness = ({ grids }: Proposal): string[] => grids.map((grid) => grid.compactness.toFixed(3));

describe('best shape', () => {
  it('makes squares of strips that keep to the roads, which balanced leaves alone', () => {
    const request = requestFor(withRoads(SIXTEEN), HUNDRED, { present: presentPlan(STRIPS) });
    expect(compactness(proposed(request, 'balanced'))).toEqual(['0.503', '0.503', '0.503', '0.503']);
    expect(compactness(proposed(request))).toEqual(['0.785', '0.785', '0.785', '0.785']);
  });

  it('is the present plan where nothing is rounder, whatever the roads offer', () => {
    const request = requestFor(withRoads(SIXTEEN), HUNDRED, { present: presentPlan(SQUARES) });
    const proposal = proposed(request);
    expect(letters(proposal)).toBe(SQUARES.replaceAll(' ', ''));
    expect(proposal.certificate.householdsMoved).toBe(0);
  });

  it('comes out as squares where nothing stands', () => {
    expect(compactness(proposed(requestFor(withRoads(SIXTEEN), HUNDRED)))).toEqual([
      '0.785',
      '0.785',
      '0.785',
      '0.785',
    ]);
  });

  it('takes as many grids as are round, not as many as balance best', () => {
    const graph = latticeGraph(Array.from({ length: 4 }, () => new Array<number>(12).fill(10)));
    const present = presentPlan('aaaaaabbbbbb'.repeat(4));
    const proposal = proposed(requestFor(graph, { min: 150, max: 250 }, { present }));
    // Two of 6 × 4 cells have 0.754 each.
    expect(compactness(proposal)).toEqual(['0.785', '0.785', '0.785']);
  });

  it('leaves the standard for no shape: only the rows are lawful, however round the halves', () => {
    const graph = latticeGraph([
      [10, 20, 30, 40],
      [10, 20, 30, 40],
    ]);
    const request = requestFor(graph, HUNDRED, { present: presentPlan('aabb aabb') });
    const proposal = proposed(request);
    expect(proposal.grids.map(({ households }) => households)).toEqual([100, 100]);
    expect(compactness(proposal)).toEqual(['0.503', '0.503']);
  });

  it('repairs what is outside the standard in the roundest way', () => {
    const graph = latticeGraph([
      [60, 60, 20, 20],
      [60, 60, 20, 20],
    ]);
    const request = requestFor(graph, { min: 120, max: 200 }, { present: presentPlan('aabb aabb') });
    const proposal = proposed(request);
    // Two rows of 160 would have 0.503 each.
    expect(proposal.grids.map(({ households }) => households).sort()).toEqual([120, 200]);
    expect(compactness(proposal).sort()).toEqual(['0.698', '0.754']);
  });

  it('keeps locked grids and compounds that are whole', () => {
    const compounds = [{ id: 'all', cells: Int32Array.of(0, 1, 2, 3), whole: true }];
    const graph = { ...SIXTEEN, compounds };
    const compound = proposed(requestFor(graph, HUNDRED, { present: presentPlan(STRIPS) }));
    expect(letters(compound)).toMatch(/^aaaa/);
    const present = presentPlan('aaaa bbbb ccdd ccdd', { b: 'locked' });
    expect(letters(proposed(requestFor(SIXTEEN, HUNDRED, { present })))).toBe('aaaabbbbccddccdd');
  });

  it('is the same for one seed', () => {
    const request = requestFor(SIXTEEN, { min: 50, max: 125 }, { present: presentPlan(STRIPS), seed: 9 });
    expect(proposed(request)).toEqual(proposed(request));
  });
});
