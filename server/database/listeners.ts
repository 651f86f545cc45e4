/** Who hears what: channel → handlers. A handler that throws is reported and does not keep the others from hearing. */
import type { Log } from './log.ts';

export type Heard = (payload: string) => void;

export class Listeners {
  readonly #byChannel = new Map<string, Set<{ heard: Heard }>>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  channels(): string[] {
    return [...this.#byChannel.keys()];
  }

  has(channel: string): boolean {
    return this.#byChannel.has(channel);
  }

  /** The same function may listen twice; each listening ends on its own. */
  add(channel: string, heard: Heard): () => void {
    const entry = { heard };
    const set = this.#byChannel.get(channel) ?? new Set();
    this.#byChannel.set(channel, set.add(entry));
    return () => {
      set.delete(entry);
      if (set.size === 0 && this.#byChannel.get(channel) === set) this.#byChannel.delete(channel);
    };
  }

  tell(channel: string, payload: string): void {
    for (const { heard } of [...(this.#byChannel.get(channel) ?? [])]) {
      try {
        heard(payload);
      } catch (error) {
        this.#log(`a listener of ${channel} failed`, error);
      }
    }
  }

  /** After a break in the line: every handler hears '', "something may have been missed, look again". */
  tellAll(): void {
    for (const channel of this.channels()) this.tell(channel, '');
  }
}

/** A channel as an SQL identifier. */
export function channelName(channel: string): string {
  return `"${channel.replaceAll('"', '""')}"`;
}
