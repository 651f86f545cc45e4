/**
 * All that tiles of grids and areas are drawn from, as of one state of what is published: the shapes with their shared arcs,
 * and who lies on either side of each. Immutable; the next state is another map.
 */

import type { Static } from 'typebox';
import type { AreaLevel, GridKind } from '../contract/codes.ts';
import type { BandResult } from '../contract/grids.ts';
import { BoxIndex } from '../geometry/tiles/box-index.ts';
import { worldX, worldY } from '../geometry/tiles/mercator.ts';
import type { Topology } from '../geometry/tiles/topology.ts';
import { ValueTable } from './mvt/value-table.ts';

export interface GridShape {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly kind: GridKind;
  readonly parentCode: string;
  readonly colour: number;
  /** Null in a map of a named edition: counts change without one. */
  readonly households: number | null;
  readonly bandResult: Static<typeof BandResult> | null;
  /** Lattice units. */
  readonly label: readonly [x: number, y: number];
}

export interface AreaShape {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly level: AreaLevel;
  readonly label: readonly [x: number, y: number];
}

export const GRID_KEYS = ['code', 'name', 'kind', 'parentCode', 'colour', 'households', 'bandResult'];
export const AREA_KEYS = ['code', 'name', 'level'];

/** Where a line is no border of this sort. */
export const NO_BORDER = -1;
/** Where nothing is on one side. */
export const NOBODY = -2;

const LEVELS: readonly AreaLevel[] = ['county', 'town', 'community'];

export class GroundMap {
  readonly topology: Topology;
  /** Shape `i` of the topology is grid `i`; the areas follow. In order of their codes. */
  readonly grids: readonly GridShape[];
  readonly areas: readonly AreaShape[];
  readonly shapeIndex: BoxIndex;
  readonly arcIndex: BoxIndex;
  readonly values = new ValueTable();
  /** Numbers of the values of each grid, those of GRID_KEYS. */
  readonly gridRows: Int32Array;
  readonly areaRows: Int32Array;
  /** World coordinates of the label of each shape. */
  readonly labels: Float64Array;
  /** For each arc the grid on either side, NO_BORDER on the left where it is none; the same for areas. */
  readonly gridSides: Int32Array;
  readonly areaSides: Int32Array;

  constructor(topology: Topology, grids: readonly GridShape[], areas: readonly AreaShape[]) {
    this.topology = topology;
    this.grids = grids;
    this.areas = areas;
    this.shapeIndex = new BoxIndex(topology.shapeBoxes);
    this.arcIndex = new BoxIndex(topology.arcBoxes);
    this.gridRows = rowsOf(grids, GRID_KEYS, this.values);
    this.areaRows = rowsOf(areas, AREA_KEYS, this.values);
    this.labels = new Float64Array(2 * (grids.length + areas.length));
    [...grids, ...areas].forEach(({ label: [x, y] }, shape) => {
      this.labels.set([worldX(x), worldY(y)], 2 * shape);
    });
    this.gridSides = new Int32Array(2 * topology.arcs);
    this.areaSides = new Int32Array(2 * topology.arcs);
    for (let arc = 0; arc < topology.arcs; arc++) {
      const isMicro = (shape: number) => grids[shape]!.kind === 'micro';
      const isArea = (shape: number) => shape >= grids.length;
      const levelOf = (shape: number) => areas[shape - grids.length]!.level;
      this.#setSides(this.gridSides, arc, [
        (shape) => !isArea(shape) && !isMicro(shape),
        (shape) => !isArea(shape) && isMicro(shape),
      ]);
      this.#setSides(
        this.areaSides,
        arc,
        LEVELS.map((level) => (shape: number) => isArea(shape) && levelOf(shape) === level),
      );
    }
  }

  get byteLength(): number {
    const { topology } = this;
    const arrays = [topology, ...topology.zooms].flatMap((part) => Object.values(part)).filter(ArrayBuffer.isView);
    return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** By the first of the sorts of shapes that changes along the arc; the lowest code where several overlap. */
  #setSides(into: Int32Array, arc: number, sorts: readonly ((shape: number) => boolean)[]): void {
    const { sideStarts, sides } = this.topology;
    into[2 * arc] = NO_BORDER;
    into[2 * arc + 1] = NO_BORDER;
    for (const isOfSort of sorts) {
      const net = new Map<number, number>();
      for (let i = sideStarts[arc]!; i < sideStarts[arc + 1]!; i++) {
        const shape = sides[i]! >> 1;
        if (isOfSort(shape)) net.set(shape, (net.get(shape) ?? 0) + ((sides[i]! & 1) === 0 ? 1 : -1));
      }
      const left = [...net].filter(([, sign]) => sign > 0).map(([shape]) => shape);
      const right = [...net].filter(([, sign]) => sign < 0).map(([shape]) => shape);
      if (left.length + right.length === 0) continue;
      into[2 * arc] = left.length === 0 ? NOBODY : Math.min(...left);
      into[2 * arc + 1] = right.length === 0 ? NOBODY : Math.min(...right);
      return;
    }
  }
}

function rowsOf<T extends object>(shapes: readonly T[], keys: readonly string[], values: ValueTable): Int32Array {
  const rows = new Int32Array(shapes.length * keys.length);
  shapes.forEach((shape, i) => {
    keys.forEach((key, k) => {
      rows[i * keys.length + k] = values.number((shape as Record<string, string | number | null>)[key]!);
    });
  });
  return rows;
}
