/** The best plans met so far: by unlawful households first, then by J; for each number of grids a few. */
import type { PlanState } from './plan-state.ts';

interface Kept {
  readonly slotOf: Int32Array;
  readonly violation: number;
  readonly off: number;
  readonly cost: number;
}

export class BestPlans {
  readonly #each: number;
  readonly #wanted: number | undefined;
  readonly #byCount = new Map<number, Kept[]>();

  /** `each`: plans kept for a number of grids; 0: one plan in all. `wanted`: of equally lawful plans, the nearest to so many grids. */
  constructor(each: number, wanted: number | undefined) {
    this.#each = each;
    this.#wanted = wanted;
  }

  offer(state: PlanState): void {
    const { households: violation } = state.violations();
    const cost = state.cost();
    const grids = state.usedSlots().length;
    const count = this.#each === 0 ? 0 : grids;
    const off = this.#wanted === undefined ? 0 : Math.abs(grids - this.#wanted);
    const kept = this.#byCount.get(count) ?? [];
    if (kept.some((one) => one.violation === violation && one.cost === cost)) return;
    const isFull = kept.length >= Math.max(1, this.#each);
    if (isFull && compare({ violation, off, cost }, kept[kept.length - 1]!) >= 0) return;
    if (isFull) kept.pop();
    kept.push({ slotOf: state.slotOf.slice(), violation, off, cost });
    this.#byCount.set(count, kept.sort(compare));
  }

  get isEmpty(): boolean {
    return this.#byCount.size === 0;
  }

  /** Best first. */
  plans(): Int32Array[] {
    return [...this.#byCount.values()]
      .flat()
      .sort(compare)
      .map(({ slotOf }) => slotOf);
  }
}

function compare(a: Omit<Kept, 'slotOf'>, b: Omit<Kept, 'slotOf'>): number {
  return a.violation - b.violation || a.off - b.off || a.cost - b.cost;
}
