/**
 * The plans of a community's areas that together have the highest mean Polsby–Popper, one plan an area. It is the mean over all
 * grids of the community that counts: the mean of an area may rise, with fewer grids in it, and that of the whole fall.
 */
import type { PlanState } from './plan-state.ts';

interface Kept {
  readonly slotOf: Int32Array;
  /** Households outside the standard. */
  readonly outside: number;
  /** Polsby–Popper of its grids, added up. */
  readonly sum: number;
  readonly grids: number;
}

export class RoundestPlans {
  readonly #kept: (Kept | undefined)[];

  constructor(areas: number) {
    this.#kept = new Array<Kept | undefined>(areas).fill(undefined);
  }

  /** Takes the plan if fewer households are outside the standard, or as many and the community is rounder with it. */
  offer(area: number, state: PlanState): void {
    const slots = state.usedSlots();
    const outside = state.violations(slots).households;
    const now = this.#kept[area];
    if (now !== undefined && outside > now.outside) return;
    const sum = slots.reduce((total, slot) => total + compactnessIn(state, slot), 0);
    const offered = { slotOf: state.slotOf, outside, sum, grids: slots.length };
    if (now?.outside === outside && this.#meanWith(area, offered) <= this.#meanWith(area, now)) return;
    this.#kept[area] = { ...offered, slotOf: state.slotOf.slice() };
  }

  plan(area: number): Int32Array {
    return this.#kept[area]!.slotOf;
  }

  #meanWith(area: number, one: Kept): number {
    let { sum, grids } = one;
    this.#kept.forEach((kept, other) => {
      if (kept === undefined || other === area) return;
      sum += kept.sum;
      grids += kept.grids;
    });
    return sum / grids;
  }
}

function compactnessIn({ areaCm2, outlineCm }: PlanState, slot: number): number {
  return (4 * Math.PI * areaCm2[slot]!) / outlineCm[slot]! ** 2;
}
