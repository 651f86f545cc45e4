/** Which cells a gesture takes, and to which grids they go. Pure: a community, a level, and places in lattice units. */
import type { PlanLevel } from '../../../server/contract/plan-state.ts';
import type { CellFinder } from '../../../server/partition/plan/cell-finder.ts';
import { UNASSIGNED } from '../../../server/partition/plan/cell-ranges.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import {
  blockOf,
  brushed,
  clicked,
  compoundOf,
  filled,
  inLasso,
  inRectangle,
} from '../../../server/partition/plan/gestures.ts';
import type { Tool } from './choice.ts';

/** Tools that take cells. */
export const TAKING = ['brush', 'rectangle', 'lasso', 'compound', 'plot', 'fill', 'restore'] as const satisfies Tool[];
export type TakingTool = (typeof TAKING)[number];
export const isTaking = (tool: Tool): tool is TakingTool => (TAKING as readonly Tool[]).includes(tool);

export interface Taking {
  readonly tool: TakingTool;
  readonly level: PlanLevel;
  /** Of a brush; 0 takes what is right under it. */
  readonly radiusM: number;
}

/** Cells along a way x0, y0, … that was drawn with the button down; one place for a click. Rising. */
export function takenAlong(
  community: CommunityPlan,
  finder: CellFinder,
  { tool, level, radiusM }: Taking,
  way: readonly number[],
): readonly number[] {
  switch (tool) {
    case 'brush':
    case 'restore':
      return brushed(finder, way, radiusM);
    case 'rectangle':
      return inRectangle(finder, way[0]!, way[1]!, way[way.length - 2]!, way[way.length - 1]!);
    case 'lasso':
      return inLasso(finder, way);
    case 'compound':
      return each(finder, way, (cell) => compoundOf(finder, cell));
    case 'plot':
      return each(finder, way, (cell) => blockOf(finder, cell));
    case 'fill':
      return each(finder, way, (cell) => filled(community, level, cell));
  }
}

/** Whether what was taken on the way before stays when the way goes on; a shape is taken anew as a whole. */
export const isKept = (tool: TakingTool): boolean => tool !== 'rectangle' && tool !== 'lasso';

function each(
  finder: CellFinder,
  way: readonly number[],
  more: (cell: number) => readonly number[],
): readonly number[] {
  const found = new Set<number>();
  for (let i = 0; i + 1 < way.length; i += 2) {
    for (const cell of clicked(finder, way[i]!, way[i + 1]!)) {
      if (found.has(cell)) continue;
      for (const other of more(cell)) found.add(other);
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** Of some cells those that would change grids. `from`: only those of this grid; null: of any. */
export function moving(
  { divisions }: CommunityPlan,
  level: PlanLevel,
  cells: Iterable<number>,
  to: (cell: number) => number | null,
  from: number | null,
): Map<number, number> {
  const { slotOf } = divisions[level].numbers;
  const moved = new Map<number, number>();
  for (const cell of cells) {
    const slot = to(cell);
    if (slot === null || slot === slotOf[cell] || (from !== null && slotOf[cell] !== from)) continue;
    moved.set(cell, slot);
  }
  return moved;
}

/**
 * The slot that each cell was in when the plan began: that of the grid in force there, if the plan still has it; null where it
 * has gone. Micro grids begin with none.
 */
export function slotAtStart(
  { base, layer, divisions }: CommunityPlan,
  level: PlanLevel,
): (cell: number) => number | null {
  if (level === 'micro') return () => UNASSIGNED;
  const byCode = new Map<string, number>();
  divisions.grid.slots.forEach((record, slot) => {
    if (record?.code != null) byCode.set(record.code, slot);
  });
  return (cell) => {
    const today = layer.cells[cell]?.today ?? -1;
    return today < 0 ? UNASSIGNED : (byCode.get(base.todayCodes[today]!) ?? null);
  };
}
