/** The atlas on a plane: which grid, how far, what is near. */
import { describe, expect, it } from 'vitest';
import { gridAt, groundOf, metresBetween, microAt, placeNear, toBorder } from '../../../client/kiosk/ground.ts';
import { servicePointsNear } from '../../../client/kiosk/near.ts';
import { contains } from '../../../client/print/plane.ts';
import type { KioskAtlas, KioskGrid, KioskPlace } from '../../../server/contract/kiosk.ts';

/** Two grids of 0.01° side by side at 30° N, the left one with a hole; a micro grid in the left one. */
const square = (west: number, south: number, east: number, north: number) => [
  west,
  south,
  east,
  south,
  east,
  north,
  west,
  north,
];
const grid = (code: string, kind: KioskGrid['kind'], parent: string, shape: number[][][]): KioskGrid => ({
  ...{ code, name: code, kind, parent, leader: null, worker: null, label: [5000, 5000], shape },
});
const place = (code: string, kind: KioskPlace['kind'], x: number, y: number): KioskPlace => ({
  ...{ code, name: code, address: null, kind, grid: null, at: [x, y] },
});
const ATLAS = {
  origin: [117, 30],
  grids: [
    grid('left', 'basic', 'c', [[square(0, 0, 10_000, 10_000), square(4000, 4000, 6000, 6000)]]),
    grid('micro', 'micro', 'left', [[square(0, 0, 5000, 3000)]]),
    grid('right', 'basic', 'c', [[square(10_000, 0, 20_000, 10_000)]]),
  ],
  places: [
    place('b', 'building', 1000, 1000),
    place('hall', 'service-point', 5000, 1000),
    place('post', 'service-point', 6000, 1000),
    place('far', 'service-point', 60_000, 1000),
  ],
} as unknown as KioskAtlas;

describe('the ground of a kiosk', () => {
  const ground = groundOf(ATLAS);
  const at = (lon: number, lat: number) => ground.pointOf(117 + lon, 30 + lat);

  it.each([
    [0.002, 0.002, 'left', 'micro'],
    [0.002, 0.008, 'left', null],
    // in the hole
    [0.005, 0.005, null, null],
    [0.015, 0.005, 'right', null],
    [0.025, 0.005, null, null],
    [0.005, -0.001, null, null],
  ])('%f, %f lies in %s, micro grid %s', (lon, lat, code, micro) => {
    const point = at(lon, lat);
    expect(gridAt(ground, point)?.grid.code ?? null).toBe(code);
    expect(microAt(ground, code ?? '', point)?.grid.code ?? null).toBe(micro);
  });

  it('gives every point of a common border to one grid', () => {
    const both = ground.grids.filter(({ grid }) => grid.kind !== 'micro');
    for (let lat = 0.0005; lat < 0.01; lat += 0.0007)
      expect(both.filter((one) => contains(one, at(0.01, lat))).length).toBe(1);
  });

  it('measures in metres on the ellipsoid: 0.01° is 1109 m to the north and 965 m to the east at 30° N', () => {
    expect(metresBetween(at(0, 0), at(0, 0.01))).toBeCloseTo(1108.5, 0);
    expect(metresBetween(at(0, 0), at(0.01, 0))).toBeCloseTo(964.8, 0);
    const left = ground.grids[0]!;
    expect(toBorder(left, at(0.0099, 0.009))).toBeCloseTo(9.64, 1);
    // to the hole
    expect(toBorder(left, at(0.0039, 0.005))).toBeCloseTo(9.64, 1);
  });

  it('finds the building at a point, never a service point, and none that is far', () => {
    expect(placeNear(ground, at(0.0011, 0.001), 15)?.place.code).toBe('b');
    expect(placeNear(ground, at(0.0013, 0.001), 15)).toBeNull();
    expect(placeNear(ground, at(0.005, 0.001), 50)).toBeNull();
  });

  it('lists service points within 500 m, nearest first, and the nearest where there is none', () => {
    const from = at(0.001, 0.001);
    const near = servicePointsNear(ground, from);
    expect(near.within.map(({ place, metres }) => [place.code, Math.round(metres)])).toEqual([
      ['hall', 386],
      ['post', 482],
    ]);
    expect(near.beyond).toBeNull();
    // 385.6 m is within 386 and not within 385
    expect(servicePointsNear(ground, from, 386).within.length).toBe(1);
    expect(servicePointsNear(ground, from, 385)).toMatchObject({ within: [], beyond: { place: { code: 'hall' } } });
    expect(servicePointsNear({ ...ground, places: [] }, from)).toEqual({ within: [], beyond: null });
  });
});
