/** After a change every tile that is other bytes when built afresh was told old, and nearly all others were not. */
import { describe, expect, it } from 'vitest';
import type { MultiPolygon } from '../../../server/geometry/polygon.ts';
import type { Tile } from '../../../server/geometry/tiles/mercator.ts';
import { areaTile } from '../../../server/tiles/area-tile.ts';
import { changedGround } from '../../../server/tiles/changed-ground.ts';
import { changedTiles } from '../../../server/tiles/changed-tiles.ts';
import { gridTile } from '../../../server/tiles/grid-tile.ts';
import type { GroundMap } from '../../../server/tiles/ground-map.ts';
import { LAYER_SETS } from '../../../server/tiles/layer-sets.ts';
import { groundMap, type ShapedGrid } from '../../support/ground-map.ts';
import { syntheticCounty } from '../../support/synthetic-county.ts';

const ZOOMS = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18];
const SIDE = 16;
/** Tiles beside the county draw a little of it. */
const REACH = 0.05;
const CHANGED = 8 * SIDE + 8;

const shapes = syntheticCounty({ grids: SIDE * SIDE, vertices: 24, seed: 3, enclaves: 0.05 });
const grids: ShapedGrid[] = shapes.map((polygons, i) => ({
  code: String(1000 + i),
  id: 1 + i,
  colour: i % 6,
  households: 200,
  polygons,
}));
const before = groundMap(grids);

/** One vertex of the border with the northern neighbour is somewhere else: both get new rows, as publishing has it. */
function bent(): ShapedGrid[] {
  const north = grids[CHANGED + SIDE]!.polygons[0]![0]!;
  const own = grids[CHANGED]!.polygons[0]![0]!;
  const [x, y] = shared(own, north);
  const moved = ({ polygons, ...grid }: ShapedGrid, id: number): ShapedGrid => ({
    ...grid,
    id,
    polygons: polygons.map((polygon) => polygon.map((ring) => withMoved(ring, x, y))),
  });
  return grids.with(CHANGED, moved(grids[CHANGED]!, 9001)).with(CHANGED + SIDE, moved(grids[CHANGED + SIDE]!, 9002));
}

function shared(a: Int32Array, b: Int32Array): [number, number] {
  const inB = new Set<string>();
  for (let i = 0; i < b.length; i += 2) inB.add(`${b[i]} ${b[i + 1]}`);
  const common: [number, number][] = [];
  for (let i = 0; i < a.length; i += 2) if (inB.has(`${a[i]} ${a[i + 1]}`)) common.push([a[i]!, a[i + 1]!]);
  return common[Math.floor(common.length / 2)]!;
}

function withMoved(ring: Int32Array, x: number, y: number): Int32Array {
  const moved = ring.slice();
  for (let i = 0; i < ring.length; i += 2) if (ring[i] === x && ring[i + 1] === y) moved.set([x + 300, y + 900], i);
  return moved;
}

const CHANGES: [string, () => ShapedGrid[], number][] = [
  ['nothing', () => grids, 1],
  ['a border', bent, 0.93],
  ['a name', () => grids.with(CHANGED, { ...grids[CHANGED]!, name: '新网格' }), 0.95],
  ['households', () => grids.with(CHANGED, { ...grids[CHANGED]!, households: 999 }), 0.95],
  ['a grid that goes', () => grids.toSpliced(CHANGED, 1), 0.93],
  ['a grid over others', () => [...grids, over()], 0.93],
];

function over(): ShapedGrid {
  const [ring] = grids[CHANGED]!.polygons[0]!;
  return {
    code: '9999',
    id: 9999,
    polygons: [[ring!.map((at, i) => at + (i % 2 === 0 ? 9000 : 7000))]] as MultiPolygon,
  };
}

describe.each(CHANGES)('%s', (name, make, least) => {
  const after = groundMap(make());
  const changed = changedGround(before, after);

  it('makes every tile old that is drawn otherwise, and hardly another', () => {
    let different = 0;
    let told = 0;
    let all = 0;
    for (const tile of tilesOf(before)) {
      const isOther = Buffer.compare(gridTile(before, tile).bytes, gridTile(after, tile).bytes) !== 0;
      const isTold = changed.grids.meets(tile);
      if (isOther) expect(isTold, `${name} ${tile.z}/${tile.x}/${tile.y}`).toBe(true);
      different += isOther ? 1 : 0;
      told += isTold ? 1 : 0;
      all += 1;
    }
    expect(different > 0).toBe(name !== 'nothing');
    expect(1 - told / all).toBeGreaterThanOrEqual(least);
  });

  it('names exactly the tiles that are other bytes', async () => {
    const set = LAYER_SETS.grids;
    const news = await changedTiles(
      set,
      changed.grids,
      (tile) => gridTile(before, tile),
      (tile) => gridTile(after, tile),
    );
    for (const { minZoom, maxZoom, tiles } of news) {
      const expected = tilesOf(before)
        .filter(({ z }) => z >= minZoom && z <= maxZoom)
        .filter((tile) => Buffer.compare(gridTile(before, tile).bytes, gridTile(after, tile).bytes) !== 0)
        .map(({ z, x, y }) => `${z}/${x}/${y}`);
      if (maxZoom <= Math.max(...ZOOMS)) expect([...(tiles ?? [])].sort()).toEqual(expected.sort());
    }
    expect(news.length > 0).toBe(name !== 'nothing');
  });

  it('leaves the areas alone', () => {
    expect(changed.areas.isEmpty).toBe(true);
  });
});

describe('areas', () => {
  const whole = { id: 1, code: '990101', name: '试验县', level: 'county' as const, polygons: outline() };
  it('are drawn anew around a boundary that moves, and grids where they share it', () => {
    const one = groundMap(grids, [whole]);
    const other = groundMap(grids, [{ ...whole, id: 2, name: '新县' }]);
    const changed = changedGround(one, other);
    for (const tile of tilesOf(one, [8, 10, 12, 13])) {
      const isOther = Buffer.compare(areaTile(one, tile).bytes, areaTile(other, tile).bytes) !== 0;
      if (isOther) expect(changed.areas.meets(tile)).toBe(true);
      const grid = Buffer.compare(gridTile(one, tile).bytes, gridTile(other, tile).bytes) !== 0;
      if (grid) expect(changed.grids.meets(tile)).toBe(true);
    }
  });
});

function outline(): MultiPolygon {
  return [
    [
      Int32Array.of(
        1_179_900_000,
        306_900_000,
        1_185_000_000,
        306_900_000,
        1_185_000_000,
        311_000_000,
        1_179_900_000,
        311_000_000,
      ),
    ],
  ];
}

function tilesOf({ topology: { shapeBoxes } }: GroundMap, zooms = ZOOMS): Tile[] {
  const at = (k: number): number[] => Array.from(shapeBoxes).filter((_, i) => i % 4 === k);
  const [minX, minY, maxX, maxY] = [Math.min(...at(0)), Math.min(...at(1)), Math.max(...at(2)), Math.max(...at(3))];
  return zooms.flatMap((z) => {
    const tiles: Tile[] = [];
    for (let y = Math.floor(minY * 2 ** z - REACH); y <= Math.floor(maxY * 2 ** z + REACH); y++) {
      for (let x = Math.floor(minX * 2 ** z - REACH); x <= Math.floor(maxX * 2 ** z + REACH); x++)
        tiles.push({ z, x, y });
    }
    return tiles;
  });
}
