/** What cannot be lawful is said to be so, with the right proof; and nothing else is. */
import { describe, expect, it } from 'vitest';
import { checkProposal } from '../../../server/partition/checker/check-proposal.ts';
import { excusedGrids } from '../../../server/partition/checker/excused-grids.ts';
import { proposeAtOnce } from '../../../server/partition/propose.ts';
import type { ProposalRequest } from '../../../server/partition/request.ts';
import { latticeGraph, presentPlan, requestFor } from '../../support/partition/lattice-graph.ts';

const STANDARD = { min: 150, max: 200 };

interface Case {
  readonly name: string;
  readonly request: ProposalRequest;
  /** Of every verdict: households of the grid, and why. */
  readonly expected: readonly (readonly [households: number, proof: string])[];
}

const cases: readonly Case[] = [
  {
    name: 'a building above the maximum, alone',
    request: requestFor(
      latticeGraph([
        [90, 480, 80, 80],
        [80, 0, 0, 0],
      ]),
      { min: 150, max: 400 },
    ),
    expected: [[480, 'oversized']],
  },
  {
    name: 'a sum between two counts',
    request: requestFor(
      latticeGraph([
        [60, 60],
        [60, 50],
      ]),
      STANDARD,
    ),
    expected: [[230, 'no-count']],
  },
  {
    name: 'a sum below one grid',
    request: requestFor(latticeGraph([[60, 60]]), STANDARD),
    expected: [[120, 'no-count']],
  },
  {
    name: 'too few people behind a tower',
    request: requestFor(latticeGraph([[50, 300, 100, 80]]), STANDARD),
    expected: [
      [350, 'oversized'],
      [350, 'pocket'],
    ],
  },
  {
    name: 'three sides of one cell, of which only one can join it',
    request: requestFor(
      latticeGraph([
        [null, 100, null],
        [100, 90, 100],
      ]),
      STANDARD,
    ),
    expected: [
      [100, 'pocket'],
      [100, 'pocket'],
    ],
  },
  {
    name: 'a cell whose every company is too much or too little',
    request: requestFor(
      latticeGraph([
        [37, 195, 160],
        [195, 160, 160],
      ]),
      STANDARD,
    ),
    expected: [[232, 'no-grid']],
  },
  {
    name: 'two areas parted by a wall, one of them too small',
    request: requestFor(latticeGraph([[80, 90, 70]], { walls: [[1, 2]] }), STANDARD),
    expected: [[70, 'no-count']],
  },
  {
    name: 'cells pinned together that are too many',
    request: requestFor(latticeGraph([[90, 90, 90, 90]]), STANDARD, {
      pins: { together: [Int32Array.of(0, 1, 2)], neverCross: new Int32Array(0) },
    }),
    expected: [
      [90, 'pocket while pinned'],
      [270, 'oversized while pinned'],
    ],
  },
  {
    name: 'a line that no grid may cross',
    request: requestFor(latticeGraph([[90, 80, 160, 20]]), STANDARD, {
      pins: { together: [], neverCross: Int32Array.of(2) },
    }),
    expected: [[20, 'no-count while pinned']],
  },
  {
    name: 'what a lock leaves over',
    request: requestFor(latticeGraph([[60, 80, 30, 160]]), STANDARD, {
      present: presentPlan('aabb', { b: 'locked' }),
    }),
    expected: [[140, 'no-count while b']],
  },
];

function verdictsOf(request: ProposalRequest): [number, string][] {
  const { grids, certificate } = proposeAtOnce(request);
  const told = certificate.unavoidable.map(({ grid, proof }): [number, string] => [
    grids[grid]!.households,
    `${proof.kind}${proof.whilePinned ? ' while pinned' : ''}${proof.whileFixed.map((code) => ` while ${code}`).join('')}`,
  ]);
  const open = certificate.undecided.map(({ grid }): [number, string] => [grids[grid]!.households, 'undecided']);
  return [...told, ...open].sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1));
}

/** The answer as a plan that stands. */
function asPlan(request: ProposalRequest): ProposalRequest {
  const { grids, gridOf } = proposeAtOnce(request);
  return { ...request, present: { grids: grids.map(({ role }, n) => ({ code: `n${n}`, role })), gridOf } };
}

describe('what cannot be avoided', () => {
  for (const { name, request, expected } of cases) {
    it(`is proven: ${name}`, () => {
      expect(verdictsOf(request)).toEqual(expected);
      expect(checkProposal(request, proposeAtOnce(request), false)).toEqual([]);
    });
  }

  it.each(cases)('is excused in any plan with these grids, by proofs derived again: $name', ({ request }) => {
    const asked = asPlan(request);
    const proofs = proposeAtOnce(request).certificate.unavoidable;
    const excused = excusedGrids(
      asked,
      proofs.map(({ proof }) => proof),
      false,
    );
    expect([...excused.keys()].sort()).toEqual([...new Set(proofs.map(({ grid }) => grid))].sort());
    expect([...excusedGrids(asked, [], false)]).toEqual([]);
  });

  it('is not excused beyond what must be', () => {
    // 230 must be 30 too many or 70 too few in all; two grids of 110 and 120 are 70 short together, of 60 and 170 are 90.
    const graph = latticeGraph([
      [60, 60],
      [60, 50],
    ]);
    const { proof } = proposeAtOnce(requestFor(graph, STANDARD)).certificate.unavoidable[0]!;
    const of = (plan: string) => [
      ...excusedGrids(requestFor(graph, STANDARD, { present: presentPlan(plan) }), [proof], false).keys(),
    ];
    expect([of('aaaa'), of('aabb'), of('abbb')]).toEqual([[0], [], []]);
    const tower = latticeGraph([[50, 300, 100, 80]]);
    const oversized = proposeAtOnce(requestFor(tower, STANDARD)).certificate.unavoidable.map((one) => one.proof);
    const at = (plan: string) => [
      ...excusedGrids(requestFor(tower, STANDARD, { present: presentPlan(plan) }), oversized, false).keys(),
    ];
    // The 50 behind the tower have nowhere to go; the 100 beside it have.
    expect([at('aabb'), at('aaab')]).toEqual([[0], []]);
  });

  it('comes with the nearest standards under which sums come out', () => {
    const { certificate } = proposeAtOnce(
      requestFor(
        latticeGraph([
          [60, 60],
          [60, 50],
        ]),
        STANDARD,
      ),
    );
    expect(certificate.nearestStandards).toEqual([{ min: 150, max: 230 }]);
    const many = proposeAtOnce(requestFor(latticeGraph([[100, 100, 100]]), { min: 120, max: 140 }));
    // 300 is two of 150 (maximum up by 10) or three of 100 (minimum down by 20).
    expect(many.certificate.nearestStandards).toEqual([{ min: 120, max: 150 }]);
  });

  it('leaves an area where nobody lives to no grid, and says so', () => {
    const request = requestFor(latticeGraph([[80, 90, 0, 0]], { walls: [[1, 2]] }), STANDARD);
    const { gridOf, certificate } = proposeAtOnce(request);
    expect([...gridOf]).toEqual([0, 0, -1, -1]);
    expect(certificate.unassigned).toEqual([[2, 3]]);
    expect(checkProposal(request, proposeAtOnce(request), false)).toEqual([]);
  });

  it('is not claimed where a bridge joins what a wall parts', () => {
    const graph = latticeGraph([[80, 90, 0, 0]], { walls: [[1, 2]], links: [1, 2] });
    expect(verdictsOf(requestFor(graph, STANDARD))).toEqual([]);
  });

  it('keeps dedicated grids out of the balance and as they are', () => {
    const request = requestFor(latticeGraph([[90, 80, 5, 90, 80]]), STANDARD, {
      present: presentPlan('..p..', { p: 'dedicated' }),
    });
    const { grids, gridOf, certificate } = proposeAtOnce(request);
    expect(grids.map(({ code, role, households }) => [code, role, households])).toEqual([
      ['p', 'dedicated', 5],
      [null, 'free', 170],
      [null, 'free', 170],
    ]);
    expect([...gridOf]).toEqual([1, 1, 0, 2, 2]);
    expect(certificate.unavoidable).toEqual([]);
  });
});
