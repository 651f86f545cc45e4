import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filledAddress } from '../../../client/map/base-map/filled-address.ts';
import { columnOf, latOf, lonOf, piecesOf, rowOf, shiftAt } from '../../../client/map/base-map/shifted-tile.ts';
import { wgs84ToGcj02 } from '../../../server/geometry/datum.ts';

const SIDE = 256;
const lon = fc.double({ min: 73.5, max: 135, noNaN: true });
const lat = fc.double({ min: 3.5, max: 54, noNaN: true });
const zoom = fc.integer({ min: 0, max: 20 });

/** How far from its place a point of the ground is drawn, in pixels, when pieces are put to whole pixels. */
function errorPx(lonDegrees: number, latDegrees: number, z: number): number {
  const [column, row] = [columnOf(lonDegrees) * 2 ** z, rowOf(latDegrees) * 2 ** z];
  const [x, y] = [Math.floor(column), Math.floor(row)];
  const [gcjLon, gcjLat] = wgs84ToGcj02(lonDegrees, latDegrees);
  const [gcjColumn, gcjRow] = [columnOf(gcjLon) * 2 ** z, rowOf(gcjLat) * 2 ** z];
  const piece = piecesOf(z, x, y)[0]!;
  const drawnX = Math.round(piece.left * SIDE) + (gcjColumn - piece.x) * SIDE;
  const drawnY = Math.round(piece.top * SIDE) + (gcjRow - piece.y) * SIDE;
  return Math.hypot(drawnX - (column - x) * SIDE, drawnY - (row - y) * SIDE);
}

describe('a tile moved back from GCJ-02', () => {
  it('shows every place within two pixels of where it is, at every zoom', () => {
    let worst = 0;
    fc.assert(
      fc.property(lon, lat, zoom, (x, y, z) => {
        worst = Math.max(worst, errorPx(x, y, z));
      }),
      { seed: 20261130, numRuns: 20_000 },
    );
    expect(worst).toBeLessThan(2);
    // and it is no accident that nothing was measured
    expect(worst).toBeGreaterThan(0.5);
  });

  it('is covered by its pieces, once', () => {
    fc.assert(
      fc.property(lon, lat, zoom, (x, y, z) => {
        const pieces = piecesOf(z, Math.floor(columnOf(x) * 2 ** z), Math.floor(rowOf(y) * 2 ** z));
        const inside = (start: number) => Math.max(0, Math.min(1, start + 1) - Math.max(0, start));
        const covered = pieces.reduce((sum, { left, top }) => sum + inside(left) * inside(top), 0);
        // at zoom 0 what would lie north of the world is missing
        if (z > 3) expect(covered).toBeCloseTo(1, 9);
        expect(pieces.length).toBeLessThanOrEqual(4);
        for (const piece of pieces) {
          expect(Math.min(piece.x, piece.y)).toBeGreaterThanOrEqual(0);
          expect(Math.max(piece.x, piece.y)).toBeLessThan(2 ** z);
        }
      }),
      { seed: 20261130, numRuns: 2000 },
    );
  });

  it('comes from where the place lies in the tiles: the gate of the old palace', () => {
    // WGS 84 116.3913, 39.9075 is drawn at GCJ-02 116.3975, 39.9089: 532 m east and 157 m north
    const [east, south] = shiftAt(116.3913, 39.9075, 18);
    const metres = (40_075_016.7 * Math.cos((39.9075 * Math.PI) / 180)) / 2 ** 18;
    expect(east * metres).toBeGreaterThan(500);
    expect(east * metres).toBeLessThan(560);
    expect(south * metres).toBeLessThan(-130);
    expect(south * metres).toBeGreaterThan(-180);
  });

  it('is itself outside China', () => {
    expect(piecesOf(12, 2200, 1343)).toEqual([{ x: 2200, y: 1343, left: 0, top: 0 }]);
  });

  it('uses the projection of the map', () => {
    fc.assert(
      fc.property(lon, lat, (x, y) => {
        expect(lonOf(columnOf(x))).toBeCloseTo(x, 9);
        expect(latOf(rowOf(y))).toBeCloseTo(y, 9);
      }),
      { seed: 20261130, numRuns: 200 },
    );
    expect([columnOf(0), rowOf(0), rowOf(85.0511287798066)]).toEqual([0.5, 0.5, expect.closeTo(0, 9)]);
  });
});

describe('the address of one tile', () => {
  it.each([
    [{ tiles: ['https://a/{z}/{x}/{y}'], scheme: 'xyz' }, 'https://a/3/5/2'],
    [{ tiles: ['https://a/{z}/{x}/{y}?again={z}'], scheme: 'xyz' }, 'https://a/3/5/2?again=3'],
    [{ tiles: ['https://a/{z}/{x}/{y}'], scheme: 'tms' }, 'https://a/3/5/5'],
    [{ tiles: ['https://a/{x}', 'https://b/{x}'], scheme: 'xyz' }, 'https://b/5'],
  ] as const)('%o → %s', (set, address) => {
    expect(filledAddress({ ...set, tiles: [...set.tiles] }, 3, 5, 2)).toBe(address);
  });
});
