/**
 * The time of the day that is played. Faster than the clock it begins in the past and reaches the present at its end, for the service
 * takes nothing that has not happened yet: what is told is told with the time it has in that day.
 */
import { setTimeout as sleep } from 'node:timers/promises';

/** A clock a little behind that of the service names nothing to come. */
const BEHIND_MS = 2_000;
/** The service takes what is a day old at most; a play longer than that cannot be told. */
export const LONGEST_MINUTES = 23 * 60;
/** So late at the speed of the clock the machine has slept. */
const SLEPT_MS = 120_000;

export class PlayedTime {
  readonly from: number;
  readonly until: number;
  readonly #began: number;
  readonly #speed: number;
  readonly #clock: () => number;

  /** `minutes` of played time; Infinity at speed 1 only. */
  constructor(minutes: number, speed: number, clock: () => number = Date.now) {
    const length = minutes * 60_000;
    this.#clock = clock;
    this.#began = clock();
    this.#speed = speed;
    this.from = this.#began - BEHIND_MS - (speed === 1 ? 0 : length * (1 - 1 / speed));
    this.until = this.from + length;
  }

  now(): number {
    return Math.min(this.from + (this.#clock() - this.#began) * this.#speed, this.#clock() - BEHIND_MS);
  }

  /** Whether what was due at that time is due no more: told in one burst it would be no day of anybody's. */
  isOver(at: number): boolean {
    return this.#speed === 1 && this.now() - at > SLEPT_MS;
  }

  /** Until it is then, but not for less than `leastMs` of real time. Returns at once when it is called off. */
  async reach(at: number, leastMs: number, signal: AbortSignal): Promise<void> {
    const wait = Math.max(leastMs, (at - this.now()) / this.#speed);
    await sleep(Math.min(wait, 2 ** 31 - 1), undefined, { signal }).catch(() => {});
  }
}
