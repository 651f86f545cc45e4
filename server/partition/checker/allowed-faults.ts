/** What the checker finds in an answer, without what the way it was asked for allows. */
import type { Proposal } from '../proposal.ts';
import type { Allowances } from '../proposal-way.ts';
import type { ProposalRequest } from '../request.ts';
import { checkProposal } from './check-proposal.ts';
import type { Fault } from './fault.ts';
import { isPartedAsBefore } from './parted-before.ts';

export function faultsOf(request: ProposalRequest, proposal: Proposal, allowances: Allowances): Fault[] {
  const { mayCut, mayStayOpen, mayStayParted } = allowances;
  const isOpen = (cell: number): boolean => request.present.gridOf[cell]! < 0;
  return checkProposal(request, proposal, mayCut).filter(({ code, cells, grid }) => {
    if (code === 'cell-without-grid') return !(mayStayOpen && cells.every(isOpen));
    return code !== 'grid-in-parts' || !isPartedAsBefore(request, proposal, grid, mayStayParted);
  });
}
