/** The thread side of proposal-threads.ts: one community after the other, each told of as it goes, and checked before it is given out. */
import { parentPort } from 'node:worker_threads';
import { checkProposal } from '../partition/checker/check-proposal.ts';
import type { Fault } from '../partition/checker/fault.ts';
import { fixHere } from '../partition/fix-here.ts';
import { AFRESH } from '../partition/method.ts';
import { METHODS, type MethodName } from '../partition/methods.ts';
import type { Progress, Stage } from '../partition/progress.ts';
import type { Proposal } from '../partition/proposal.ts';
import { propose } from '../partition/propose.ts';
import type { ProposalRequest } from '../partition/request.ts';

/** A method of the engine, or one grid (a row of the present plan) put right. */
export type ProposalWay = MethodName | 'afresh' | { readonly fixHere: number };

export interface ProposalTask {
  readonly id: number;
  readonly request: ProposalRequest;
  readonly method: ProposalWay;
}

/** `faults`: what the independent checker found in each. */
export type ProposalNews =
  | { readonly id: number; readonly stage: Stage }
  | { readonly id: number; readonly proposals: readonly Proposal[]; readonly faults: readonly (readonly Fault[])[] }
  | { readonly id: number; readonly error: string };

parentPort!.on('message', ({ id, request, method }: ProposalTask) => {
  try {
    const steps = stepsOf(request, method);
    let stage: Stage | undefined;
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done === true) {
        const proposals = [step.value].flat();
        return tell({ id, proposals, faults: proposals.map((proposal) => faultsOf(request, method, proposal)) });
      }
      if (step.value.stage === stage) continue;
      stage = step.value.stage;
      tell({ id, stage });
    }
  } catch (error) {
    tell({ id, error: error instanceof Error ? error.message : String(error) });
  }
});

function stepsOf(request: ProposalRequest, method: ProposalWay): Generator<Progress, Proposal | Proposal[]> {
  if (typeof method === 'object') return fixHere(request, method.fixHere);
  return propose(request, method === 'afresh' ? AFRESH : METHODS[method]);
}

/** Where one grid is put right, cells that were in none stay so. */
function faultsOf(request: ProposalRequest, method: ProposalWay, proposal: Proposal): Fault[] {
  if (typeof method !== 'object') {
    return checkProposal(request, proposal, method !== 'afresh' && METHODS[method].leaveCutCompounds);
  }
  const isOpen = (cell: number): boolean => request.present.gridOf[cell]! < 0;
  return checkProposal(request, proposal, true).filter(
    ({ code, cells }) => code !== 'cell-without-grid' || !cells.every(isOpen),
  );
}

function tell(news: ProposalNews): void {
  const transfer = 'proposals' in news ? news.proposals.map(({ gridOf }) => gridOf.buffer as ArrayBuffer) : [];
  parentPort!.postMessage(news, transfer);
}
