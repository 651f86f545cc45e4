/** Which cells go together: ties, pins and the compounds that are kept whole, as nodes of one or more cells. */

import { UnionFind } from '../geometry/union-find.ts';
import type { Compound } from './cell-graph.ts';
import type { Contacts } from './contacts.ts';
import type { ProposalRequest } from './request.ts';

/** A compound of no more than this share of the standard's maximum is kept whole without being asked. */
export const WHOLE_COMPOUND_SHARE = 0.6;

export interface KeptGroups {
  /** Cell → the lowest cell of its node; −1 where the cell is in a grid that is not free. */
  readonly headOf: Int32Array;
  /** Pins whose cells do not hang together by themselves: they are kept by pieces only. Places in `pins.together`. */
  readonly apart: readonly number[];
}

/** `wholeCompounds`: which compounds to keep, from `compoundsKept`. */
export function keptGroups(
  request: ProposalRequest,
  contacts: Contacts,
  wholeCompounds: readonly Compound[],
): KeptGroups {
  const { graph, pins } = request;
  const count = graph.cells.ids.length;
  const free = freeCells(request);
  const sets = new UnionFind(count);
  const neighbours = neighbourLists(contacts, count);
  const mark = new Int32Array(count).fill(-1);
  const groups = [...graph.ties, ...wholeCompounds.map((one) => one.cells), ...pins.together];
  const firstPin = groups.length - pins.together.length;
  const apart: number[] = [];
  groups.forEach((group, g) => {
    for (const cell of group) if (free[cell] === 1) mark[cell] = g;
    for (const cell of group) {
      if (mark[cell] !== g) continue;
      for (const other of neighbours[cell]!) if (mark[other] === g) sets.union(cell, other);
    }
  });
  for (let g = firstPin; g < groups.length; g++) {
    const heads = new Set(Array.from(groups[g]!, (cell) => (free[cell] === 1 ? sets.find(cell) : -1 - cell)));
    if (heads.size > 1) apart.push(g - firstPin);
  }
  return { headOf: Int32Array.from({ length: count }, (_, cell) => (free[cell] === 1 ? sets.find(cell) : -1)), apart };
}

/**
 * Compounds never to be cut: those told to stay whole and those of few households. Where what stands should change least, a
 * compound that the present plan already cuts is left out, unless it is told to stay whole.
 */
export function compoundsKept({ graph, standard, present }: ProposalRequest, leaveCutOnes: boolean): Compound[] {
  return graph.compounds.filter(({ cells, whole }) => {
    if (whole) return true;
    const households = cells.reduce((sum, cell) => sum + Math.max(0, graph.cells.households[cell]!), 0);
    if (households > WHOLE_COMPOUND_SHARE * standard.max) return false;
    return !leaveCutOnes || cells.every((cell) => present.gridOf[cell] === present.gridOf[cells[0]!]);
  });
}

/** 1 for each cell that may change its grid. */
export function freeCells({ present }: ProposalRequest): Uint8Array {
  return Uint8Array.from(present.gridOf, (grid) => Number(grid < 0 || present.grids[grid]!.role === 'free'));
}

function neighbourLists({ a, b, connects }: Contacts, count: number): number[][] {
  const lists: number[][] = Array.from({ length: count }, () => []);
  for (let i = 0; i < a.length; i++) {
    if (connects[i] === 0) continue;
    lists[a[i]!]!.push(b[i]!);
    lists[b[i]!]!.push(a[i]!);
  }
  return lists;
}
