/** All findings of a check in their order with their counts, kept up while parts of it are found anew. */
import { type CoverageFinding, type FindingKind, zeroCounts } from './coverage-report.ts';
import type { Listed } from './coverage-totals.ts';
import type { PartFindings } from './finding-list.ts';
import { compareFindings, distinct, numberedId } from './finding-order.ts';

/** With more changes than this the whole is put in order again. */
const FEW = 100;

export class KeptFindings {
  #sorted: CoverageFinding[] = [];
  /** How many findings have an id. */
  readonly #times: Map<string, number> = new Map();
  readonly #repeated: Set<string> = new Set();
  readonly #counts = zeroCounts();
  readonly #below = zeroCounts();
  #gone: CoverageFinding[] = [];
  #fresh: CoverageFinding[] = [];

  /** A part instead of another, which was put before. Counts in the report once changes are settled. */
  swap(old: PartFindings | undefined, fresh: PartFindings | undefined): void {
    if (old !== undefined) {
      for (const finding of old.findings) this.#gone.push(finding);
      this.#countBelow(old, -1);
    }
    if (fresh !== undefined) {
      for (const finding of fresh.findings) this.#fresh.push(finding);
      this.#countBelow(fresh, 1);
    }
  }

  /** Puts what was swapped in its place; the ids that came and went. */
  settle(): { added: string[]; gone: string[] } {
    const gone = this.#gone;
    const fresh = this.#fresh;
    this.#gone = [];
    this.#fresh = [];
    const before = new Map<string, number>();
    for (const { id } of [...gone, ...fresh]) if (!before.has(id)) before.set(id, this.#times.get(id) ?? 0);
    for (const finding of gone) this.#count(finding, -1);
    for (const finding of fresh) this.#count(finding, 1);
    if (gone.length + fresh.length > FEW) {
      const left = new Set(gone);
      this.#sorted = [...this.#sorted.filter((finding) => !left.has(finding)), ...fresh].sort(compareFindings);
    } else {
      for (const finding of gone) this.#sorted.splice(this.#placeOf(finding), 1);
      for (const finding of fresh) this.#sorted.splice(this.#firstNotBefore(finding), 0, finding);
    }
    const changes = { added: [] as string[], gone: [] as string[] };
    for (const [id, was] of before) {
      const now = this.#times.get(id) ?? 0;
      for (let n = was + 1; n <= now; n++) changes.added.push(numberedId(id, n));
      for (let n = now + 1; n <= was; n++) changes.gone.push(numberedId(id, n));
    }
    return changes;
  }

  listed(): Listed {
    return {
      findings: distinct(this.#sorted, this.#repeated),
      counts: { ...this.#counts },
      belowThreshold: { ...this.#below },
    };
  }

  #count({ id, kind }: CoverageFinding, by: 1 | -1): void {
    this.#counts[kind] += by;
    const times = (this.#times.get(id) ?? 0) + by;
    if (times === 0) this.#times.delete(id);
    else this.#times.set(id, times);
    if (times > 1) this.#repeated.add(id);
    else this.#repeated.delete(id);
  }

  #countBelow({ below }: PartFindings, by: 1 | -1): void {
    for (const kind of Object.keys(below) as FindingKind[]) this.#below[kind] += by * below[kind]!;
  }

  #placeOf(finding: CoverageFinding): number {
    let place = this.#firstNotBefore(finding);
    while (this.#sorted[place] !== finding) place += 1;
    return place;
  }

  #firstNotBefore(finding: CoverageFinding): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (compareFindings(this.#sorted[mid]!, finding) < 0) low = mid + 1;
      else high = mid;
    }
    return low;
  }
}
