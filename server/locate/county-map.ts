/** One county's map as of one edition, ready to answer: an index for basic and dedicated grids, one for micro grids. */
import type { GridKind } from '../contract/codes.ts';
import type { PublicPost } from '../contract/grids.ts';
import type { PathStep } from '../contract/locate.ts';
import type { GridIndex } from '../geometry/grid-index.ts';

export interface PublishedGrid {
  readonly code: string;
  readonly name: string;
  readonly kind: GridKind;
  readonly parentCode: string;
  readonly households: number;
  readonly leader: PublicPost | null;
  readonly worker: PublicPost | null;
  /** A point inside, in lattice units. */
  readonly label: readonly [x: number, y: number];
  /** County, town, community as far as known, then the grid and, for a micro grid, itself. */
  readonly path: readonly PathStep[];
}

export interface CountyMap {
  readonly countyCode: string;
  readonly countyName: string;
  /** The edition in force, and the revision of everything that is published beside it (counts, posts, names). */
  readonly edition: number;
  readonly revision: number;
  /** Basic and dedicated grids by code; their position is their number in `index`. */
  readonly grids: readonly PublishedGrid[];
  readonly index: GridIndex;
  /** Micro grids by code, likewise. */
  readonly micros: readonly PublishedGrid[];
  readonly microIndex: GridIndex;
  /** The areas with a boundary by code, likewise: they tell where a point is that no grid covers. */
  readonly areas: readonly PathStep[];
  readonly areaIndex: GridIndex;
}
