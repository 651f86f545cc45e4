/**
 * Rows of the database as the input of cells (partition/cells/cells-input.ts). Roads, water, green and compounds bound cells;
 * a river drawn as one line is hard, and roads that cross it are its bridges. Every building belongs to one community.
 */
import { GridIndex } from '../geometry/grid-index.ts';
import { toUnits } from '../geometry/lattice.ts';
import type { MultiPolygon, Ring } from '../geometry/polygon.ts';
import { decodeLines, decodeMultiPolygon } from '../geometry/wkb.ts';
import { UNKNOWN_HOUSEHOLDS } from '../partition/cell-graph.ts';
import type {
  Barrier,
  BarrierKind,
  Building,
  BuildingUnit,
  CellsInput,
  CompoundOutline,
} from '../partition/cells/cells-input.ts';
import type { BaseRow, BuildingRow, GroundRows } from './cells-repository.ts';
import { roadBridges } from './road-bridges.ts';

/** A building that stands in no community is the nearest one's up to here; further out it is nobody's. */
export const OUTSIDE_M = 10;

/** Throws an Error when the community's own boundary is not among the rows. */
export function cellsInput(rows: GroundRows): CellsInput {
  const { community, areas, base, today, buildings, sources } = rows;
  const shapes = areas.map(({ wkb }) => decodeMultiPolygon(wkb));
  const own = areas.findIndex(({ code }) => code === community);
  if (own < 0) throw new Error(`no boundary of ${community} to build cells for`);
  const barriers = base.flatMap(barriersOf);
  return {
    community,
    parent: shapes[own]!,
    barriers: [...barriers, ...sources.flatMap(({ wkb }) => bordersOf(decodeMultiPolygon(wkb, 'lattice'), 'plot'))],
    compounds: compoundsOf(base),
    today: today.map(({ code, wkb }) => ({ code, polygons: decodeMultiPolygon(wkb, 'lattice') })),
    buildings: ownBuildings(buildings, shapes, own),
    crossings: roadBridges(barriers),
  };
}

const ROAD_KINDS: Readonly<Record<string, BarrierKind>> = {
  trunk: 'main-road',
  main: 'main-road',
  secondary: 'main-road',
};

/** Surfaces bound by their rings. A lake or a wide river keeps its ground: somebody's grid has to hold it. */
function barriersOf({ kind, class: roadClass, wkb }: BaseRow): Barrier[] {
  if (kind === 'compound') return [];
  const barrier: BarrierKind =
    kind === 'road' ? (ROAD_KINDS[roadClass ?? ''] ?? 'minor-road') : kind === 'water' ? 'water' : 'plot';
  if (isSurface(wkb)) {
    return bordersOf(decodeMultiPolygon(wkb), barrier);
  }
  return decodeLines(wkb).map((points) => ({ points, kind: barrier, hard: kind === 'water' }));
}

function bordersOf(shape: MultiPolygon, kind: BarrierKind): Barrier[] {
  return shape.flat().map((ring) => ({ points: closed(ring), kind, hard: false }));
}

/** By name; those without one, and the second of a name, get a name of their own. */
function compoundsOf(base: readonly BaseRow[]): CompoundOutline[] {
  const used = new Set<string>();
  return base
    .filter(({ kind, wkb }) => kind === 'compound' && isSurface(wkb))
    .map(({ name, wkb }) => {
      let id = name ?? '#1';
      for (let n = 2; used.has(id); n++) id = `${name ?? ''}#${n}`;
      used.add(id);
      return { id, polygons: decodeMultiPolygon(wkb), hard: false };
    });
}

/** The community that holds the point, the lowest code on a border, else the nearest one. */
function ownBuildings(rows: readonly BuildingRow[], shapes: readonly MultiPolygon[], own: number): Building[] {
  const index = GridIndex.build(shapes);
  const isOwn = (x: number, y: number): boolean => {
    const holds = index.locateFirst(x, y);
    return (holds >= 0 ? holds : index.nearest(x, y, OUTSIDE_M)?.grid) === own;
  };
  const buildings = new Set(rows.filter(({ kind }) => kind === 'building').map(({ code }) => code));
  const units = new Map<string, BuildingUnit[]>();
  for (const { code, kind, parentCode, households, lon, lat } of rows) {
    if (kind !== 'unit' || parentCode === null || !buildings.has(parentCode)) continue;
    const unit = {
      id: code,
      households: households ?? UNKNOWN_HOUSEHOLDS,
      point: [toUnits(lon), toUnits(lat)],
    } as const;
    units.set(parentCode, [...(units.get(parentCode) ?? []), unit]);
  }
  return rows.flatMap(({ code, kind, lon, lat, parentCode, compound, households, footprint }): Building[] => {
    const isPart = kind === 'unit' && parentCode !== null && buildings.has(parentCode);
    const point = [toUnits(lon), toUnits(lat)] as const;
    if (isPart || !isOwn(...point)) return [];
    const parts = units.get(code) ?? [];
    return [
      {
        id: code,
        point,
        footprint: footprint === null ? null : decodeMultiPolygon(footprint),
        households: householdsOf(households, parts),
        compound,
        units: parts,
      },
    ];
  });
}

/** A building whose units carry counts is counted by its units. */
function householdsOf(own: number | null, units: readonly BuildingUnit[]): number {
  const counted = units.filter(({ households }) => households !== UNKNOWN_HOUSEHOLDS);
  if (counted.length > 0) return counted.reduce((sum, { households }) => sum + households, 0);
  return own ?? UNKNOWN_HOUSEHOLDS;
}

/** By the type word of WKB: a surface, else lines. */
function isSurface(wkb: Uint8Array): boolean {
  const view = new DataView(wkb.buffer, wkb.byteOffset, wkb.byteLength);
  const type = view.getUint32(1, view.getUint8(0) === 1) % 1000;
  return type === 3 || type === 6;
}

function closed(ring: Ring): Int32Array {
  const points = new Int32Array(ring.length + 2);
  points.set(ring);
  points.set(ring.subarray(0, 2), ring.length);
  return points;
}
