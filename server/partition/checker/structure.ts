/** Does every cell have its grid, does every grid hang together, and is kept what had to be? */
import type { Proposal } from '../proposal.ts';
import type { ProposalRequest } from '../request.ts';
import { type Fault, fault } from './fault.ts';
import { floods, type Ground } from './ground.ts';

export function structureFaults(request: ProposalRequest, ground: Ground, proposal: Proposal): Fault[] {
  const { gridOf, grids, certificate } = proposal;
  const faults: Fault[] = [];
  const unassigned = new Set(certificate.unassigned.flat());
  const cellsOf: number[][] = grids.map(() => []);
  gridOf.forEach((grid, cell) => {
    const known = cellsOf[grid];
    if (known !== undefined) known.push(cell);
    if (known === undefined ? !unassigned.has(cell) : unassigned.has(cell)) {
      faults.push(fault('cell-without-grid', grid, [cell], 'in no grid, or in one and called unassigned'));
    }
  });
  const empty = floods(
    [...gridOf.keys()].filter((cell) => ground.isFree[cell]),
    (cell) => ground.neighbours[cell]!,
  ).filter((area) => area.every((cell) => ground.households[cell] === 0));
  for (const cell of unassigned) {
    if (!empty.some((area) => area.includes(cell))) {
      faults.push(fault('cell-without-grid', -1, [cell], 'a grid could hold it'));
    }
  }
  cellsOf.forEach((cells, grid) => {
    if (cells.length === 0) faults.push(fault('empty-grid', grid, [], ''));
    if (grids[grid]!.role !== 'free') return;
    const parts = floods(cells, (cell) => ground.neighbours[cell]!);
    if (parts.length > 1) faults.push(fault('grid-in-parts', grid, parts[1]!, `${parts.length} parts`));
  });
  for (const bundle of ground.bundles) {
    const parted = bundle.filter((cell) => gridOf[cell] !== gridOf[bundle[0]!]);
    if (parted.length > 0) faults.push(fault('kept-cells-parted', gridOf[bundle[0]!]!, parted, 'tie, pin or compound'));
  }
  return [...faults, ...fixedFaults(request, proposal, cellsOf), ...codeFaults(request, proposal)];
}

function fixedFaults({ present }: ProposalRequest, { grids }: Proposal, cellsOf: readonly number[][]): Fault[] {
  return present.grids.flatMap(({ code, role }, row) => {
    if (role === 'free') return [];
    const before = [...present.gridOf.keys()].filter((cell) => present.gridOf[cell] === row);
    if (before.length === 0) return [];
    const grid = grids.findIndex((one) => one.code === code && one.role === role);
    const after = cellsOf[grid] ?? [];
    const isSame = after.length === before.length && before.every((cell, i) => after[i] === cell);
    return isSame ? [] : [fault('fixed-grid-changed', grid, before, code)];
  });
}

function codeFaults({ present }: ProposalRequest, { grids }: Proposal): Fault[] {
  const seen = new Set<string>();
  return grids.flatMap(({ code, role }, grid): Fault[] => {
    if (code === null) return role === 'free' ? [] : [fault('unknown-code', grid, [], 'a fixed grid has a code')];
    if (seen.has(code)) return [fault('code-used-twice', grid, [], code)];
    seen.add(code);
    const isKnown = present.grids.some((one) => one.code === code && one.role === role);
    return isKnown ? [] : [fault('unknown-code', grid, [], code)];
  });
}
