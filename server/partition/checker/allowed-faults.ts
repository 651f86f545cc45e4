/** What the checker finds in an answer, without what the way it was asked for allows. */
import type { Proposal } from '../proposal.ts';
import type { Allowances } from '../proposal-way.ts';
import type { ProposalRequest } from '../request.ts';
import { checkProposal } from './check-proposal.ts';
import type { Fault } from './fault.ts';

export function faultsOf(request: ProposalRequest, proposal: Proposal, { mayCut, mayStayOpen }: Allowances): Fault[] {
  const faults = checkProposal(request, proposal, mayCut);
  if (!mayStayOpen) return faults;
  const isOpen = (cell: number): boolean => request.present.gridOf[cell]! < 0;
  return faults.filter(({ code, cells }) => code !== 'cell-without-grid' || !cells.every(isOpen));
}
