/** Every number of a proposal, added up again from cells and arcs. */
import type { Proposal } from '../proposal.ts';
import type { ProposalRequest } from '../request.ts';
import { type Fault, fault } from './fault.ts';

const SAME = 1e-6;

export function figureFaults({ graph, present }: ProposalRequest, proposal: Proposal): Fault[] {
  const { cells, arcs } = graph;
  const { gridOf, grids, certificate } = proposal;
  const sums = grids.map(() => ({ households: 0, cells: 0, areaCm2: 0, outlineCm: 0 }));
  let moved = 0;
  gridOf.forEach((grid, cell) => {
    const households = Math.max(0, cells.households[cell]!);
    const before = present.grids[present.gridOf[cell]!]?.code;
    if (before !== undefined && before !== grids[grid]?.code) moved += households;
    const sum = sums[grid];
    if (sum === undefined) return;
    sum.households += households;
    sum.cells += 1;
    sum.areaCm2 += cells.areaCm2[cell]!;
    sum.outlineCm += cells.outerCm[cell]!;
  });
  for (let i = 0; i < arcs.left.length; i++) {
    const sides = [gridOf[arcs.left[i]!]!, gridOf[arcs.right[i]!]!];
    if (sides[0] === sides[1]) continue;
    for (const grid of sides) if (sums[grid] !== undefined) sums[grid].outlineCm += arcs.lenCm[i]!;
  }
  const faults = grids.flatMap((told, grid): Fault[] => {
    const sum = { ...sums[grid]!, compactness: 0 };
    sum.compactness = (4 * Math.PI * sum.areaCm2) / (sum.outlineCm * sum.outlineCm);
    const wrong = (Object.keys(sum) as (keyof typeof sum)[]).filter(
      (key) => !(Math.abs(told[key] - sum[key]) <= SAME * Math.max(1, Math.abs(sum[key]))),
    );
    return wrong.length === 0 ? [] : [fault('wrong-figures', grid, [], wrong.join(', '))];
  });
  if (moved !== certificate.householdsMoved) {
    faults.push(fault('wrong-moved', -1, [], `${moved}, not ${certificate.householdsMoved}`));
  }
  if (certificate.undecided.length === 0 && moved < certificate.leastMoved) {
    faults.push(fault('moved-below-bound', -1, [], `${moved} < ${certificate.leastMoved}`));
  }
  return faults;
}
