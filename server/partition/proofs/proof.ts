/** Why a violation cannot be avoided, with what anyone needs to check it. Cells are rows of the graph asked about. */

export type Proof = OversizedProof | NoCountProof | PocketProof | NoGridProof;

interface Causes {
  /** Codes of fixed grids without which the proof would not hold, one of them being enough to release. */
  readonly whileFixed: readonly string[];
  /** It holds only while pins and whole compounds are kept. */
  readonly whilePinned: boolean;
}

/** These cells, which go together, have more households than a grid may. */
export interface OversizedProof extends Causes {
  readonly kind: 'oversized';
  readonly cells: readonly number[];
  readonly households: number;
}

/** No number of lawful grids adds up to the households of this connected area. */
export interface NoCountProof extends Causes {
  readonly kind: 'no-count';
  readonly cells: readonly number[];
  readonly households: number;
  /** Violation, over all grids of the area, that any plan has at least. */
  readonly least: number;
}

/**
 * Behind these cells lie sides that can only be reached through them, and however the sides give households to the cells' own
 * grid, something is outside the standard. With oversized `cells` there is one side, and it cannot be divided by itself.
 */
export interface PocketProof extends Causes {
  readonly kind: 'pocket';
  readonly cells: readonly number[];
  readonly sides: readonly PocketSide[];
  readonly least: number;
}

export interface PocketSide {
  readonly cells: readonly number[];
  readonly households: number;
}

/** No connected set of cells that holds these is inside the standard; `sets` were looked at, which are all that matter. */
export interface NoGridProof extends Causes {
  readonly kind: 'no-grid';
  readonly cells: readonly number[];
  readonly sets: number;
}

export const NO_CAUSES: Causes = { whileFixed: [], whilePinned: false };
