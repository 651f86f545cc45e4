/** With which neighbour a grid is best merged: what would come of each, the best first. */
import type { PlanLevel } from '../../contract/plan-state.ts';
import type { Standard } from '../standard.ts';
import { type BandState, bandOf } from './band.ts';
import type { CommunityPlan } from './community-plan.ts';
import { distance, longer, mayTake, openBorders } from './neighbour-borders.ts';

export interface MergeChoice {
  /** The neighbour. */
  readonly slot: number;
  /** Of the two the one with more households, whose code and worker go on; the lower of equals. For mergeBody. */
  readonly kept: number;
  readonly gone: number;
  /** Of both together. */
  readonly households: number;
  /** Of both together; null without a standard. */
  readonly band: BandState | null;
  /** Common border that people can cross. */
  readonly borderCm: number;
}

/**
 * Neighbours over borders that people can cross. First those that come nearest to the standard together, of equal ones that
 * with the longest common border, then the lowest. Locked and dedicated grids are left out; none for a grid that is locked.
 */
export function mergeChoices(
  community: CommunityPlan,
  level: PlanLevel,
  slot: number,
  standard: Standard | null,
): MergeChoice[] {
  const own = community.slot(level, slot);
  if (own === null || own.role === 'locked') return [];
  const { numbers } = community.divisions[level];
  const ownHouseholds = numbers.households(slot);
  const found = [...openBorders(community, level, numbers.cellsOf(slot), slot)].flatMap(([other, borderCm]) => {
    if (!mayTake(community.slot(level, other)!, own)) return [];
    const theirs = numbers.households(other);
    const isOwnKept = ownHouseholds > theirs || (ownHouseholds === theirs && slot < other);
    const [kept, gone] = isOwnKept ? [slot, other] : [other, slot];
    const households = ownHouseholds + theirs;
    const record = community.slot(level, kept)!;
    const off = distance(record, households, standard);
    const band = standard === null ? null : bandOf(record, households, standard);
    return [{ off, choice: { slot: other, kept, gone, households, band, borderCm } }];
  });
  found.sort((a, b) => a.off - b.off || longer(a.choice, b.choice) || a.choice.slot - b.choice.slot);
  return found.map(({ choice }) => choice);
}
