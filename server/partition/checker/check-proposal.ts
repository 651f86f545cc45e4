/**
 * The independent checker: takes a question and an answer, believes nothing of the answer, and names what is wrong with it.
 * Shares no code with the search; only what a graph, a question and an answer look like.
 */
import type { Proposal } from '../proposal.ts';
import type { ProposalRequest } from '../request.ts';
import { Evidences } from './evidence.ts';
import { type Fault, fault } from './fault.ts';
import { figureFaults } from './figures.ts';
import { groundOf } from './ground.ts';
import { structureFaults } from './structure.ts';
import { verdictFaults } from './verdict-faults.ts';

/** No fault: everything holds. `mayCut`: compounds that the present plan cuts were not to be made whole. */
export function checkProposal(request: ProposalRequest, proposal: Proposal, mayCut: boolean): Fault[] {
  const count = request.graph.cells.ids.length;
  if (proposal.gridOf.length !== count) return [fault('shape-of-answer', -1, [], `${proposal.gridOf.length} cells`)];
  const outside = proposal.gridOf.findIndex((grid) => grid < -1 || grid >= proposal.grids.length);
  if (outside >= 0) return [fault('shape-of-answer', -1, [outside], 'a grid that is not there')];
  const ground = groundOf(request, mayCut);
  return [
    ...structureFaults(request, ground, proposal),
    ...figureFaults(request, proposal),
    ...verdictFaults(request, ground, new Evidences(ground, request), proposal),
  ];
}
