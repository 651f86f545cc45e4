/** What the planner has in hand: the grid that is chosen and painted into, the tool, its size, and what is pointed at. */
import { signal } from '@preact/signals';
import type { PlanLevel } from '../../../server/contract/plan-state.ts';
import type { FoundCell } from '../../../server/partition/plan/plan-finder.ts';
import type { StrokePreview } from '../../../server/partition/plan/preview.ts';

/**
 * pick: choose a grid. brush, rectangle, lasso, compound, plot (what roads and walls enclose), fill (the connected part of a
 * grid): cells go to the chosen grid. restore: cells go back to the grid they are in at the start of the plan. split: a line
 * across the chosen grid. border: drag a border, or name two places of it. cut: a line across one cell. together, line, whole:
 * rules for proposals, of cells in a lasso, of a way between two places that is not crossed, of a compound that is not cut.
 */
export const TOOLS = [
  'pick',
  'brush',
  'rectangle',
  'lasso',
  'compound',
  'plot',
  'fill',
  'restore',
  'split',
  'border',
  'cut',
  'together',
  'line',
  'whole',
] as const;
export type Tool = (typeof TOOLS)[number];

export const tool = signal<Tool>('pick');

/** Radii of the brush in metres; the first takes the one cell under it. */
export const BRUSHES_M = [1, 15, 30, 60, 120] as const;
export const brush = signal(1);

export const level = signal<PlanLevel>('grid');

/** A grid to be, of the level in hand. */
export interface GridRef {
  readonly community: string;
  readonly slot: number;
}
export const chosen = signal<GridRef | null>(null);

/** Painting takes cells of this grid only (held with Shift); null: of all. */
export const paintFrom = signal<GridRef | null>(null);

/** The cell under the pointer. */
export const pointed = signal<FoundCell | null>(null);

/** Cells taken by the gesture under way, or those a click would take now, and what giving them to the grid would do. */
export interface Stroke {
  readonly community: string;
  readonly cells: readonly number[];
  readonly slot: number;
  /** Where cells go that do not all go to one grid, as those given back to the grids they were in. */
  readonly to?: ReadonlyMap<number, number>;
  readonly preview: StrokePreview;
  /** The button or finger is down: what is let go of is done. */
  readonly isDown: boolean;
}
export const stroke = signal<Stroke | null>(null);

export const sameGrid = (one: GridRef | null, other: GridRef | null): boolean =>
  one === other || (one !== null && other !== null && one.community === other.community && one.slot === other.slot);
