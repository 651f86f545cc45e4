/** Cells that change slots: what assign, moveBorder, split and merge have in common. */
import type { CellRanges, PlanLevel, PlanSlot } from '../../../contract/plan-state.ts';
import { cellsOf, UNASSIGNED } from '../cell-ranges.ts';
import type { CommunityPlan } from '../community-plan.ts';
import type { EditedPlan } from '../edited-plan.ts';
import { refuse } from '../refuse.ts';

export type Refused = ReturnType<typeof refuse>;

export interface InLayer {
  readonly community: string;
  readonly layer: string;
}

/** The community that an operation names, on the layer it was made for. */
export function communityOf(plan: EditedPlan, { community, layer }: InLayer): CommunityPlan | Refused {
  const found = plan.communities.get(community);
  if (found === undefined) return refuse('community-unknown', null);
  return found.base.hash === layer ? found : refuse('layer-changed', found);
}

export function isRefused(value: object): value is Refused {
  return 'refusal' in value;
}

/** The cells of ranges, all of which exist. */
export function knownCells(community: CommunityPlan, ranges: CellRanges, level: PlanLevel): number[] | Refused {
  const cells = cellsOf(ranges);
  if (cells === null) return refuse('malformed', community, { level });
  const unknown = cells.filter((cell) => !community.isCell(cell));
  return unknown.length === 0 ? cells : refuse('cell-unknown', community, { level, cells: unknown });
}

/** What stands in the way of cells going to other slots; null when nothing does. `record`: also of slots that are yet to be. */
export function moveFault(
  community: CommunityPlan,
  level: PlanLevel,
  cells: readonly number[],
  to: (i: number) => number,
  isReverting: boolean,
  record: (slot: number) => PlanSlot | null = (slot) => community.slot(level, slot),
): Refused | null {
  const { numbers } = community.divisions[level];
  const moved = cells
    .map((cell, i) => ({ cell, from: numbers.slotOf[cell]!, to: to(i) }))
    .filter((m) => m.from !== m.to);
  const locked = new Set<number>();
  const held: number[] = [];
  for (const { cell, from, to: slot } of moved) {
    for (const one of [from, slot]) {
      if (record(one)?.role !== 'locked') continue;
      locked.add(one);
      held.push(cell);
    }
  }
  if (locked.size > 0) return refuse('grid-locked', community, { level, slots: [...locked], cells: held });
  // Going back, micro cells may return to where their grid has left them.
  if (level === 'grid' || isReverting) return null;
  const grids = community.divisions.grid.numbers.slotOf;
  const outside = moved.filter(({ cell, to: slot }) => slot !== UNASSIGNED && grids[cell] !== record(slot)?.parent);
  if (outside.length === 0) return null;
  return refuse('outside-grid', community, {
    level,
    slots: outside.map(({ to: slot }) => slot),
    cells: outside.map(({ cell }) => cell),
  });
}
