/** The thread side of proposal-threads.ts: one community after the other, each told of as it goes, and checked before it is given out. */
import { parentPort } from 'node:worker_threads';
import { faultsOf } from '../partition/checker/allowed-faults.ts';
import type { Fault } from '../partition/checker/fault.ts';
import type { Stage } from '../partition/progress.ts';
import type { Proposal } from '../partition/proposal.ts';
import { allowancesOf, type ProposalWay, stepsOf } from '../partition/proposal-way.ts';
import type { ProposalRequest } from '../partition/request.ts';

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
        const allowances = allowancesOf(method);
        return tell({ id, proposals, faults: proposals.map((proposal) => faultsOf(request, proposal, allowances)) });
      }
      if (step.value.stage === stage) continue;
      stage = step.value.stage;
      tell({ id, stage });
    }
  } catch (error) {
    tell({ id, error: error instanceof Error ? error.message : String(error) });
  }
});

function tell(news: ProposalNews): void {
  const transfer = 'proposals' in news ? news.proposals.map(({ gridOf }) => gridOf.buffer as ArrayBuffer) : [];
  parentPort!.postMessage(news, transfer);
}
