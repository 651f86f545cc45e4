import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sqlite from 'node-sqlite3-wasm';
import { describe, expect, it } from 'vitest';
import { openSource } from '../../../../server/exchange/source.ts';
import { type GeopackageLayer, geopackageBytes, writeGeopackage } from '../../../support/geopackage-writer.ts';
import { readAll, refusal } from '../../../support/read-all.ts';
import { scratch } from '../../../support/scratch.ts';

const { folder, write } = scratch();
let number = 0;

async function made(...layers: GeopackageLayer[]): Promise<string> {
  const own = join(folder, String(++number));
  await mkdir(own);
  const path = join(own, 'a.gpkg');
  writeGeopackage(path, layers);
  return path;
}
const read = (path: string, options = {}) => readAll(path, 'a.gpkg', options);

const grids: GeopackageLayer = {
  name: '网格 "A"',
  columns: 'code text, households integer, big integer, photo blob',
  srs: 4326,
  rows: [
    ['POLYGON((0 0,4 0,4 4,0 4,0 0),(1 1,2 1,2 2,1 2,1 1))', '001', 7, 37068300100100100n, Buffer.from('ff')],
    ['MULTIPOLYGON Z(((0 0 5,1 0 5,1 1 5,0 0 5)))', '002', null, 1, null],
    [null, '003', 1, 1, null],
    [geopackageBytes('POINT(1 2)', true), '004', 1, 1, null],
  ],
};

describe('a GeoPackage', () => {
  it('gives rows with their geometry, codes as text and large integers exactly', async () => {
    const { info, features } = await read(await made(grids));
    expect(info).toMatchObject({
      format: 'geopackage',
      layer: '网格 "A"',
      layers: ['网格 "A"'],
      crs: { code: 'EPSG:4326' },
      encoding: 'utf-8',
    });
    expect(info.fields).toEqual(['fid', 'code', 'households', 'big', 'photo']);
    expect(features).toEqual([
      {
        row: 1,
        properties: { fid: 1, code: '001', households: 7, big: '37068300100100100', photo: null },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [4, 0],
              [4, 4],
              [0, 4],
              [0, 0],
            ],
            [
              [1, 1],
              [2, 1],
              [2, 2],
              [1, 2],
              [1, 1],
            ],
          ],
        },
      },
      {
        row: 2,
        properties: { fid: 2, code: '002', households: null, big: 1, photo: null },
        geometry: {
          type: 'MultiPolygon',
          coordinates: [
            [
              [
                [0, 0, 5],
                [1, 0, 5],
                [1, 1, 5],
                [0, 0, 5],
              ],
            ],
          ],
        },
      },
      { row: 3, properties: { fid: 3, code: '003', households: 1, big: 1, photo: null }, geometry: null },
      {
        row: 4,
        properties: { fid: 4, code: '004', households: 1, big: 1, photo: null },
        geometry: { type: 'Point', coordinates: [1, 2] },
      },
    ]);
  });

  it('leaves nothing beside the file and nothing in the temporary folder', async () => {
    const path = await made(grids);
    const temporaryFolder = join(folder, 'temporary');
    await mkdir(temporaryFolder);
    const source = await openSource(path, 'a.gpkg', { temporaryFolder });
    expect(await readdir(temporaryFolder)).toHaveLength(1);
    for await (const _feature of source.features()) expect(await readdir(join(path, '..'))).toEqual(['a.gpkg']);
    await source.close();
    await source.close();
    expect(await readdir(temporaryFolder)).toEqual([]);
  });

  it('reads a file left in write-ahead mode without changing it', async () => {
    const path = await made(grids);
    const bytes = await readFile(path);
    bytes[18] = 2;
    bytes[19] = 2;
    await writeFile(path, bytes);
    expect((await read(path)).features).toHaveLength(4);
    expect(await readFile(path)).toEqual(bytes);
    await writeFile(`${path}-wal`, 'unsaved pages');
    expect(await refusal(path, 'a.gpkg')).toMatchObject({
      code: 'geopackage-invalid',
      params: { reason: 'unfinished changes in -wal' },
    });
  });

  it('asks which of several layers is meant', async () => {
    const path = await made(grids, { ...grids, name: 'places', srs: 100001 });
    expect(await refusal(path, 'a.gpkg')).toMatchObject({
      code: 'layer-ambiguous',
      params: { layers: ['网格 "A"', 'places'] },
    });
    expect(await refusal(path, 'a.gpkg', { layer: 'none' })).toMatchObject({
      code: 'layer-unknown',
      params: { layer: 'none' },
    });
    const { info } = await read(path, { layer: 'places' });
    expect(info).toMatchObject({ layer: 'places', crs: { code: 'EPSG:4547' } });
  });

  it.each([
    [-1, null, undefined],
    [0, null, undefined],
    [4490, 'EPSG:4490', undefined],
    [2056, null, 'EPSG:2056'],
  ])('with the system %i', async (srs, code, text) => {
    const { info } = await read(await made({ ...grids, srs }));
    expect(info.crs?.code ?? null).toBe(code);
    if (code === null) expect(info.crsText).toBe(text);
  });

  it.each([
    ['bytes that are no geometry', Buffer.from('hello, world'), 'geometry-malformed', 'header'],
    ['a header alone', geopackageBytes('POINT(1 2)').subarray(0, 8), 'geometry-malformed', undefined],
    ['cut off WKB', geopackageBytes('LINESTRING(1 2,3 4)').subarray(0, 30), 'geometry-malformed', undefined],
    ['an extended geometry', Buffer.from([0x47, 0x50, 0, 0x21, 0, 0, 0, 0]), 'geometry-unsupported', 'extended'],
    [
      'a curve',
      Buffer.concat([Buffer.from([0x47, 0x50, 0, 1, 0, 0, 0, 0]), Buffer.from('010800000000000000', 'hex')]),
      'geometry-unsupported',
      undefined,
    ],
    [
      'an infinite coordinate',
      geopackageBytes('POINT(1 2)').map((byte, i) =>
        i >= 13 && i < 21 ? ([0, 0, 0, 0, 0, 0, 0xf0, 0x7f][i - 13] ?? 0) : byte,
      ),
      'coordinate-invalid',
      undefined,
    ],
  ])('notes %s as a problem of the row', async (_what, bytes, code, at) => {
    const { features } = await read(
      await made({
        ...grids,
        rows: [
          [bytes, '1', 1, 1, null],
          ['POINT(1 2)', '2', 1, 1, null],
        ],
      }),
    );
    expect(features[0]).toMatchObject({ row: 1, geometry: null, problem: { code, params: at ? { at } : {} } });
    expect(features[1]?.geometry).toEqual({ type: 'Point', coordinates: [1, 2] });
  });

  it('takes empty geometries for none', async () => {
    const rows = [
      [Buffer.from([0x47, 0x50, 0, 0x11, 0, 0, 0, 0]), '1', 1, 1, null],
      ['POINT EMPTY', '2', 1, 1, null],
      ['POLYGON EMPTY', '3', 1, 1, null],
    ];
    const { features } = await read(await made({ ...grids, rows }));
    expect(features.map((one) => [one.geometry, one.problem])).toEqual([
      [null, undefined],
      [null, undefined],
      [null, undefined],
    ]);
  });

  it('refuses what is no GeoPackage', async () => {
    const plain = join(folder, 'plain.gpkg');
    const db = new sqlite.Database(plain);
    db.exec('create table a (x)');
    db.close();
    expect(await refusal(plain, 'plain.gpkg')).toMatchObject({
      code: 'geopackage-invalid',
      params: { reason: 'no gpkg_contents' },
    });
    const torn = await write('torn.gpkg', (await readFile(await made(grids))).subarray(0, 5000));
    expect((await refusal(torn, 'torn.gpkg')).code).toBe('geopackage-invalid');
    const header = await write('header.gpkg', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(200)]));
    expect((await refusal(header, 'header.gpkg')).code).toBe('geopackage-invalid');
    expect(await refusal(await made(), 'a.gpkg')).toMatchObject({ params: { reason: 'no layer' } });
  });
});
