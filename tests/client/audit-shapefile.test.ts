import { describe, expect, it } from 'vitest';
import { checkFeatures } from '../../client/workspaces/audit/layer-check.ts';
import { readShapefileLayer } from '../../client/workspaces/audit/layer-shapefile.ts';
import { unzip } from '../../client/workspaces/audit/unzip.ts';
import { dbfOf, polygonRecord, shpOf } from '../support/shapefile-writer.ts';
import { zipOf } from '../support/zip-writer.ts';

const POLYGON = 5;
/** Shapefile shells run clockwise. */
const square = (x: number, y: number, side: number) =>
  polygonRecord([
    [
      [x, y],
      [x, y + side],
      [x + side, y + side],
      [x + side, y],
      [x, y],
    ],
  ]);
const dbf = dbfOf([{ name: 'CODE', type: 'C', length: 4 }], [['a'], ['b']]);
const GK_117 =
  'PROJCS["CGCS2000_3_Degree_GK_CM_117E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",117.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';
const file = (name: string, data: Buffer | string) => ({ name, data: Buffer.from(data as string) });

describe('a zipped Shapefile in the browser', () => {
  it('is read with its codes', async () => {
    const shp = shpOf(POLYGON, [square(117, 30, 0.002), square(117.001, 30, 0.002)]);
    const layer = await readShapefileLayer(zipOf([file('g/格.shp', shp), file('g/格.dbf', dbf)]));
    const check = checkFeatures(layer.features);
    expect(check.codeField).toBe('CODE');
    expect(check.findings.map(({ kind, grids }) => [kind, grids])).toEqual([['overlap', ['a', 'b']]]);
  });

  it('is turned from Gauss–Krüger to degrees by its .prj, and says so', async () => {
    const shp = shpOf(POLYGON, [square(500_000, 3_320_000, 100), square(500_100, 3_320_000, 100)]);
    const layer = await readShapefileLayer(zipOf([file('a.shp', shp), file('a.dbf', dbf), file('a.prj', GK_117)]));
    expect(layer.notes).toEqual([{ code: 'converted', params: { name: 'CGCS2000_3_Degree_GK_CM_117E' } }]);
    const geometry = layer.features[0]?.geometry as { coordinates: number[][][] } | undefined;
    const [first] = geometry?.coordinates[0] ?? [];
    expect(first?.[0]).toBeCloseTo(117, 6);
    expect(first?.[1]).toBeCloseTo(29.998, 2);
    // a hundred metres square, to a thousandth
    expect(checkFeatures(layer.features).kernel.gridsM2 / 20_000).toBeCloseTo(1, 3);
  });

  it.each([
    ['zip-no-shapefile', zipOf([file('readme.txt', 'x')])],
    ['zip-several', zipOf([file('a.shp', 'x'), file('b.shp', 'x')])],
    [
      'shapefile',
      zipOf([file('a.shp', 'this is no shapefile at all, but long enough to be read as if it were one, or so')]),
    ],
    ['zip-damaged', Buffer.concat([Buffer.from('PK'), Buffer.alloc(40)])],
    ['zip-damaged', Buffer.from('PK')],
  ])('is refused as %s', async (code, bytes) => {
    await expect(readShapefileLayer(bytes)).rejects.toMatchObject({ code });
  });

  it('is unpacked byte for byte', async () => {
    const data = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * i) % 251));
    const archive = await unzip(zipOf([{ name: 'a', data }]));
    expect(Buffer.from(await archive.read('a'))).toEqual(data);
  });
});
