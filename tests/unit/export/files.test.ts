/** Every kind of file out is read back by the reader of files in: values, nulls, Chinese, holes, parts, systems. */
import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../../server/export/csv-out.ts';
import type { FeaturesOut, FileWriter, OutFeature } from '../../../server/export/features-out.ts';
import { writeGeojson } from '../../../server/export/geojson-out.ts';
import { writeGeopackage } from '../../../server/export/geopackage-out.ts';
import { writeShapefile } from '../../../server/export/shapefile-out.ts';
import { Turns } from '../../../server/export/turns.ts';
import { field } from '../../../server/features/field.ts';
import type { PlainGeometry } from '../../../server/features/positions.ts';
import { inSystem } from '../../../server/features/positions.ts';
import { REFERENCE_SYSTEMS } from '../../../server/features/reference-systems.ts';
import { readAll } from '../../support/read-all.ts';
import { scratch } from '../../support/scratch.ts';

const { folder } = scratch();
const FIELDS = [
  field('code', 'text', 'code'),
  field('name', 'text', 'name'),
  field('households', 'integer', 'households'),
  field('areaM2', 'real', 'square metres', 'area_m2'),
  field('isOpen', 'boolean', 'open', 'is_open'),
  field('validFrom', 'instant', 'since', 'valid_from'),
];
const SHAPE: PlainGeometry = {
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [117, 30],
        [117.01, 30],
        [117.01, 30.01],
        [117, 30.01],
        [117, 30],
      ],
      [
        [117.002, 30.002],
        [117.002, 30.004],
        [117.004, 30.004],
        [117.004, 30.002],
        [117.002, 30.002],
      ],
    ],
    [
      [
        [117.02, 30],
        [117.0300001, 30],
        [117.03, 30.01],
        [117.02, 30],
      ],
    ],
  ],
};
const LONG = '长'.repeat(120);
const at = '2026-08-31T16:00:00.000Z';
const SHAPES: OutFeature[] = [
  {
    id: 'a',
    properties: {
      code: '0101',
      name: '第1网格，“南”"里"\n二',
      households: 253,
      areaM2: 27779.6,
      isOpen: true,
      validFrom: at,
    },
    geometry: SHAPE,
  },
  {
    id: 'b',
    properties: { code: '-12', name: null, households: null, areaM2: null, isOpen: null, validFrom: null },
    geometry: null,
  },
  {
    id: 'c',
    properties: { code: 'C', name: LONG, households: 0, areaM2: 0.125, isOpen: false, validFrom: at },
    geometry: SHAPE,
  },
];
const POINTS: OutFeature[] = SHAPES.map((feature, i) => ({
  ...feature,
  geometry: i === 1 ? null : { type: 'Point', coordinates: [117.0228682, 30.0608833] },
}));

async function written(
  write: FileWriter,
  ending: string,
  rows: readonly OutFeature[],
  { epsg = 4326, geometry = 'MultiPolygon' as FeaturesOut['geometry'] } = {},
) {
  const own = mkdtempSync(join(folder, 'export-'));
  const path = join(own, `out.${ending}`);
  const system = REFERENCE_SYSTEMS.find((one) => one.epsg === epsg)!;
  const changed = rows.map((row) => ({
    ...row,
    geometry: row.geometry === null ? null : inSystem(row.geometry, system, 'x-first'),
  }));
  // two pages, so that what joins them is seen
  async function* pages() {
    yield changed.slice(0, 2);
    yield changed.slice(2);
  }
  const about = { name: 'grids', fields: FIELDS, actor: 'demo-planner', at: new Date(at), edition: 3 };
  await write(path, { ...about, geometry, system, pages: pages() }, own);
  return path;
}

const geometriesOf = (features: { geometry: unknown }[]) => features.map(({ geometry }) => geometry);

describe('GeoJSON', () => {
  it('is whole, and says whose state it is', async () => {
    const path = await written(writeGeojson, 'geojson', SHAPES);
    const file = JSON.parse(await readFile(path, 'utf8'));
    expect(file).toMatchObject({
      type: 'FeatureCollection',
      name: 'grids',
      asOf: at,
      edition: 3,
      exportedBy: 'demo-planner',
    });
    expect(file).not.toHaveProperty('crs');
    expect(file.features.map(({ id, properties }: OutFeature) => ({ id, properties }))).toEqual(
      SHAPES.map(({ id, properties }) => ({ id, properties })),
    );
    expect(geometriesOf(file.features)).toEqual(geometriesOf(SHAPES));
  });

  it('without features is a collection of none', async () => {
    const path = await written(writeGeojson, 'geojson', []);
    expect(JSON.parse(await readFile(path, 'utf8')).features).toEqual([]);
  });

  it('in metres names its system', async () => {
    const { info, features } = await readAll(
      await written(writeGeojson, 'geojson', POINTS, { epsg: 4548, geometry: 'Point' }),
      'out.geojson',
    );
    expect(info.crs?.code).toBe('EPSG:4548');
    const [x, y] = (features[0]!.geometry as { coordinates: number[] }).coordinates;
    expect([x, y]).toEqual([502205.1195, 3326862.712]);
  });
});

describe('GeoPackage', () => {
  it('comes back as it was', async () => {
    const { info, features } = await readAll(
      await written(writeGeopackage, 'gpkg', SHAPES, { epsg: 4490 }),
      'out.gpkg',
    );
    expect(info).toMatchObject({ layer: 'grids', crs: { code: 'EPSG:4490' } });
    expect(geometriesOf(features)).toEqual(geometriesOf(SHAPES));
    const stored = (value: unknown) => (typeof value === 'boolean' ? Number(value) : value);
    expect(features.map(({ properties: { fid, ...rest } }) => rest)).toEqual(
      SHAPES.map(({ id, properties }) => ({
        feature_id: id,
        ...Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, stored(value)])),
      })),
    );
  });

  it('without features is a layer of none', async () => {
    const { features } = await readAll(await written(writeGeopackage, 'gpkg', []), 'out.gpkg');
    expect(features).toEqual([]);
  });
});

describe('a zipped Shapefile', () => {
  it('comes back with short names, a long text cut between two characters', async () => {
    const { info, features } = await readAll(await written(writeShapefile, 'zip', SHAPES, { epsg: 4547 }), 'out.zip');
    expect(info).toMatchObject({ encoding: 'utf-8', crs: { code: 'EPSG:4547' }, notes: ['file-in-archive'] });
    expect(info.fields).toEqual(['code', 'name', 'households', 'area_m2', 'is_open', 'valid_from']);
    expect(features[0]!.properties).toEqual({
      ...{
        code: '0101',
        name: '第1网格，“南”"里"\n二',
        households: 253,
        area_m2: 27779.6,
        is_open: true,
        valid_from: at,
      },
    });
    expect(Object.values(features[1]!.properties).filter((value) => value !== null && value !== '')).toEqual(['-12']);
    expect(features[1]!.geometry).toBeNull();
    expect(features[2]!.properties).toMatchObject({
      name: '长'.repeat(84),
      households: 0,
      area_m2: 0.125,
      is_open: false,
    });
  });

  it('has the shapes with their holes and parts, in degrees to the last digit', async () => {
    const { features } = await readAll(await written(writeShapefile, 'zip', SHAPES), 'out.zip');
    const rings = (geometry: unknown) =>
      (geometry as { coordinates: number[][][][] }).coordinates
        .flat()
        .map((ring) => ring.map(String).sort().join(' '))
        .sort();
    expect(rings(features[0]!.geometry)).toEqual(rings(SHAPE));
    expect((features[0]!.geometry as { coordinates: unknown[] }).coordinates).toHaveLength(2);
  });

  it('holds points', async () => {
    const { features } = await readAll(await written(writeShapefile, 'zip', POINTS, { geometry: 'Point' }), 'out.zip');
    expect(geometriesOf(features)).toEqual(geometriesOf(POINTS));
  });

  it('without features is a layer of none', async () => {
    const { features } = await readAll(await written(writeShapefile, 'zip', []), 'out.zip');
    expect(features).toEqual([]);
  });
});

describe('CSV', () => {
  it('comes back with shapes as WKT', async () => {
    const { info, features } = await readAll(await written(writeCsv, 'csv', SHAPES), 'out.csv');
    expect(info.fields).toEqual([...FIELDS.map(({ name }) => name), 'WKT']);
    expect(geometriesOf(features)).toEqual(geometriesOf(SHAPES));
    expect(features[0]!.properties).toMatchObject({
      code: '0101',
      name: '第1网格，“南”"里"\n二',
      households: '253',
      areaM2: '27779.6',
    });
    expect(features[1]!.properties).toMatchObject({ code: '-12' });
  });

  it('comes back with points in two columns', async () => {
    const { info, features } = await readAll(await written(writeCsv, 'csv', POINTS, { geometry: 'Point' }), 'out.csv');
    expect(info.fields.slice(-2)).toEqual(['lon', 'lat']);
    expect(geometriesOf(features)).toEqual(geometriesOf(POINTS));
  });

  it('begins with a byte order mark and lets no text be a formula', async () => {
    const texts = ['=1+1', '+86 000', '-1号楼', '@x', '\tx', '1号楼'];
    const rows = texts.map((name) => ({ ...POINTS[1]!, properties: { ...POINTS[1]!.properties, name } }));
    const text = await readFile(await written(writeCsv, 'csv', rows, { geometry: 'Point' }), 'utf8');
    expect(text.charCodeAt(0)).toBe(0xfeff);
    const cells = text
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(',')[1]);
    expect(cells).toEqual(["'=1+1", "'+86 000", "'-1号楼", "'@x", "'\tx", '1号楼']);
  });
});

describe('turns', () => {
  it('let so many work at once, so many wait, and refuse the rest', async () => {
    const turns = new Turns(2, 1);
    const ends: (() => void)[] = [];
    let begun = 0;
    const work = () => {
      begun += 1;
      return new Promise<void>((resolve) => ends.push(resolve));
    };
    const taken = [turns.take(work), turns.take(work), turns.take(work)];
    await expect(turns.take(work)).rejects.toMatchObject({ code: 'too-many-requests' });
    expect(begun).toBe(2);
    ends[0]!();
    await taken[0];
    await expect.poll(() => begun).toBe(3);
    ends[1]!();
    ends[2]!();
    await Promise.all(taken);
    await expect(turns.take(async () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(turns.take(async () => 7)).resolves.toBe(7);
  });
});
