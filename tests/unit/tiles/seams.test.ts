/**
 * No gap and no overlap after simplification: in every tile the sides of all fills, read back, cancel to nothing but the
 * lines along which the grids themselves leave a gap or lie over each other, and neighbouring tiles meet in the same points.
 */
import { describe, expect, it } from 'vitest';
import { ClippedLines } from '../../../server/geometry/tiles/clipped-lines.ts';
import { BUFFER, EXTENT, frameOf, type Tile } from '../../../server/geometry/tiles/mercator.ts';
import { gridTile } from '../../../server/tiles/grid-tile.ts';
import type { GroundMap } from '../../../server/tiles/ground-map.ts';
import { MICRO_FROM } from '../../../server/tiles/layer-sets.ts';
import { county, damaged } from '../../support/damaged-county.ts';
import { type DecodedFeature, featuresOf } from '../../support/decoded-tile.ts';
import { demoGrids } from '../../support/demo-grids.ts';
import { groundMap } from '../../support/ground-map.ts';
import { mulberry32 } from '../../support/random.ts';
import { syntheticCounty } from '../../support/synthetic-county.ts';

const MOST_TILES = 24;

const clean = groundMap(
  syntheticCounty({ grids: 400, vertices: 33, seed: 5, enclaves: 0.1 }).map((polygons, i) => ({
    code: String(1000 + i),
    polygons,
  })),
);
const counties: [string, () => GroundMap][] = [
  ['a synthetic county', () => clean],
  ['the demo county', () => groundMap(demoGrids())],
  ...[1, 2, 3].map((seed): [string, () => GroundMap] => [
    `damaged county ${seed}`,
    () =>
      groundMap(
        damaged(county(seed, 100), seed, 30)
          .filter(({ polygons }) => polygons.length > 0)
          .sort((a, b) => (a.code < b.code ? -1 : 1)),
      ),
  ]),
];

describe.each(counties)('%s', (_, make) => {
  const map = make();
  const random = mulberry32(17);

  it.each(Array.from({ length: 11 }, (__, i) => 8 + i))('has no seam at zoom %i', (z) => {
    for (const tile of someTiles(map, z, random)) {
      expect(residue(map, tile, fillsOf(map, tile)), `${z}/${tile.x}/${tile.y}`).toEqual([]);
    }
  });

  it.each([8, 11, 13, 15, 18])('meets the next tile in the same points at zoom %i', (z) => {
    for (const tile of someTiles(map, z, random)) {
      const here = fillsOf(map, tile);
      const east = fillsOf(map, { ...tile, x: tile.x + 1 });
      const south = fillsOf(map, { ...tile, y: tile.y + 1 });
      expect(onUpright(here, EXTENT), `${z}/${tile.x}/${tile.y}`).toEqual(onUpright(east, 0));
      expect(onLevel(here, EXTENT), `${z}/${tile.x}/${tile.y}`).toEqual(onLevel(south, 0));
      expect(passedWithoutPoint(here), `${z}/${tile.x}/${tile.y}`).toBe(0);
    }
  });
});

describe('the check itself', () => {
  it('finds a side that two neighbours simplify differently', () => {
    const tile = middle(clean, 13);
    const fills = fillsOf(clean, tile);
    const at = fills.findIndex(({ paths }) =>
      paths[0]!.every(({ x, y }) => x > 0 && y > 0 && x < EXTENT && y < EXTENT),
    );
    const [ring, ...rest] = fills[at]!.paths;
    const damagedFill = { ...fills[at]!, paths: [ring!.filter((__, i) => i !== 2), ...rest] };
    expect(residue(clean, tile, fills)).toEqual([]);
    expect(residue(clean, tile, fills.with(at, damagedFill))).not.toEqual([]);
  });
});

function fillsOf(map: GroundMap, tile: Tile): DecodedFeature[] {
  return featuresOf(gridTile(map, tile).bytes, 'grids');
}

/** Sides that are left over when all fills and the county's open borders are added up, those along the drawn edge apart. */
function residue(map: GroundMap, tile: Tile, fills: readonly DecodedFeature[]): string[] {
  const net = new Map<string, number>();
  const add = (ax: number, ay: number, bx: number, by: number, times: number): void => {
    if (alongEdge(ax, bx) || alongEdge(ay, by) || (ax === bx && ay === by)) return;
    const forward = ax < bx || (ax === bx && ay < by);
    const key = forward ? `${ax} ${ay} ${bx} ${by}` : `${bx} ${by} ${ax} ${ay}`;
    net.set(key, (net.get(key) ?? 0) + (forward ? times : -times));
  };
  for (const { paths } of fills) {
    for (const path of paths) {
      for (let i = 1; i < path.length; i++) add(path[i - 1]!.x, path[i - 1]!.y, path[i]!.x, path[i]!.y, 1);
    }
  }
  const { topology } = map;
  const { starts, xy } = topology.zooms[tile.z - topology.minZoom]!;
  for (let arc = 0; arc < topology.arcs; arc++) {
    let depth = 0;
    for (let i = topology.sideStarts[arc]!; i < topology.sideStarts[arc + 1]!; i++) {
      if (tile.z < MICRO_FROM && map.grids[topology.sides[i]! >> 1]!.kind === 'micro') continue;
      depth += (topology.sides[i]! & 1) === 0 ? 1 : -1;
    }
    if (depth === 0) continue;
    const lines = new ClippedLines(frameOf(tile));
    lines.add(xy, starts[arc]!, starts[arc + 1]! - 1);
    for (let part = 0; part < lines.count; part++) {
      for (let i = lines.starts[part]!; i + 2 < lines.starts[part + 1]!; i += 2) {
        add(lines.xy[i]!, lines.xy[i + 1]!, lines.xy[i + 2]!, lines.xy[i + 3]!, depth);
      }
    }
  }
  return [...net].filter(([, uses]) => uses !== 0).map(([key, uses]) => `${key}: ${uses}`);
}

function alongEdge(a: number, b: number): boolean {
  return a === b && (a === -BUFFER || a === EXTENT + BUFFER);
}

function onUpright(fills: readonly DecodedFeature[], x: number): string[] {
  return placesWhere(
    fills,
    (at) => at.x === x && at.y >= 0 && at.y <= EXTENT,
    (at) => at.y,
  );
}

function onLevel(fills: readonly DecodedFeature[], y: number): string[] {
  return placesWhere(
    fills,
    (at) => at.y === y && at.x >= 0 && at.x <= EXTENT,
    (at) => at.x,
  );
}

type Place = { x: number; y: number };

function placesWhere(fills: readonly DecodedFeature[], isWanted: (at: Place) => boolean, name: (at: Place) => number) {
  const found = fills.flatMap(({ id, paths }) =>
    paths
      .flat()
      .filter(isWanted)
      .map((at) => `${id} ${name(at)}`),
  );
  return [...new Set(found)].sort();
}

/** Sides that pass the tile's border with no point on it. */
function passedWithoutPoint(fills: readonly DecodedFeature[]): number {
  const passes = (a: number, b: number): boolean => (a < 0 && b > 0) || (a > 0 && b < 0);
  let count = 0;
  for (const path of fills.flatMap(({ paths }) => paths)) {
    for (let i = 1; i < path.length; i++) {
      const [a, b] = [path[i - 1]!, path[i]!];
      if (alongEdge(a.x, b.x) || alongEdge(a.y, b.y)) continue;
      if (passes(a.x, b.x) || passes(a.y, b.y) || passes(a.x - EXTENT, b.x - EXTENT)) count += 1;
      else if (passes(a.y - EXTENT, b.y - EXTENT)) count += 1;
    }
  }
  return count;
}

function middle(map: GroundMap, z: number): Tile {
  const [minX, minY, maxX, maxY] = extentOf(map);
  return { z, x: Math.floor(((minX + maxX) / 2) * 2 ** z), y: Math.floor(((minY + maxY) / 2) * 2 ** z) };
}

/** All tiles of the county, or some of them, at the edge too. */
function someTiles(map: GroundMap, z: number, random: () => number): Tile[] {
  const [minX, minY, maxX, maxY] = extentOf(map).map((at) => Math.floor(at * 2 ** z)) as [
    number,
    number,
    number,
    number,
  ];
  const cols = maxX - minX + 1;
  const all = cols * (maxY - minY + 1);
  const chosen =
    all <= MOST_TILES
      ? Array.from({ length: all }, (_, i) => i)
      : Array.from({ length: MOST_TILES }, () => Math.floor(random() * all));
  return chosen.map((i) => ({ z, x: minX + (i % cols), y: minY + Math.floor(i / cols) }));
}

function extentOf({ topology: { shapeBoxes } }: GroundMap): [number, number, number, number] {
  const at = (k: number): number[] => Array.from(shapeBoxes).filter((_, i) => i % 4 === k);
  return [Math.min(...at(0)), Math.min(...at(1)), Math.max(...at(2)), Math.max(...at(3))];
}
