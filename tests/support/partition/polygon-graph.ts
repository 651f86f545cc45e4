/** Polygons that tile an area as a graph: segments they share, to the lattice unit, are arcs. One class for all. */
import { metresPerUnitX, metresPerUnitY } from '../../../server/geometry/distance.ts';
import { ARC_CLASS, type CellGraph } from '../../../server/partition/cell-graph.ts';

export interface Tile {
  readonly id: string;
  readonly households: number;
  /** Rings of degrees, all of the tile's polygons together. */
  readonly rings: readonly (readonly (readonly [lon: number, lat: number])[])[];
}

const UNITS_A_DEGREE = 1e7;

/** Lengths and areas on a plane at the tiles' mean latitude. */
export function polygonGraph(community: string, tiles: readonly Tile[]): CellGraph {
  const points = tiles.flatMap(({ rings }) => rings.flat());
  const latitude = points.reduce((sum, [, lat]) => sum + lat, 0) / points.length;
  const cmX = 100 * metresPerUnitX(latitude * UNITS_A_DEGREE);
  const cmY = 100 * metresPerUnitY(latitude * UNITS_A_DEGREE);
  const sides = new Map<string, { cm: number; cells: number[] }>();
  const areaCm2 = new Float64Array(tiles.length);
  tiles.forEach(({ rings }, cell) => {
    for (const ring of rings) {
      const corners = ring.map(
        ([lon, lat]) => [Math.round(lon * UNITS_A_DEGREE), Math.round(lat * UNITS_A_DEGREE)] as const,
      );
      const origin = corners[0]!;
      for (let i = 0; i + 1 < corners.length; i++) {
        const [x, y] = corners[i]!;
        const [nextX, nextY] = corners[i + 1]!;
        if (x === nextX && y === nextY) continue;
        areaCm2[cell]! +=
          (((x - origin[0]) * (nextY - origin[1]) - (nextX - origin[0]) * (y - origin[1])) * cmX * cmY) / 2;
        const ends = [`${x},${y}`, `${nextX},${nextY}`].sort();
        const side = sides.get(ends.join(' ')) ?? { cm: Math.hypot((nextX - x) * cmX, (nextY - y) * cmY), cells: [] };
        side.cells.push(cell);
        sides.set(ends.join(' '), side);
      }
    }
  });
  const outerCm = new Float64Array(tiles.length);
  const shared = new Map<string, { left: number; right: number; cm: number }>();
  for (const { cm, cells } of sides.values()) {
    const [left, right] = cells as [number, number | undefined];
    if (right === undefined) outerCm[left]! += cm;
    else if (left !== right) {
      const arc = shared.get(`${left} ${right}`) ?? { left, right, cm: 0 };
      arc.cm += cm;
      shared.set(`${left} ${right}`, arc);
    }
  }
  const arcs = [...shared.values()];
  return {
    community,
    cells: {
      ids: tiles.map(({ id }) => id),
      households: Int32Array.from(tiles, ({ households }) => households),
      areaCm2: areaCm2.map((area) => Math.round(Math.abs(area))),
      outerCm: outerCm.map(Math.round),
    },
    arcs: {
      left: Int32Array.from(arcs, ({ left }) => left),
      right: Int32Array.from(arcs, ({ right }) => right),
      lenCm: Int32Array.from(arcs, ({ cm }) => Math.round(cm)),
      class: new Uint8Array(arcs.length).fill(ARC_CLASS.minor),
      connects: new Uint8Array(arcs.length).fill(1),
    },
    links: new Int32Array(0),
    ties: [],
    compounds: [],
  };
}
