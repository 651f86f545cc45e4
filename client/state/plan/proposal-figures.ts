/** What a division comes to, in the figures that a proposal gives: one community, or several added up. Pure. */
import type { ProposalOffer } from '../../../server/contract/plan-proposals.ts';
import type { PlanSlot } from '../../../server/contract/plan-state.ts';
import { ARC_CLASSES } from '../../../server/partition/cell-graph.ts';
import { USUAL_WEIGHTS } from '../../../server/partition/objective.ts';
import { bandOf, isExempt } from '../../../server/partition/plan/band.ts';
import { UNASSIGNED } from '../../../server/partition/plan/cell-ranges.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import type { Standard } from '../../../server/partition/standard.ts';

export interface Figures {
  readonly grids: number;
  /** Grids outside the standard. */
  readonly outside: number;
  /** Those of them for which there is a proof, those for which nothing is known; null: nobody has looked. */
  readonly unavoidable: number | null;
  readonly undecided: number | null;
  /** null: against itself. */
  readonly moved: number | null;
  readonly leastMoved: number | null;
  /** Metres of border between grids that may change, times preference. */
  readonly borderCost: number;
  /** Mean of all grids. */
  readonly compactness: number;
}

/** Grids that may change, as a proposal for these grids counts them; `keys` null: for all. */
function isAsked(slot: PlanSlot, keys: ReadonlySet<string> | null): boolean {
  return slot.role === 'free' && !isExempt(slot) && (keys === null || keys.has(slot.key));
}

/** The plan as it stands. */
export function presentFigures(
  community: CommunityPlan,
  standard: Standard,
  keys: ReadonlySet<string> | null = null,
): Figures {
  const { slots, numbers } = community.divisions.grid;
  const asked = slots.map((slot) => slot !== null && isAsked(slot, keys));
  let [grids, outside, compactness] = [0, 0, 0];
  slots.forEach((slot, number) => {
    const own = slot === null ? null : numbers.numbers(number);
    if (slot === null || own === null || own.cells === 0) return;
    grids += 1;
    compactness += own.compactness;
    if (asked[number] && bandOf(slot, own.households, standard).state !== 'within') outside += 1;
  });
  return {
    grids,
    outside,
    unavoidable: null,
    undecided: null,
    moved: null,
    leastMoved: null,
    borderCost: borderCost(community, (slot) => slot !== UNASSIGNED && asked[slot] === true),
    compactness: grids === 0 ? 0 : compactness / grids,
  };
}

function borderCost(community: CommunityPlan, isFree: (slot: number) => boolean): number {
  const { slotOf, ground } = community.divisions.grid.numbers;
  let cost = 0;
  for (let cell = 0; cell < ground.count; cell++) {
    for (let row = ground.start[cell]!; row < ground.start[cell + 1]!; row++) {
      const other = ground.to[row]!;
      const [one, two] = [slotOf[cell]!, slotOf[other]!];
      if (other < cell || one === two || !isFree(one) || !isFree(two)) continue;
      for (let k = 0; k < ARC_CLASSES; k++) {
        cost += (ground.classCm[ARC_CLASSES * row + k]! * USUAL_WEIGHTS.preference[k]!) / 100;
      }
    }
  }
  return cost;
}

export const offerFigures = (offer: ProposalOffer): Figures => ({
  grids: offer.grids,
  outside: offer.outside,
  unavoidable: offer.unavoidable,
  undecided: offer.undecided,
  moved: offer.householdsMoved,
  leastMoved: offer.leastMoved,
  borderCost: offer.borderCost,
  compactness: offer.compactness,
});

const added = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : one + other;

/** Of several communities together: sums, and the mean of all their grids. */
export function sumOf(all: readonly Figures[]): Figures {
  const [first, ...rest] = all;
  if (first === undefined) {
    return {
      grids: 0,
      outside: 0,
      unavoidable: 0,
      undecided: 0,
      moved: 0,
      leastMoved: 0,
      borderCost: 0,
      compactness: 0,
    };
  }
  return rest.reduce((sum, one) => {
    const grids = sum.grids + one.grids;
    const mean = (sum.compactness * sum.grids + one.compactness * one.grids) / Math.max(1, grids);
    return {
      grids,
      outside: sum.outside + one.outside,
      unavoidable: added(sum.unavoidable, one.unavoidable),
      undecided: added(sum.undecided, one.undecided),
      moved: added(sum.moved, one.moved),
      leastMoved: added(sum.leastMoved, one.leastMoved),
      borderCost: sum.borderCost + one.borderCost,
      compactness: mean,
    };
  }, first);
}
