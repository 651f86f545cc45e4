/**
 * What cells are built from: one community's ground, what cuts it, and the buildings on it. Lattice units for places. The
 * order of the lists and the direction of lines mean nothing: the same content gives the same cells.
 */
import type { MultiPolygon } from '../../geometry/polygon.ts';

/** What a line is in the world; says how welcome a grid border is on it. */
export type BarrierKind = 'main-road' | 'minor-road' | 'plot' | 'water' | 'rail' | 'wall';

export interface Barrier {
  /** x0, y0, x1, y1, …; a closed line repeats its first point. */
  readonly points: Int32Array;
  readonly kind: BarrierKind;
  /** Nobody gets across, but for the crossings listed. */
  readonly hard: boolean;
}

/** The outline of a walled estate 小区. Valid shapes. */
export interface CompoundOutline {
  readonly id: string;
  readonly polygons: MultiPolygon;
  /** Whether its outline is a wall that nobody gets across but at the crossings listed. */
  readonly hard: boolean;
}

/** A grid in force. Valid on its own; grids may leave gaps, overlap and reach beyond the community. */
export interface TodayGrid {
  readonly code: string;
  readonly polygons: MultiPolygon;
}

/** A stairwell 单元 of a building. */
export interface BuildingUnit {
  readonly id: string;
  /** UNKNOWN_HOUSEHOLDS when nobody has counted. */
  readonly households: number;
  /** Where it is, when that is known. */
  readonly point: readonly [x: number, y: number] | null;
}

export interface Building {
  /** The id of the place. */
  readonly id: string;
  readonly point: readonly [x: number, y: number];
  /** The ground plan, a valid shape; null for a building that is known as a point only. */
  readonly footprint: MultiPolygon | null;
  /** UNKNOWN_HOUSEHOLDS when nobody has counted. */
  readonly households: number;
  /** The compound it belongs to, wherever it stands. */
  readonly compound?: string | null;
  readonly units?: readonly BuildingUnit[];
}

export interface CellsInput {
  /** The community's code. */
  readonly community: string;
  /** Its ground: parts and holes as they come. */
  readonly parent: MultiPolygon;
  readonly barriers: readonly Barrier[];
  readonly compounds: readonly CompoundOutline[];
  readonly today: readonly TodayGrid[];
  readonly buildings: readonly Building[];
  /** Gates, bridges, underpasses: a point at a hard border, or a line from one side to the other. */
  readonly crossings?: readonly Int32Array[];
  /** Buildings with more households than this and with units are cut between them. Left out: none is cut. */
  readonly cutAbove?: number;
}
