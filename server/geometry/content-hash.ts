/**
 * A 64-bit hash over integers, to tell whether two sets of shapes or two snapshots are the same. Not for secrets: it
 * guards against mixing up and against damage, not against an adversary.
 */
import type { MultiPolygon } from './polygon.ts';

/** Two 32-bit lanes fed the same words with different multipliers. */
export class WordHash {
  #a = 0x243f6a88 | 0;
  #b = 0x85a308d3 | 0;

  word(value: number): void {
    let a = Math.imul(this.#a ^ value, 0xcc9e2d51);
    a = (a << 13) | (a >>> 19);
    this.#a = (Math.imul(a, 5) + 0x6546b64) | 0;
    let b = Math.imul(this.#b ^ value, 0x1b873593);
    b = (b << 15) | (b >>> 17);
    this.#b = (Math.imul(b, 5) + 0x38b34ae5) | 0;
  }

  words(values: Int32Array): void {
    for (let i = 0; i < values.length; i++) this.word(values[i]!);
  }

  /** Both lanes, finished. */
  pair(): [number, number] {
    return [finish(this.#a ^ Math.imul(this.#b, 0x9e3779b1)), finish(this.#b ^ Math.imul(this.#a, 0x85ebca6b))];
  }

  /** 16 hexadecimal digits. */
  hex(): string {
    const [a, b] = this.pair();
    return (a >>> 0).toString(16).padStart(8, '0') + (b >>> 0).toString(16).padStart(8, '0');
  }
}

function finish(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** The hash of shapes as they stand: order of grids, parts, rings and first vertices matters. */
export function contentHash(grids: readonly MultiPolygon[]): string {
  const hash = new WordHash();
  hash.word(grids.length);
  for (const grid of grids) {
    hash.word(grid.length);
    for (const polygon of grid) {
      hash.word(polygon.length);
      for (const ring of polygon) {
        hash.word(ring.length);
        hash.words(ring);
      }
    }
  }
  return hash.hex();
}
