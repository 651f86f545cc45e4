/**
 * What is done for every open stream now and then, by one timer that runs only while there are streams: keeping quiet lines
 * open, and asking again who listens. A session that has ended, or a role that was taken, ends the stream after at most so long.
 */
import type {} from 'fastify';
import type { Caller } from '../access/caller.ts';
import { Refusal } from '../contract/problem.ts';

declare module 'fastify' {
  interface FastifyInstance {
    liveRounds: Rounds;
  }
}

export const ROUND_MS = 25_000;

export interface Rounded {
  /** Throws a Refusal when it may no longer listen. */
  who(): Promise<Caller>;
  /** It may, as this caller. */
  stays(caller: Caller): void;
  end(): void;
}

export class Rounds {
  readonly #streams = new Set<Rounded>();
  #timer: NodeJS.Timeout | null = null;

  get size(): number {
    return this.#streams.size;
  }

  /** The answer takes it out. */
  add(stream: Rounded): () => void {
    this.#streams.add(stream);
    this.#timer ??= setInterval(() => void this.round(), ROUND_MS);
    return () => {
      this.#streams.delete(stream);
      if (this.#streams.size > 0) return;
      clearInterval(this.#timer ?? undefined);
      this.#timer = null;
    };
  }

  /** One after the other: the database has other things to do. */
  async round(): Promise<void> {
    for (const stream of [...this.#streams]) {
      try {
        const caller = await stream.who();
        if (this.#streams.has(stream)) stream.stays(caller);
      } catch (error) {
        // a database that does not answer is no reason to send people away
        if (error instanceof Refusal) stream.end();
      }
    }
  }

  close(): void {
    for (const stream of [...this.#streams]) stream.end();
    clearInterval(this.#timer ?? undefined);
  }
}
