/**
 * What a cell grows from: a building with its ground plan, several that cannot be told apart, a slice of one, or the part of
 * one that a border of today cuts off. Each is in one face.
 */
import type { MultiPolygon } from '../../geometry/polygon.ts';
import type { CellKind } from './cell-layer.ts';

export interface Seed {
  readonly id: string;
  readonly kind: Exclude<CellKind, 'empty'>;
  readonly face: number;
  readonly places: readonly string[];
  readonly households: number;
  /** A point that is in its cell, if at all possible. */
  readonly point: readonly [x: number, y: number];
  /** Ground plans that are not to be cut; may reach beyond the face. */
  readonly footprints: readonly MultiPolygon[];
  /** Seeds of the same building have the same number. */
  readonly group: number;
  /** Whether the plans reach beyond the face. */
  readonly isAstride: boolean;
  /** For a slice: which stretch of the building's long axis it has. */
  readonly slice: Slice | null;
  /** Codes of the compounds that its buildings say they belong to, in order. */
  readonly compounds: readonly string[];
}

/** What is between two levels of a linear function of the place, in metres. */
export interface Slice {
  readonly ux: number;
  readonly uy: number;
  readonly from: number;
  readonly to: number;
}
