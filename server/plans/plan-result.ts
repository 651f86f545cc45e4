/** What a plan makes of the map: the grids it changes or makes, those it ends, and what it stands on. */
import type { CheckedGrid } from '../coverage/subject.ts';
import type { Standard } from '../partition/standard.ts';

/** A grid in force, as the database has it. */
export interface StandingRow extends CheckedGrid {
  readonly id: number;
  readonly colour: number;
}

/**
 * `code`: that it has, or would be given if the plan were published now. `wkb`: of a grid whose cells stay the same the very
 * bytes that are published.
 */
export interface ResultGrid extends CheckedGrid {
  /** Who it is in a plan of cells. */
  readonly key?: string;
  /** Whether the code is given now. */
  readonly isNew: boolean;
}

/** A code that a grid cannot have, or a grid that cannot have a code. */
export interface CodeFault {
  readonly grid: string;
  readonly code: 'code-invalid' | 'code-of-other-county' | 'code-parent-mismatch' | 'code-retired' | 'codes-exhausted';
}

export interface PlanResult {
  readonly county: string;
  /** Of the plan. */
  readonly area: string;
  /** Of the plan itself; null: the bands of its area hold. */
  readonly standard: Standard | null;
  /** The edition that it changes: the one in force, or the plan's base where both changed the same communities. */
  readonly edition: number;
  /** Communities that the plan and later editions both change. */
  readonly behind: readonly string[];
  /** Communities that it changes. */
  readonly communities: readonly string[];
  /** Grids that it changes or makes, by code. */
  readonly grids: readonly ResultGrid[];
  /** Codes of grids that it ends, in order. */
  readonly closed: readonly string[];
  readonly faults: readonly CodeFault[];
}
