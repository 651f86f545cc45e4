/** The engine's own random numbers (mulberry32): the same on every machine, in every engine. */
import { WordHash } from '../geometry/content-hash.ts';

const TWO_TO_32 = 4294967296;

export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** A number in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / TWO_TO_32;
  }

  /** A whole number from 0 to count − 1. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }
}

/** The seed of one community's work: what else runs, and in which order, makes no difference. */
export function seedOf(planSeed: number, community: string): number {
  const hash = new WordHash();
  hash.word(planSeed | 0);
  for (let i = 0; i < community.length; i++) hash.word(community.charCodeAt(i));
  return hash.pair()[0];
}
