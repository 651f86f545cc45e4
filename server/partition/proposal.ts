/** An answer of the engine: a grid for every cell, and a certificate of what was reached and what cannot be. */
import type { Proof } from './proofs/proof.ts';
import type { GridRole } from './request.ts';
import type { Standard } from './standard.ts';

export interface Proposal {
  readonly community: string;
  readonly grids: readonly ProposedGrid[];
  /** Cell, as in the graph asked about → row of `grids`; −1: see `certificate.unassigned`. */
  readonly gridOf: Int32Array;
  readonly certificate: Certificate;
}

export interface ProposedGrid {
  /** The present grid it continues; null: a new grid. */
  readonly code: string | null;
  readonly role: GridRole;
  readonly households: number;
  readonly cells: number;
  readonly areaCm2: number;
  readonly outlineCm: number;
  /** Polsby–Popper, 4π · area / outline²: 1 for a disc. */
  readonly compactness: number;
}

export interface Certificate {
  readonly standard: Standard;
  readonly seed: number;
  readonly method: string;
  /** Hash of the graph and of the division; rows in any order give the same. */
  readonly graphHash: string;
  readonly planHash: string;
  /** Free grids; dedicated ones are in no sum below, locked ones only in what moved. */
  readonly freeGrids: number;
  /** J, see objective.ts. */
  readonly cost: number;
  readonly borderCost: number;
  readonly unavoidable: readonly Unavoidable[];
  readonly undecided: readonly Undecided[];
  /** Connected areas where nobody lives, which reach no grid: cells. */
  readonly unassigned: readonly (readonly number[])[];
  /** Standards nearest to the one asked for under which sums come out; empty when they do. */
  readonly nearestStandards: readonly Standard[];
  readonly pinsApart: readonly number[];
  readonly uncountedCells: number;
  readonly householdsMoved: number;
  readonly leastMoved: number;
}

/** A grid outside the standard, and why it must be, or why its area must hold one. */
export interface Unavoidable {
  readonly grid: number;
  readonly violation: number;
  readonly proof: Proof;
}

/** Outside the standard, and it is not known whether it must be. */
export interface Undecided {
  readonly grid: number;
  readonly violation: number;
  /** Some violation in its area is unavoidable by these, but not as much as there is. */
  readonly partly: readonly Proof[];
}
