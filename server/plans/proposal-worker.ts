/** The thread side of proposal-threads.ts: one community after the other, each told of as it goes. */
import { parentPort } from 'node:worker_threads';
import { METHODS, type MethodName } from '../partition/methods.ts';
import type { Stage } from '../partition/progress.ts';
import type { Proposal } from '../partition/proposal.ts';
import { propose } from '../partition/propose.ts';
import type { ProposalRequest } from '../partition/request.ts';

export interface ProposalTask {
  readonly id: number;
  readonly request: ProposalRequest;
  readonly method: MethodName;
}

export type ProposalNews =
  | { readonly id: number; readonly stage: Stage }
  | { readonly id: number; readonly proposal: Proposal }
  | { readonly id: number; readonly error: string };

parentPort!.on('message', ({ id, request, method }: ProposalTask) => {
  try {
    const steps = propose(request, METHODS[method]);
    let stage: Stage | undefined;
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done === true) return tell({ id, proposal: step.value });
      if (step.value.stage === stage) continue;
      stage = step.value.stage;
      tell({ id, stage });
    }
  } catch (error) {
    tell({ id, error: error instanceof Error ? error.message : String(error) });
  }
});

function tell(news: ProposalNews): void {
  const transfer = 'proposal' in news ? [news.proposal.gridOf.buffer as ArrayBuffer] : [];
  parentPort!.postMessage(news, transfer);
}
