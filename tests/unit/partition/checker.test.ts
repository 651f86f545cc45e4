/** A good answer with one thing broken: the checker names it. */
import { describe, expect, it } from 'vitest';
import { CHANGE_LEAST } from '../../../server/partition/change-less.ts';
import { checkProposal } from '../../../server/partition/checker/check-proposal.ts';
import type { Proposal } from '../../../server/partition/proposal.ts';
import { proposeAtOnce } from '../../../server/partition/propose.ts';
import { latticeGraph, presentPlan, requestFor } from '../../support/partition/lattice-graph.ts';

/**
 * Three columns: a locked grid, a tower with a compound beside it, and a pair of tied cells. One grid is too small by count.
 */
const graph = latticeGraph(
  [
    [80, 90, 70, 500, 60, 70],
    [80, 60, 80, 90, 80, 70],
    [40, 50, 60, 30, 60, 90],
  ],
  {
    ties: [[4, 5]],
    compounds: [{ id: 'garden', cells: Int32Array.of(9, 15), whole: false }],
  },
);
const present = presentPlan('aabbcc aabbcc aabbcc', { a: 'locked' });
const request = requestFor(
  graph,
  { min: 150, max: 400 },
  {
    present,
    pins: { together: [Int32Array.of(10, 11)], neverCross: new Int32Array(0) },
  },
);
const good = proposeAtOnce(request, CHANGE_LEAST);

function moved(cells: readonly number[], grid: (proposal: Proposal) => number): Proposal {
  const gridOf = good.gridOf.slice();
  for (const cell of cells) gridOf[cell] = grid(good);
  return { ...good, gridOf };
}

function certified(change: Partial<Proposal['certificate']>): Proposal {
  return { ...good, certificate: { ...good.certificate, ...change } };
}

const tower = good.certificate.unavoidable.find(({ proof }) => proof.kind === 'oversized')!;
const gridAt = (cell: number) => good.gridOf[cell]!;
const oneGrid = good.grids.length - 1;

const broken: readonly (readonly [name: string, proposal: Proposal, code: string])[] = [
  ['a cell less', { ...good, gridOf: good.gridOf.slice(1) }, 'shape-of-answer'],
  ['a grid that is not there', moved([8], () => 99), 'shape-of-answer'],
  ['a cell in no grid', moved([8], () => -1), 'cell-without-grid'],
  ['a cell called unassigned', certified({ unassigned: [[8]] }), 'cell-without-grid'],
  ['a grid without cells', { ...good, grids: [...good.grids, { ...good.grids[oneGrid]!, code: null }] }, 'empty-grid'],
  ['a cell far from its grid', strayed(), 'grid-in-parts'],
  ['a cell taken from a locked grid', moved([1], () => gridAt(2)), 'fixed-grid-changed'],
  ['a cell given to a locked grid', moved([2], () => gridAt(0)), 'fixed-grid-changed'],
  ['a tie parted', moved([5], () => (gridAt(5) + 1) % good.grids.length), 'kept-cells-parted'],
  ['a pin parted', moved([11], () => (gridAt(11) + 1) % good.grids.length), 'kept-cells-parted'],
  ['a compound parted', moved([15], () => (gridAt(15) + 1) % good.grids.length), 'kept-cells-parted'],
  ['wrong households', changedGrid({ households: 1 }), 'wrong-figures'],
  ['wrong area', changedGrid({ areaCm2: 1 }), 'wrong-figures'],
  ['wrong outline', changedGrid({ outlineCm: 1 }), 'wrong-figures'],
  ['wrong compactness', changedGrid({ compactness: 0.99 }), 'wrong-figures'],
  ['a code twice', changedGrid({ code: 'a' }), 'code-used-twice'],
  ['a code nobody gave', changedGrid({ code: 'z' }), 'unknown-code'],
  ['less moved than was', certified({ householdsMoved: -1 }), 'wrong-moved'],
  ['a bound above what moved', certified({ leastMoved: 1e6 }), 'moved-below-bound'],
  ['a violation nobody speaks of', certified({ unavoidable: [] }), 'violation-without-verdict'],
  [
    'a proof for a lawful grid',
    certified({ unavoidable: [{ ...tower, grid: gridAt(0) }] }),
    'verdict-without-violation',
  ],
  [
    'an undecided lawful grid',
    certified({ undecided: [{ grid: 0, violation: 3, partly: [] }] }),
    'verdict-without-violation',
  ],
  ['an oversized cell that is not', forged({ ...tower.proof, cells: [2] } as never), 'proof-fails'],
  ['a sum that comes out', forged({ kind: 'no-count', cells: freeCells(), least: 5 } as never), 'proof-fails'],
  ['a sum of some cells of an area', forged({ kind: 'no-count', cells: [2], least: 5 } as never), 'proof-fails'],
  [
    'a pocket that is open',
    forged({ kind: 'pocket', cells: [3], sides: [{ cells: [2] }], least: 5 } as never),
    'proof-fails',
  ],
  ['a cell that has company', forged({ kind: 'no-grid', cells: [2], sets: 1 } as never), 'proof-fails'],
  ['company for the tower', towerWithCompany(), 'more-violation-than-proven'],
];

/** A cell in a free grid that none of its neighbours is in. */
function strayed(): Proposal {
  for (const cell of freeCells()) {
    const near = [-6, -1, 1, 6].map((step) => good.gridOf[cell + step]);
    const far = good.grids.findIndex(
      ({ role }, grid) => role === 'free' && grid !== gridAt(cell) && !near.includes(grid),
    );
    if (far >= 0) return moved([cell], () => far);
  }
  throw new Error('every grid is next to every cell');
}

function freeCells(): number[] {
  return [...present.gridOf.keys()].filter((cell) => present.gridOf[cell] !== 0);
}

function changedGrid(change: Partial<Proposal['grids'][number]>): Proposal {
  return { ...good, grids: good.grids.map((grid, i) => (i === oneGrid ? { ...grid, ...change } : grid)) };
}

function forged(proof: Proposal['certificate']['unavoidable'][number]['proof']): Proposal {
  return certified({ unavoidable: [{ ...tower, proof }] });
}

/** A lawful neighbour grid gives the tower a cell: two grids of which one is excused, with more than it is excused for. */
function towerWithCompany(): Proposal {
  const cell = [2, 4, 9, 8].find((one) => gridAt(one) !== gridAt(3))!;
  return moved([cell], () => gridAt(3));
}

describe('the checker', () => {
  it('finds nothing wrong with what the engine answers', () => {
    expect(checkProposal(request, good, true)).toEqual([]);
    expect(good.certificate.undecided).toEqual([]);
    expect(good.grids.length).toBeGreaterThan(3);
  });

  it.each(broken)('names %s', (_, proposal, code) => {
    expect(checkProposal(request, proposal, true).map((fault) => fault.code)).toContain(code);
  });
});
