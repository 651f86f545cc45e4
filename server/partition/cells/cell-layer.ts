/**
 * The cells of one community as one planar coverage: cells, the arcs between them and the nodes where arcs meet. Immutable
 * and named by the hash of its content. Lattice units for places; lengths in whole cm and areas in whole cm², measured once.
 */
import type { CellFinding } from './cell-findings.ts';

/**
 * `building`: the surroundings of one building, or of several that cannot be told apart. `part`: what a border of today cuts
 * off a building, without households. `empty`: ground without a building.
 */
export type CellKind = 'building' | 'part' | 'empty';

export interface Cell {
  /** Stable: the lowest place id, with `/n` for slices of a building and `~n` for parts; an empty cell by where it is. */
  readonly id: string;
  readonly kind: CellKind;
  /** Ids of the places in it, in order. */
  readonly places: readonly string[];
  /** Sum over its places; UNKNOWN_HOUSEHOLDS when none of them is counted. */
  readonly households: number;
  readonly areaCm2: number;
  /** Twice the area in square units, exact. */
  readonly doubledArea: number;
  /** A point inside. */
  readonly x: number;
  readonly y: number;
  /** Place in `CellLayer.todayCodes` of the grid it lies in now, −1 for none. */
  readonly today: number;
  /** Place in `CellLayer.compounds`, −1 for none. */
  readonly compound: number;
}

/** Bits of `Arc.flags`: what runs along the arc. */
export const ARC_FLAG = {
  parent: 1,
  today: 2,
  compound: 4,
  barrier: 8,
  /** Between two buildings of one face, by nearness to their walls. */
  seam: 16,
  /** Along the wall of a building that stands close to the next. */
  footprint: 32,
} as const;

export interface Arc {
  /** Nodes where it begins and ends; the same for a closed one. */
  readonly from: number;
  readonly to: number;
  /** Cells; −1 for the outside of the community. */
  readonly left: number;
  readonly right: number;
  readonly lenCm: number;
  /** An ArcClass of the proposal engine (cell-graph.ts). */
  readonly class: number;
  /** Whether people get across. */
  readonly connects: boolean;
  readonly flags: number;
  /** x0, y0, …, both ends included. */
  readonly points: Int32Array;
  /** For each point between the ends 1 when noding put it on a straight line: an outline drops it again. */
  readonly added: Uint8Array;
  /** The straight input lines that its first and its last piece are a stretch of. Equal numbers mean the same line. */
  readonly firstLine: number;
  readonly lastLine: number;
}

export interface CellCompound {
  readonly id: string;
  /** In rising order. */
  readonly cells: readonly number[];
}

export interface CellLayer {
  readonly community: string;
  /** 16 hexadecimal digits over everything but the report. */
  readonly hash: string;
  /** In order of their ids. */
  readonly cells: readonly Cell[];
  /** In order of their ends, sides and points. */
  readonly arcs: readonly Arc[];
  /** x0, y0, … by x, then y. */
  readonly nodes: Int32Array;
  /** In order. */
  readonly todayCodes: readonly string[];
  readonly compounds: readonly CellCompound[];
  /** Cells that belong to one building and are never parted. Each list in rising order. */
  readonly ties: readonly (readonly number[])[];
  /** Pairs of cells that a gate, a bridge or an underpass joins: even place, odd place. */
  readonly links: Int32Array;
  readonly report: CellReport;
}

export interface CellReport {
  readonly findings: readonly CellFinding[];
  /** Barriers that crossed without a common vertex: how many places were noded. */
  readonly unnodedCrossings: number;
}
