/**
 * Proposals for many communities on worker threads: the largest first, each given out as soon as it is done. What comes out
 * does not depend on how many threads there are.
 */
import type { Worker } from 'node:worker_threads';
import type { Fault } from '../partition/checker/fault.ts';
import type { Stage } from '../partition/progress.ts';
import type { Proposal } from '../partition/proposal.ts';
import type { ProposalWay } from '../partition/proposal-way.ts';
import type { ProposalRequest } from '../partition/request.ts';
import { startWorker } from '../worker-thread.ts';
import type { ProposalNews, ProposalTask } from './proposal-worker.ts';

/** Tasks a thread holds at a time: one at work and one to go on with. */
const AHEAD = 2;

export interface ProposalRun {
  readonly method: ProposalWay;
  /** Stops the run: the threads are ended, and the run rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onStage?: (community: string, stage: Stage) => void;
}

export class ProposalThreads {
  readonly #size: number;
  #threads: Worker[] = [];

  constructor(size: number) {
    this.#size = size;
  }

  /** Starts the threads, so that a run need not wait for them. */
  warm(): void {
    while (this.#threads.length < this.#size) {
      const thread = startWorker(new URL('./proposal-worker.ts', import.meta.url));
      thread.unref();
      this.#threads.push(thread);
    }
  }

  /**
   * Calls `onProposal` with each proposal as it comes, with its place in `requests` and what the independent checker found in
   * it; where one grid is put right with each of the ways, or none. One run at a time.
   */
  async run(
    requests: readonly ProposalRequest[],
    { method, signal, onStage }: ProposalRun,
    onProposal: (proposal: Proposal, place: number, faults: readonly Fault[], option: number) => void,
  ): Promise<void> {
    signal?.throwIfAborted();
    this.warm();
    const cells = (place: number) => requests[place]!.graph.cells.ids.length;
    const waiting = [...requests.keys()].sort((a, b) => cells(a) - cells(b) || b - a);
    let open = requests.length;
    if (open === 0) return;
    const { promise, resolve, reject } = withResolvers();
    const give = (thread: Worker) => {
      const id = waiting.pop();
      if (id !== undefined) thread.postMessage({ id, request: requests[id]!, method } satisfies ProposalTask);
    };
    const listen = (thread: Worker) => (news: ProposalNews) => {
      if ('error' in news) return reject(new Error(news.error));
      if ('stage' in news) return onStage?.(requests[news.id]!.graph.community, news.stage);
      give(thread);
      news.proposals.forEach((proposal, option) => {
        onProposal(proposal, news.id, news.faults[option]!, option);
      });
      if (--open === 0) resolve();
    };
    const fail = (error: unknown) =>
      reject(error instanceof Error ? error : new Error(`a thread ended with ${String(error)}`));
    const abort = () => reject(signal!.reason as Error);
    const listeners = this.#threads.map(listen);
    signal?.addEventListener('abort', abort, { once: true });
    this.#threads.forEach((thread, i) => {
      thread.ref();
      thread.on('message', listeners[i]!).on('error', fail).on('exit', fail);
      for (let task = 0; task < AHEAD; task++) give(thread);
    });
    try {
      await promise;
    } catch (error) {
      for (const thread of this.#threads) thread.removeAllListeners();
      await this.close();
      throw error;
    } finally {
      signal?.removeEventListener('abort', abort);
      this.#threads.forEach((thread, i) => {
        thread.off('message', listeners[i]!).off('error', fail).off('exit', fail);
        thread.unref();
      });
    }
  }

  async close(): Promise<void> {
    const threads = this.#threads;
    this.#threads = [];
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

/** `Promise.withResolvers`, which Node 20 does not have. */
function withResolvers(): { promise: Promise<void>; resolve: () => void; reject: (error: Error) => void } {
  let resolve!: () => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
