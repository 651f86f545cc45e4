/**
 * Who runs proposals: threads for many communities, one run after the other, and a thread of its own for a single community, so
 * that a grid that is to be put right does not wait for a county.
 */
import type { ProposalRequest } from '../partition/request.ts';
import { type ProposalRun, ProposalThreads } from './proposal-threads.ts';

type OnProposal = Parameters<ProposalThreads['run']>[2];

export class ProposalPool {
  readonly #many: Lane;
  readonly #one = new Lane(1);

  /** `cores` for many communities at a time. */
  constructor(cores: number) {
    this.#many = new Lane(Math.max(1, cores));
  }

  run(requests: readonly ProposalRequest[], run: ProposalRun, onProposal: OnProposal): Promise<void> {
    return (requests.length === 1 ? this.#one : this.#many).run(requests, run, onProposal);
  }

  async close(): Promise<void> {
    await Promise.all([this.#one.close(), this.#many.close()]);
  }
}

class Lane {
  readonly #threads: ProposalThreads;
  #last: Promise<unknown> = Promise.resolve();

  constructor(size: number) {
    this.#threads = new ProposalThreads(size);
  }

  run(requests: readonly ProposalRequest[], run: ProposalRun, onProposal: OnProposal): Promise<void> {
    const begin = (): Promise<void> => this.#threads.run(requests, run, onProposal);
    const mine = this.#last.then(begin, begin);
    this.#last = mine.catch(() => {});
    return mine;
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#threads.close();
  }
}
