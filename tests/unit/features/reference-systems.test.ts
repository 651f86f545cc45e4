/** The reference systems: to PROJ's numbers, there and back, on the axes of the registry. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inSystem, textInSystem } from '../../../server/features/positions.ts';
import { CRS84, REFERENCE_SYSTEMS, systemByCode, systemByUri } from '../../../server/features/reference-systems.ts';

/** `gdaltransform -s_srs OGC:CRS84 -t_srs EPSG:…` of GDAL 3.6 with PROJ 9.1: easting and northing. */
const PROJ_POINTS: [number, number, number, number, number][] = [
  [4547, 114.3, 30.6, 528770.23725568, 3386666.25056236],
  [4547, 112.5, 22.7, 345866.000984549, 2512093.73195651],
  [4548, 117.0228682, 30.0608833, 502205.119476907, 3326862.71204015],
  [4549, 121.47, 31.23, 640060.337694254, 3457406.43549739],
  [3857, 117.0228682, 30.0608833, 13026926.0991924, 3511378.22711823],
];

describe('projections', () => {
  it.each(PROJ_POINTS)('EPSG:%i of %f, %f', (epsg, lon, lat, x, y) => {
    const [ownX, ownY] = systemByCode(String(epsg))!.forward(lon, lat);
    expect(Math.abs(ownX - x)).toBeLessThan(0.001);
    expect(Math.abs(ownY - y)).toBeLessThan(0.001);
  });

  it('bring a place back to less than a tenth of a lattice unit, rounded as it is written', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...REFERENCE_SYSTEMS),
        fc.double({ min: 108, max: 126, noNaN: true }),
        fc.double({ min: 18, max: 53, noNaN: true }),
        (system, lon, lat) => {
          const { coordinates } = inSystem({ type: 'Point', coordinates: [lon, lat] }, system, 'x-first');
          const [ownLon, ownLat] = system.inverse(coordinates[0] as number, coordinates[1] as number);
          expect(Math.abs(ownLon - lon)).toBeLessThan(1e-7);
          expect(Math.abs(ownLat - lat)).toBeLessThan(1e-7);
        },
      ),
      { seed: 20261130, numRuns: 500 },
    );
  });
});

describe('axes', () => {
  const POINT = '{"type":"Point","coordinates":[117.0228682,30.0608833]}';
  it.each([
    [null, 'registry', [117.0228682, 30.0608833]],
    [4326, 'registry', [30.0608833, 117.0228682]],
    [4490, 'registry', [30.0608833, 117.0228682]],
    [4326, 'x-first', [117.0228682, 30.0608833]],
    [4548, 'registry', [3326862.712, 502205.1195]],
    [4548, 'x-first', [502205.1195, 3326862.712]],
    [3857, 'registry', [13026926.0992, 3511378.2271]],
  ] as const)('of EPSG:%s by %s', (epsg, order, expected) => {
    const system = REFERENCE_SYSTEMS.find((one) => one.epsg === epsg)!;
    const { coordinates } = JSON.parse(textInSystem(POINT, system, order)) as { coordinates: number[] };
    expect(coordinates[0]).toBeCloseTo(expected[0], 3);
    expect(coordinates[1]).toBeCloseTo(expected[1], 3);
  });

  it('of degrees with longitude first leave the text as it was, and nothing is nothing', () => {
    expect(textInSystem(POINT, CRS84, 'registry')).toBe(POINT);
    expect(textInSystem(null, CRS84, 'registry')).toBe('null');
  });

  it('turn every position of a shape', () => {
    const rings = [
      [
        [
          [117, 30],
          [118, 30],
          [118, 31],
          [117, 30],
        ],
      ],
    ];
    const { coordinates } = inSystem({ type: 'MultiPolygon', coordinates: rings }, systemByCode('4326')!, 'registry');
    expect(coordinates).toEqual([
      [
        [
          [30, 117],
          [30, 118],
          [31, 118],
          [30, 117],
        ],
      ],
    ]);
  });
});

it('systems are found by what names them, and by nothing else', () => {
  expect(systemByUri('http://www.opengis.net/def/crs/OGC/1.3/CRS84')).toBe(CRS84);
  expect(systemByUri('http://www.opengis.net/def/crs/EPSG/0/4547')?.epsg).toBe(4547);
  expect(systemByUri('http://www.opengis.net/def/crs/EPSG/0/2056')).toBeUndefined();
  expect(systemByUri('EPSG:4547')).toBeUndefined();
  expect(systemByCode('EPSG:4547')?.epsg).toBe(4547);
  expect(systemByCode('CRS84')).toBeUndefined();
});
