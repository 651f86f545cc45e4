/** Texts that many events share, as numbers: 0 stands for none, the others are given in the order they are met. */

export class NumberTable {
  readonly #numbers = new Map<string, number>([['', 0]]);
  readonly #texts: string[] = [''];

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    // the text may be a slice of a page that nothing else holds on to
    const own = Buffer.from(text).toString();
    this.#numbers.set(own, this.#texts.length);
    return this.#texts.push(own) - 1;
  }

  /** undefined: no event has it. */
  known(text: string): number | undefined {
    return this.#numbers.get(text);
  }

  text(number: number): string {
    return this.#texts[number]!;
  }

  /** How many numbers there are, none included. */
  get size(): number {
    return this.#texts.length;
  }

  /** 1 where the text passes; none never does. */
  mask(passes: (text: string) => boolean): Uint8Array {
    return Uint8Array.from(this.#texts, (text, i) => (i > 0 && passes(text) ? 1 : 0));
  }
}
