/** Small grounds in metres for tests of cells: x east and y north of a corner near 114.39° E 30.5° N. */
import { metresPerUnitX, metresPerUnitY } from '../../server/geometry/distance.ts';
import type { MultiPolygon, Ring } from '../../server/geometry/polygon.ts';
import type { Cell, CellLayer } from '../../server/partition/cells/cell-layer.ts';
import type {
  Barrier,
  BarrierKind,
  Building,
  CellsInput,
  CompoundOutline,
  TodayGrid,
} from '../../server/partition/cells/cells-input.ts';

const EAST = 1_143_900_000;
const NORTH = 305_000_000;
const MX = metresPerUnitX(NORTH);
const MY = metresPerUnitY(NORTH);

export type Metres = readonly [x: number, y: number];

export function at(x: number, y: number): [number, number] {
  return [EAST + Math.round(x / MX), NORTH + Math.round(y / MY)];
}

export function line(...points: readonly Metres[]): Int32Array {
  return Int32Array.from(points.flatMap(([x, y]) => at(x, y)));
}

/** Counter-clockwise. */
export function rectangle(x0: number, y0: number, x1: number, y1: number): Ring {
  return line([x0, y0], [x1, y0], [x1, y1], [x0, y1]);
}

/** Clockwise, for a hole. */
export function opening(x0: number, y0: number, x1: number, y1: number): Ring {
  return line([x0, y0], [x0, y1], [x1, y1], [x1, y0]);
}

export function road(kind: BarrierKind, ...points: readonly Metres[]): Barrier {
  return { points: line(...points), kind, hard: false };
}

export function river(...points: readonly Metres[]): Barrier {
  return { points: line(...points), kind: 'water', hard: true };
}

export function grid(code: string, ...rings: readonly Ring[]): TodayGrid {
  return { code, polygons: [rings] };
}

export function compound(id: string, ring: Ring, hard = false): CompoundOutline {
  return { id, polygons: [[ring]], hard };
}

/** A house with a rectangular ground plan about its middle. */
export function house(id: string, x: number, y: number, wide = 10, high = 10, households = 20): Building {
  const plan: MultiPolygon = [[rectangle(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)]];
  return { id, point: at(x, y), footprint: plan, households };
}

export function spot(id: string, x: number, y: number, households = 20): Building {
  return { id, point: at(x, y), footprint: null, households };
}

/** A ground of 200 m by 100 m unless said otherwise. */
export function scene(parts: Partial<CellsInput>): CellsInput {
  return {
    community: 'C',
    parent: [[rectangle(0, 0, 200, 100)]],
    barriers: [],
    compounds: [],
    today: [],
    buildings: [],
    ...parts,
  };
}

export function kindsOf({ report }: CellLayer): string[] {
  return report.findings.map(({ kind }) => kind);
}

export function cellOf(layer: CellLayer, place: string): Cell {
  const cell = layer.cells.find(({ places }) => places.includes(place));
  if (cell === undefined) throw new Error(`no cell has ${place}`);
  return cell;
}

export function areaM2(cell: Cell): number {
  return cell.areaCm2 / 1e4;
}
