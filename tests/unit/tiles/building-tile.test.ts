/** Buildings in tiles: footprints from near, thinned by rule at a distance, and never cut without saying so. */
import { describe, expect, it } from 'vitest';
import { toDegrees } from '../../../server/geometry/lattice.ts';
import { type Tile, worldX, worldY } from '../../../server/geometry/tiles/mercator.ts';
import { encodeMultiPolygon } from '../../../server/geometry/wkb.ts';
import { BuildingColumns } from '../../../server/tiles/building-columns.ts';
import type { BuildingRow } from '../../../server/tiles/building-repository.ts';
import { buildingTile } from '../../../server/tiles/building-tile.ts';
import { featuresOf } from '../../support/decoded-tile.ts';
import { mulberry32 } from '../../support/random.ts';

const WEST = 1_170_000_000;
const SOUTH = 300_000_000;

function row(id: number, x: number, y: number, more: Partial<BuildingRow> = {}): BuildingRow {
  const base = { code: `b${id}`, name: null, compound: null, households: null, shops: null, storeys: null };
  return { id, ...base, lon: toDegrees(x), lat: toDegrees(y), footprint: null, ...more };
}

function square(x: number, y: number, half: number, hole = 0): Uint8Array {
  const ring = (r: number) => [x - r, y - r, x + r, y - r, x + r, y + r, x - r, y + r];
  const inner = [x - hole, y - hole, x - hole, y + hole, x + hole, y + hole, x + hole, y - hole];
  return encodeMultiPolygon([[Int32Array.from(ring(half)), ...(hole === 0 ? [] : [Int32Array.from(inner)])]]);
}

function tileAt(x: number, y: number, z: number): Tile {
  return { z, x: Math.floor(worldX(x) * 2 ** z), y: Math.floor(worldY(y) * 2 ** z) };
}

describe('a tile of buildings', () => {
  const columns = new BuildingColumns([
    [
      row(7, WEST, SOUTH, { name: '1号楼', households: 24, footprint: square(WEST, SOUTH, 900, 300) }),
      row(9, WEST + 2000, SOUTH, { households: 3 }),
    ],
  ]);

  it('has points for all and footprints for those whose shape is known, outside first, then the court', () => {
    const { bytes } = buildingTile([columns], tileAt(WEST, SOUTH, 17));
    const [footprint] = featuresOf(bytes, 'buildings');
    expect(footprint!.id).toBe(7);
    expect(footprint!.properties).toEqual({ code: 'b7', name: '1号楼', households: 24 });
    expect(footprint!.paths.map((path) => Math.sign(area(path)))).toEqual([1, -1]);
    expect(featuresOf(bytes, 'points').map(({ id }) => id)).toContain(7);
  });

  it('has no footprints from afar, and in each square the building with most households', () => {
    const tile = buildingTile([columns], tileAt(WEST, SOUTH, 13));
    expect(featuresOf(tile.bytes, 'buildings')).toEqual([]);
    expect(featuresOf(tile.bytes, 'points').map(({ id }) => id)).toEqual([7]);
    expect(tile.leftOut).toEqual(['buildings 1']);
  });

  it('is empty where nothing is', () => {
    expect(buildingTile([columns], { z: 17, x: 1, y: 1 }).bytes).toHaveLength(0);
    expect(buildingTile([], tileAt(WEST, SOUTH, 17)).bytes).toHaveLength(0);
  });
});

describe('a crowd of buildings', () => {
  const random = mulberry32(4);
  const crowd = new BuildingColumns([
    Array.from({ length: 20_000 }, (_, i) =>
      row(i + 1, WEST + Math.floor(random() * 90_000), SOUTH + Math.floor(random() * 80_000), { households: i % 97 }),
    ),
  ]);
  const tile = tileAt(WEST + 40_000, SOUTH + 40_000, 15);

  it('keeps to the limits, says how many are missing, and the same again', () => {
    const limits = { features: 800, bytes: 30_000 };
    const built = buildingTile([crowd], tile, undefined, limits);
    const shown = featuresOf(built.bytes, 'points').length;
    expect(built.features).toBeLessThanOrEqual(800);
    expect(built.bytes.length).toBeLessThanOrEqual(30_000);
    expect(shown).toBeGreaterThan(100);
    expect(built.leftOut).toEqual([expect.stringMatching(/^buildings \d+$/)]);
    expect(Buffer.compare(buildingTile([crowd], tile, undefined, limits).bytes, built.bytes)).toBe(0);
  });

  it('ends with one building a tile at the least', () => {
    const built = buildingTile([crowd], tile, undefined, { features: 0, bytes: 0 });
    expect(built.features).toBeGreaterThan(0);
    expect(built.features).toBeLessThanOrEqual(8);
  });
});

function area(path: readonly { x: number; y: number }[]): number {
  let sum = 0;
  for (let i = 1; i < path.length; i++) sum += path[i - 1]!.x * path[i]!.y - path[i]!.x * path[i - 1]!.y;
  return sum;
}
