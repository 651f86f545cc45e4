/**
 * The emergencies that run or ended within the last hour, in memory, so that a report costs no query. They are read again when
 * the service hears that one was switched, in whatever process; until they are there, who asks waits for them.
 */
import type { EmergencyRow } from './repository.ts';

const KEPT_MS = 3600_000;

interface Held {
  readonly rows: readonly EmergencyRow[];
  /** Complete for instants from here on. */
  readonly since: number;
}

export class RecentEmergencies {
  readonly #read: (since: Date) => Promise<EmergencyRow[]>;
  readonly #clock: () => Date;
  #held: Held | null = null;
  #reading: Promise<Held> | null = null;

  constructor(read: (since: Date) => Promise<EmergencyRow[]>, clock: () => Date) {
    this.#read = read;
    this.#clock = clock;
  }

  /** What is held is old: a read that began before may not have seen the change, so another begins. */
  async refresh(): Promise<void> {
    this.#held = null;
    this.#reading = null;
    await this.#ready();
  }

  /** Those in force at the instant; null when it is too long ago to know. */
  at(instant: Date): readonly EmergencyRow[] | null | Promise<readonly EmergencyRow[] | null> {
    return this.#held === null ? this.#ready().then((held) => inForce(held, instant)) : inForce(this.#held, instant);
  }

  #ready(): Promise<Held> {
    if (this.#reading !== null) return this.#reading;
    const since = new Date(this.#clock().getTime() - KEPT_MS);
    const reading: Promise<Held> = this.#read(since).then(
      (rows) => {
        const held = { rows, since: since.getTime() };
        if (this.#reading === reading) this.#held = held;
        return held;
      },
      (error) => {
        if (this.#reading === reading) this.#reading = null;
        throw error;
      },
    );
    this.#reading = reading;
    return reading;
  }
}

function inForce({ rows, since }: Held, instant: Date): readonly EmergencyRow[] | null {
  if (instant.getTime() < since) return null;
  return rows.filter(({ from, to }) => from <= instant && (to === null || to > instant));
}
