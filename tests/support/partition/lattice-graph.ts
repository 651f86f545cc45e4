/** Small graphs by hand: square cells of 10 m in rows, some left out, with walls where they are asked for. */
import { ARC_CLASS, type CellGraph, type Compound } from '../../../server/partition/cell-graph.ts';
import { USUAL_EFFORT } from '../../../server/partition/effort.ts';
import { USUAL_WEIGHTS } from '../../../server/partition/objective.ts';
import { emptyPlan, NO_PINS, type PresentPlan, type ProposalRequest } from '../../../server/partition/request.ts';
import type { Standard } from '../../../server/partition/standard.ts';

const SIDE_CM = 1000;

export interface LatticeExtras {
  /** Pairs of cells with a wall between them. */
  readonly walls?: readonly (readonly [number, number])[];
  readonly links?: readonly number[];
  readonly ties?: readonly (readonly number[])[];
  readonly compounds?: readonly Compound[];
}

/** Households in rows from the north; null: no cell. Cells are numbered in reading order. */
export function latticeGraph(rows: readonly (readonly (number | null)[])[], extras: LatticeExtras = {}): CellGraph {
  const numbers = new Map<string, number>();
  const households: number[] = [];
  rows.forEach((row, y) => {
    row.forEach((count, x) => {
      if (count === null) return;
      numbers.set(`${x} ${y}`, households.length);
      households.push(count);
    });
  });
  const arcs: [left: number, right: number, connects: number][] = [];
  const outerCm = new Float64Array(households.length).fill(4 * SIDE_CM);
  for (const [place, cell] of numbers) {
    const [x, y] = place.split(' ').map(Number) as [number, number];
    for (const other of [numbers.get(`${x + 1} ${y}`), numbers.get(`${x} ${y + 1}`)]) {
      if (other === undefined) continue;
      const isWall = extras.walls?.some(([a, b]) => (a === cell && b === other) || (b === cell && a === other));
      arcs.push([cell, other, isWall ? 0 : 1]);
      outerCm[cell]! -= SIDE_CM;
      outerCm[other]! -= SIDE_CM;
    }
  }
  return {
    community: 'lattice',
    cells: {
      ids: households.map((_, cell) => `cell-${String(cell).padStart(3, '0')}`),
      households: Int32Array.from(households),
      areaCm2: new Float64Array(households.length).fill(SIDE_CM * SIDE_CM),
      outerCm,
    },
    arcs: {
      left: Int32Array.from(arcs, (arc) => arc[0]),
      right: Int32Array.from(arcs, (arc) => arc[1]),
      lenCm: new Int32Array(arcs.length).fill(SIDE_CM),
      class: Uint8Array.from(arcs, (arc) => (arc[2] === 1 ? ARC_CLASS.minor : ARC_CLASS.barrier)),
      connects: Uint8Array.from(arcs, (arc) => arc[2]),
    },
    links: Int32Array.from(extras.links ?? []),
    ties: (extras.ties ?? []).map((cells) => Int32Array.from(cells)),
    compounds: extras.compounds ?? [],
  };
}

/** The usual question about a graph. */
export function requestFor(graph: CellGraph, standard: Standard, more: Partial<ProposalRequest> = {}): ProposalRequest {
  const usual = { graph, standard, present: emptyPlan(graph), pins: NO_PINS, weights: USUAL_WEIGHTS };
  return { ...usual, effort: USUAL_EFFORT, seed: 1, ...more };
}

/** A present plan by letters: the same letter, the same grid; '.' is in none. `roles`: of grids that are not free. */
export function presentPlan(
  letters: string,
  roles: Readonly<Record<string, 'locked' | 'dedicated'>> = {},
): PresentPlan {
  const text = letters.replace(/\s/g, '');
  const codes = [...new Set(text)].filter((letter) => letter !== '.').sort();
  return {
    grids: codes.map((code) => ({ code, role: roles[code] ?? 'free' })),
    gridOf: Int32Array.from(text, (letter) => codes.indexOf(letter)),
  };
}
