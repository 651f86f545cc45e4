/** Answers that take long to work out, kept while what they are made from stays the same. */
export class KeptAnswers<T> {
  readonly #most: number;
  readonly #kept = new Map<string, Promise<T>>();

  /** `most`: of the ones asked for last. */
  constructor(most: number) {
    this.#most = most;
  }

  /** `key` names everything that the answer depends on. Two who ask at the same time wait for one answer; a failure is not kept. */
  of(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.#kept.get(key);
    if (known !== undefined) {
      this.#kept.delete(key);
      this.#kept.set(key, known);
      return known;
    }
    const made = make();
    this.#kept.set(key, made);
    if (this.#kept.size > this.#most) this.#kept.delete(this.#kept.keys().next().value!);
    made.catch(() => {
      if (this.#kept.get(key) === made) this.#kept.delete(key);
    });
    return made;
  }
}
