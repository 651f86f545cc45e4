/** Chance by a seed: the same seed makes the same day. */
import { SeededRandom, seedOf } from '../partition/seeded-random.ts';

export class Chance {
  readonly #random: SeededRandom;

  constructor(seed: number, name = '') {
    this.#random = new SeededRandom(seedOf(seed, name));
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.#random.next();
  }

  /** Both ends included. */
  whole(low: number, high: number): number {
    return low + this.#random.below(high - low + 1);
  }

  happens(probability: number): boolean {
    return this.#random.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.#random.below(items.length)]!;
  }

  /** One of them, those of more weight more often. */
  weighted<T>(items: readonly T[], weightOf: (item: T) => number): T {
    let left = this.#random.next() * items.reduce((sum, item) => sum + weightOf(item), 0);
    const found = items.find((item) => {
      left -= weightOf(item);
      return left < 0;
    });
    return found ?? items.at(-1)!;
  }

  shuffled<T>(items: readonly T[]): T[] {
    const out = [...items];
    for (let i = out.length - 1; i > 0; i--) {
      const j = this.#random.below(i + 1);
      [out[i], out[j]] = [out[j]!, out[i]!];
    }
    return out;
  }
}
