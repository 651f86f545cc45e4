/**
 * Which fixes of a worker were taken already, by time and by the client's own id: the last 256 in memory. An older repeat is
 * found by the table, which holds a worker and a time once.
 */
const KEPT = 256;

export class KnownFixes {
  readonly #times = new Float64Array(KEPT).fill(Number.NaN);
  readonly #ids: (string | undefined)[] = [];
  readonly #byTime = new Set<number>();
  readonly #byId = new Set<string>();
  #next = 0;

  has(t: number, cid: string | undefined): boolean {
    return this.#byTime.has(t) || (cid !== undefined && this.#byId.has(cid));
  }

  add(t: number, cid: string | undefined): void {
    const at = this.#next;
    this.#next = (at + 1) % KEPT;
    const oldest = this.#ids[at];
    this.#byTime.delete(this.#times[at]!);
    if (oldest !== undefined) this.#byId.delete(oldest);
    this.#times[at] = t;
    this.#ids[at] = cid;
    this.#byTime.add(t);
    if (cid !== undefined) this.#byId.add(cid);
  }

  /** It could not be written: when it comes again it is new. */
  forget(t: number, cid: string | undefined): void {
    this.#byTime.delete(t);
    if (cid !== undefined) this.#byId.delete(cid);
  }
}
