/** The same question gives the same answer: in any order of rows, moved elsewhere, and on any machine. */
import { describe, expect, it } from 'vitest';
import type { CellGraph } from '../../../server/partition/cell-graph.ts';
import { CHANGE_LEAST } from '../../../server/partition/change-less.ts';
import { AFRESH } from '../../../server/partition/method.ts';
import { proposeAtOnce } from '../../../server/partition/propose.ts';
import type { ProposalRequest } from '../../../server/partition/request.ts';
import { drifted } from '../../support/partition/drifted.ts';
import { requestFor } from '../../support/partition/lattice-graph.ts';
import { testCounty } from '../../support/partition/test-county.ts';
import { mulberry32, shuffle } from '../../support/random.ts';

const STANDARD = { min: 150, max: 400 };
const county = testCounty({ seed: 41, across: 2, down: 1, barrierShare: 0.1, compoundShare: 0.3 });
const question = requestFor(county[0]!.graph, STANDARD);

/** Rows of cells and arcs in another order, and sides of arcs exchanged. `cellAt`: new row → old row. */
function shuffled(request: ProposalRequest, seed: number): { request: ProposalRequest; cellAt: number[] } {
  const random = mulberry32(seed);
  const { cells, arcs } = request.graph;
  const cellAt = shuffle(random, [...cells.ids.keys()]);
  const arcAt = shuffle(random, [...arcs.left.keys()]);
  const rowOf = new Int32Array(cellAt.length);
  cellAt.forEach((old, row) => {
    rowOf[old] = row;
  });
  const turned = arcAt.map(() => random() < 0.5);
  const graph: CellGraph = {
    ...request.graph,
    cells: {
      ids: cellAt.map((old) => cells.ids[old]!),
      households: Int32Array.from(cellAt, (old) => cells.households[old]!),
      areaCm2: Float64Array.from(cellAt, (old) => cells.areaCm2[old]!),
      outerCm: Float64Array.from(cellAt, (old) => cells.outerCm[old]!),
    },
    arcs: {
      left: Int32Array.from(arcAt, (old, i) => rowOf[(turned[i] ? arcs.right : arcs.left)[old]!]!),
      right: Int32Array.from(arcAt, (old, i) => rowOf[(turned[i] ? arcs.left : arcs.right)[old]!]!),
      lenCm: Int32Array.from(arcAt, (old) => arcs.lenCm[old]!),
      class: Uint8Array.from(arcAt, (old) => arcs.class[old]!),
      connects: Uint8Array.from(arcAt, (old) => arcs.connects[old]!),
    },
    compounds: shuffle(random, [...request.graph.compounds]).map((one) => ({
      ...one,
      cells: Int32Array.from(shuffle(random, [...one.cells]), (old) => rowOf[old]!),
    })),
  };
  const gridOf = Int32Array.from(cellAt, (old) => request.present.gridOf[old]!);
  return { request: { ...request, graph, present: { ...request.present, gridOf } }, cellAt };
}

describe('the same question', () => {
  it('gives the same plan and certificate however its rows stand', () => {
    const first = proposeAtOnce(question);
    for (const seed of [1, 2]) {
      const { request, cellAt } = shuffled(question, seed);
      const again = proposeAtOnce(request);
      expect(again.certificate.planHash).toBe(first.certificate.planHash);
      expect(again.certificate.graphHash).toBe(first.certificate.graphHash);
      expect(again.grids).toEqual(first.grids);
      expect([...again.gridOf]).toEqual(cellAt.map((old) => first.gridOf[old]!));
    }
  });

  it('gives the same repair however its rows stand', () => {
    const repaired = drifted(county[1]!, STANDARD, mulberry32(1));
    const { request } = shuffled(repaired, 3);
    expect(proposeAtOnce(request, CHANGE_LEAST).certificate.planHash).toBe(
      proposeAtOnce(repaired, CHANGE_LEAST).certificate.planHash,
    );
  });

  it('with another seed may give another plan', () => {
    const plans = [1, 2, 3].map((seed) => proposeAtOnce({ ...question, seed }).certificate.planHash);
    expect(new Set(plans).size).toBeGreaterThan(1);
  });

  it('gives the plan that it gave when this was written, on whatever machine', () => {
    const graph = smallGraph();
    const plans = [AFRESH, CHANGE_LEAST].map((method) => {
      const { certificate } = proposeAtOnce(requestFor(graph, { min: 60, max: 100 }), method);
      return [method.name, certificate.graphHash, certificate.planHash];
    });
    expect(plans).toMatchInlineSnapshot(`
      [
        [
          "afresh",
          "e2d70b978d2583c3",
          "c52f0e22bc4c6d29",
        ],
        [
          "least-change",
          "e2d70b978d2583c3",
          "77b93056e08aed73",
        ],
      ]
    `);
  });
});

/** Of whole numbers only, so that the question itself is the same on every machine. */
function smallGraph(): CellGraph {
  const side = 9;
  const cells = Array.from({ length: side * side }, (_, i) => i);
  const arcs = cells.flatMap((cell) => [
    ...(cell % side < side - 1 ? [[cell, cell + 1]] : []),
    ...(cell + side < side * side ? [[cell, cell + side]] : []),
  ]);
  return {
    community: '330106001',
    cells: {
      ids: cells.map((cell) => `c${100 + cell}`),
      households: Int32Array.from(cells, (cell) => (cell * 7919) % 23),
      areaCm2: Float64Array.from(cells, (cell) => 1_000_000 + ((cell * 104_729) % 5000)),
      outerCm: Float64Array.from(cells, (cell) => (cell % side === 0 || cell % side === side - 1 ? 1000 : 0)),
    },
    arcs: {
      left: Int32Array.from(arcs, (arc) => arc[0]!),
      right: Int32Array.from(arcs, (arc) => arc[1]!),
      lenCm: Int32Array.from(arcs, (_, i) => 900 + ((i * 31) % 200)),
      class: Uint8Array.from(arcs, (_, i) => i % 3),
      connects: new Uint8Array(arcs.length).fill(1),
    },
    links: new Int32Array(0),
    ties: [],
    compounds: [],
  };
}
