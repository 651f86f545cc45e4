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
import { type Borders, bordersOf } from './borders.ts';
import { ABSENT, ValueTable } from './mvt/value-table.ts';

export interface GridShape {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly kind: GridKind;
  readonly parentCode: string;
  readonly county: string;
  /** Whole square metres: of labels that would lie on each other the one of the larger grid stays. */
  readonly areaM2: number;
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

export const GRID_KEYS = [
  'code',
  'name',
  'kind',
  'parentCode',
  'county',
  'colour',
  'households',
  'bandResult',
  'areaM2',
];
export const AREA_KEYS = ['code', 'name', 'level'];

const LEVELS: readonly AreaLevel[] = ['county', 'town', 'community'];
/** The sorts of borders between grids. */
export const GRID_BORDER = 0;
const BORDER_SORTS = ['grid', 'micro'];

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
  readonly gridBorders: Borders;
  readonly areaBorders: Borders;
  /** Numbers of the values of each border: left, right, sort. */
  readonly gridBorderRows: Int32Array;
  readonly areaBorderRows: Int32Array;

  constructor(topology: Topology, grids: readonly GridShape[], areas: readonly AreaShape[]) {
    this.topology = topology;
    this.grids = grids;
    this.areas = areas;
    this.shapeIndex = new BoxIndex(topology.shapeBoxes);
    this.arcIndex = new BoxIndex(topology.arcBoxes);
    this.gridRows = rowsOf(grids, GRID_KEYS, this.values);
    this.areaRows = rowsOf(areas, AREA_KEYS, this.values);
    const shapes = [...grids, ...areas];
    this.labels = Float64Array.from(shapes.flatMap(({ label: [x, y] }) => [worldX(x), worldY(y)]));
    const isGrid = (shape: number): boolean => shape < grids.length;
    this.gridBorders = bordersOf(topology, [
      (shape) => isGrid(shape) && grids[shape]!.kind !== 'micro',
      (shape) => isGrid(shape) && grids[shape]!.kind === 'micro',
    ]);
    this.areaBorders = bordersOf(
      topology,
      LEVELS.map((level) => (shape: number) => !isGrid(shape) && areas[shape - grids.length]!.level === level),
    );
    const codes = shapes.map(({ code }) => code);
    this.gridBorderRows = borderRows(this.gridBorders, codes, BORDER_SORTS, this.values);
    this.areaBorderRows = borderRows(this.areaBorders, codes, LEVELS, this.values);
  }

  get byteLength(): number {
    const { topology } = this;
    const arrays = [topology, ...topology.zooms].flatMap((part) => Object.values(part)).filter(ArrayBuffer.isView);
    return arrays.reduce((sum, { byteLength }) => sum + byteLength, 0);
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

function borderRows(
  borders: Borders,
  codes: readonly string[],
  sorts: readonly string[],
  values: ValueTable,
): Int32Array {
  const rows = new Int32Array(3 * borders.count);
  for (let border = 0; border < borders.count; border++) {
    rows[3 * border] = values.number(codes[borders.left[border]!]!);
    rows[3 * border + 1] = borders.right[border]! < 0 ? ABSENT : values.number(codes[borders.right[border]!]!);
    rows[3 * border + 2] = values.number(sorts[borders.sort[border]!]!);
  }
  return rows;
}
