/** The grids that cells lie beside, over borders that people can cross, and how long these are. */
import type { PlanLevel, PlanSlot } from '../../contract/plan-state.ts';
import { ARC_CLASSES } from '../cell-graph.ts';
import type { Standard } from '../standard.ts';
import { bandOf, isExempt } from './band.ts';
import type { CommunityPlan } from './community-plan.ts';

/** By slot, in cm; a bridge or a gate adds the whole border that it leads across. Cells in no grid, and `own`, are left out. */
export function openBorders(
  community: CommunityPlan,
  level: PlanLevel,
  cells: Iterable<number>,
  own: number,
): Map<number, number> {
  const { ground, slotOf } = community.divisions[level].numbers;
  const { start, to, classCm, connects } = ground;
  const lengths = new Map<number, number>();
  for (const cell of cells) {
    for (let row = start[cell]!; row < start[cell + 1]!; row++) {
      const slot = slotOf[to[row]!]!;
      if (connects[row] === 0 || slot === own || community.slot(level, slot) === null) continue;
      let cm = lengths.get(slot) ?? 0;
      for (let k = 0; k < ARC_CLASSES; k++) cm += classCm[ARC_CLASSES * row + k]!;
      lengths.set(slot, cm);
    }
  }
  return lengths;
}

/** Whether a grid may be offered cells of another: it is free, the standard applies to it, and it is in the same grid. */
export function mayTake(record: PlanSlot, from: PlanSlot): boolean {
  return record.role === 'free' && !isExempt(record) && record.parent === from.parent;
}

/** Households by which a grid would be outside the standard; `standard` null: it may be of any size. */
export function distance(record: PlanSlot, households: number, standard: Standard | null): number {
  return standard === null ? 0 : Math.abs(bandOf(record, households, standard).needs);
}

/** For sorting: the longer border first; less than a metre makes no difference. */
export function longer(one: { readonly borderCm: number }, other: { readonly borderCm: number }): number {
  return Math.round(other.borderCm / 100) - Math.round(one.borderCm / 100);
}
