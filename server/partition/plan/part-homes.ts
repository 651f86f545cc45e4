/** Parts that are cut off from their grid, and the neighbours that could take them. */
import type { BodyOf } from '../../contract/plan-operations.ts';
import type { PlanLevel } from '../../contract/plan-state.ts';
import type { Standard } from '../standard.ts';
import { movesBody } from './bodies.ts';
import type { CommunityPlan } from './community-plan.ts';
import { distance, longer, mayTake, openBorders } from './neighbour-borders.ts';

export interface PartHome {
  readonly slot: number;
  /** Of the neighbour with the part. */
  readonly households: number;
  /** Households by which the neighbour is farther outside the standard with the part than without; below 0: it is helped. */
  readonly growth: number;
  /** Border of the part with it that people can cross. */
  readonly borderCm: number;
}

/**
 * Neighbours of a part over borders that people can cross: least growth first, of equal ones that with the longest border,
 * then the lowest. Locked and dedicated grids are left out. `taken`: households that neighbours get besides.
 */
export function partHomes(
  community: CommunityPlan,
  level: PlanLevel,
  part: readonly number[],
  standard: Standard | null,
  taken: ReadonlyMap<number, number> = new Map(),
): PartHome[] {
  const { numbers } = community.divisions[level];
  const slot = numbers.slotOf[part[0] ?? -1];
  const own = slot === undefined ? null : community.slot(level, slot);
  if (slot === undefined || own === null) return [];
  // What is no longer in the grid of its micro grid can go to no other of them.
  const gridOf = community.divisions.grid.numbers.slotOf;
  if (level === 'micro' && part.some((cell) => gridOf[cell] !== own.parent)) return [];
  const gained = part.reduce((sum, cell) => sum + numbers.ground.households[cell]!, 0);
  const found = [...openBorders(community, level, part, slot)].flatMap(([other, borderCm]): PartHome[] => {
    const record = community.slot(level, other)!;
    if (!mayTake(record, own)) return [];
    const before = numbers.households(other) + (taken.get(other) ?? 0);
    const households = before + gained;
    const growth = distance(record, households, standard) - distance(record, before, standard);
    return [{ slot: other, households, growth, borderCm }];
  });
  return found.sort((a, b) => a.growth - b.growth || longer(a, b) || a.slot - b.slot);
}

/**
 * Each cut-off part of a grid to its best neighbour, the largest part first, as one step; parts that nobody can take stay. null
 * when there is nothing to give: the grid is whole, or locked, or has no such neighbour.
 */
export function giveAwayBody(
  community: CommunityPlan,
  level: PlanLevel,
  slot: number,
  standard: Standard | null,
): BodyOf<'assign'> | null {
  const record = community.slot(level, slot);
  if (record === null || record.role === 'locked') return null;
  const { numbers } = community.divisions[level];
  const taken = new Map<number, number>();
  const moves = new Map<number, number>();
  for (const part of numbers.parts(slot).slice(1)) {
    const [best] = partHomes(community, level, part, standard, taken);
    if (best === undefined) continue;
    taken.set(best.slot, best.households - numbers.households(best.slot));
    for (const cell of part) moves.set(cell, best.slot);
  }
  return movesBody(community, level, moves);
}
