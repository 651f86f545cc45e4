/** The grids of a proposal in order, with their figures: what stays first, then new ones by their first cell. */
import { ARC_CLASSES } from './cell-graph.ts';
import { contactsOf } from './contacts.ts';
import { continuedGrids } from './label-matching.ts';
import type { ProposedGrid } from './proposal.ts';
import type { ProposalRequest } from './request.ts';

export interface GridRows {
  readonly grids: ProposedGrid[];
  /** Cell in canonical order → row; −1: none. */
  readonly gridOf: Int32Array;
  /** Raw number → row. */
  readonly rowOf: Int32Array;
  /** Row → row of the present plan, −1 for new ones. */
  readonly continues: Int32Array;
  /** Metres of border between free grids, times preference. */
  readonly borderCost: number;
}

/** `rawOf`: cell → number of a free grid below `rawCount`, or −1 where a fixed grid stays or none reaches. */
export function gridRows(request: ProposalRequest, rawOf: Int32Array, rawCount: number): GridRows {
  const { present, graph } = request;
  const { households, areaCm2, outerCm } = graph.cells;
  const counted = households.map((one) => Math.max(0, one));
  const isFree = Uint8Array.from(present.grids, ({ role }) => Number(role === 'free'));
  const before = { before: present.gridOf, beforeCount: present.grids.length };
  const matched = continuedGrids(
    { households: counted, areaCm2, ...before, after: rawOf, afterCount: rawCount },
    isFree,
  );
  const rowOf = new Int32Array(rawCount).fill(-1);
  const continues: number[] = [];
  const fixedRow = new Int32Array(present.grids.length).fill(-1);
  const rawFor = new Int32Array(present.grids.length).fill(-1);
  matched.forEach((grid, raw) => {
    if (grid >= 0) rawFor[grid] = raw;
  });
  const holds = new Set(present.gridOf);
  present.grids.forEach(({ role }, grid) => {
    if (role !== 'free' && holds.has(grid)) fixedRow[grid] = continues.push(grid) - 1;
    else if (rawFor[grid]! >= 0) rowOf[rawFor[grid]!] = continues.push(grid) - 1;
  });
  for (const raw of rawOf) if (raw >= 0 && rowOf[raw]! < 0) rowOf[raw] = continues.push(-1) - 1;
  const gridOf = rawOf.map((raw, cell) => {
    if (raw >= 0) return rowOf[raw]!;
    const grid = present.gridOf[cell]!;
    return grid < 0 ? -1 : fixedRow[grid]!;
  });
  const sums = continues.map(() => ({ households: 0, cells: 0, areaCm2: 0, outlineCm: 0 }));
  gridOf.forEach((row, cell) => {
    if (row < 0) return;
    const sum = sums[row]!;
    sum.households += counted[cell]!;
    sum.cells++;
    sum.areaCm2 += areaCm2[cell]!;
    sum.outlineCm += outerCm[cell]!;
  });
  const borderCost = addBorders(request, gridOf, rawOf, sums);
  const grids = sums.map((sum, row): ProposedGrid => {
    const grid = continues[row]! < 0 ? undefined : present.grids[continues[row]!]!;
    const compactness = (4 * Math.PI * sum.areaCm2) / (sum.outlineCm * sum.outlineCm);
    return { code: grid?.code ?? null, role: grid?.role ?? 'free', ...sum, compactness };
  });
  return { grids, gridOf, rowOf, continues: Int32Array.from(continues), borderCost };
}

function addBorders(
  { graph, pins, weights }: ProposalRequest,
  gridOf: Int32Array,
  rawOf: Int32Array,
  sums: { outlineCm: number }[],
): number {
  const { a, b, classCm } = contactsOf(graph, pins.neverCross);
  let borderCost = 0;
  for (let i = 0; i < a.length; i++) {
    const left = gridOf[a[i]!]!;
    const right = gridOf[b[i]!]!;
    if (left === right) continue;
    for (let k = 0; k < ARC_CLASSES; k++) {
      const cm = classCm[ARC_CLASSES * i + k]!;
      if (left >= 0) sums[left]!.outlineCm += cm;
      if (right >= 0) sums[right]!.outlineCm += cm;
      if (rawOf[a[i]!]! >= 0 && rawOf[b[i]!]! >= 0) borderCost += (cm * weights.preference[k]!) / 100;
    }
  }
  return borderCost;
}
