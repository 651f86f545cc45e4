/** A question to the engine: one community, a standard, what may not change, and how hard to try. */
import type { CellGraph } from './cell-graph.ts';
import type { Effort } from './effort.ts';
import type { Weights } from './objective.ts';
import type { Standard } from './standard.ts';

/**
 * free: may be redrawn. locked: keeps exactly its cells. dedicated: a park, a school, a business block; keeps its cells too,
 * and no standard applies to it.
 */
export type GridRole = 'free' | 'locked' | 'dedicated';

export interface PresentGrid {
  readonly code: string;
  readonly role: GridRole;
}

/** The division that stands: today's, or the draft's. */
export interface PresentPlan {
  readonly grids: readonly PresentGrid[];
  /** Cell → row of `grids`, or −1: in none. */
  readonly gridOf: Int32Array;
}

export interface Pins {
  /** Cells that must share a grid. */
  readonly together: readonly Int32Array[];
  /** Arcs that no grid may reach across, as if a wall stood there. */
  readonly neverCross: Int32Array;
}

export interface ProposalRequest {
  readonly graph: CellGraph;
  readonly standard: Standard;
  readonly present: PresentPlan;
  readonly pins: Pins;
  readonly weights: Weights;
  readonly effort: Effort;
  readonly seed: number;
  /** How many free grids a fresh division of the community should have; left out: as many as come out best. */
  readonly wantedGrids?: number;
}

export const NO_PINS: Pins = { together: [], neverCross: new Int32Array(0) };

/** Nothing stands yet. */
export function emptyPlan(graph: CellGraph): PresentPlan {
  return { grids: [], gridOf: new Int32Array(graph.cells.ids.length).fill(-1) };
}
