/**
 * What the proposal engine works on: the cells of one community, with whole numbers for everything that is summed, and the
 * arcs between them. Plain typed arrays, so that a graph goes to a worker in one message. Cells may stand in any order: the
 * engine sorts them by id first.
 */

/** How welcome a grid border is on an arc, from least to most. */
export const ARC_CLASS = { inside: 0, minor: 1, main: 2, barrier: 3 } as const;
export type ArcClass = (typeof ARC_CLASS)[keyof typeof ARC_CLASS];
export const ARC_CLASSES = 4;

/** In `CellTable.households`: nobody has counted. Summed as 0 and told in the certificate. */
export const UNKNOWN_HOUSEHOLDS = -1;

/** Cells whose connecting arcs are shorter than this together only touch; they are no neighbours. */
export const LEAST_CONTACT_CM = 50;

export interface CellGraph {
  /** The community's code: part of the seed, so that no proposal depends on which others run. */
  readonly community: string;
  readonly cells: CellTable;
  readonly arcs: ArcTable;
  /** Gates, bridges and underpasses: pairs of cells (even place, odd place) that are neighbours whatever lies between. */
  readonly links: Int32Array;
  /** Cells that are never parted: the two sides of a building cut by a border of today. Each a list of cells. */
  readonly ties: readonly Int32Array[];
  readonly compounds: readonly Compound[];
}

/** Row i is cell i. */
export interface CellTable {
  /** Stable names, each once. */
  readonly ids: readonly string[];
  /** ≥ 0, or UNKNOWN_HOUSEHOLDS. */
  readonly households: Int32Array;
  /** Whole numbers > 0. */
  readonly areaCm2: Float64Array;
  /** Length of the cell's outline that has no cell of the community on its other side. */
  readonly outerCm: Float64Array;
}

/** Row i is a piece of border between two different cells. A pair of cells may have several. */
export interface ArcTable {
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Whole numbers ≥ 0. */
  readonly lenCm: Int32Array;
  /** An ArcClass. */
  readonly class: Uint8Array;
  /** 1: people can get across. 0: a river, a railway, a wall without a gate; counts for outlines, not for contiguity. */
  readonly connects: Uint8Array;
}

/** A walled estate 小区. One of few households, and every one with `whole`, is never cut. */
export interface Compound {
  readonly id: string;
  readonly cells: Int32Array;
  readonly whole: boolean;
}
