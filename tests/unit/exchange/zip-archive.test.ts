import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSource, type SourceOptions } from '../../../server/exchange/source.ts';
import { writeGeopackage } from '../../support/geopackage-writer.ts';
import { readAll, refusal } from '../../support/read-all.ts';
import { scratch } from '../../support/scratch.ts';
import { dbfOf, pointRecord, shpOf } from '../../support/shapefile-writer.ts';
import { type ZipEntry, zipOf } from '../../support/zip-writer.ts';

const { write, folder } = scratch();
const CODE = { name: 'CODE', type: 'C', length: 15 };
const shp = shpOf(1, [pointRecord(118.4, 30.7)]);
const dbf = (code: string) => dbfOf([CODE], [[code]]);
const geojson =
  '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"g"},"geometry":null}]}';

const packed = async (entries: ZipEntry[]) => write('a.zip', zipOf(entries));
const read = async (entries: ZipEntry[], options?: SourceOptions) => readAll(await packed(entries), 'a.zip', options);
const refuse = async (entries: ZipEntry[], options?: SourceOptions) => refusal(await packed(entries), 'a.zip', options);
const temporaryFolder = folder;
const leftovers = async () => (await readdir(folder)).filter((name) => name.startsWith('gezhong-zip-'));

describe('a zipped file', () => {
  it.each<[string, ZipEntry[], string]>([
    [
      'flat',
      [
        { name: 'grids.shp', data: shp },
        { name: 'grids.dbf', data: dbf('1') },
      ],
      'grids',
    ],
    [
      'in a folder',
      [
        { name: 'out/', data: '' },
        { name: 'out/grids.shp', data: shp },
        { name: 'out/grids.dbf', data: dbf('1') },
      ],
      'grids',
    ],
    [
      'by Windows, with backslashes',
      [
        { name: 'out\\grids.shp', data: shp },
        { name: 'out\\grids.dbf', data: dbf('1') },
      ],
      'grids',
    ],
    [
      'with letters of either case',
      [
        { name: 'Grids.SHP', data: shp },
        { name: 'grids.dbf', data: dbf('1') },
      ],
      'Grids',
    ],
    [
      'with what a Mac adds',
      [
        { name: 'grids.shp', data: shp },
        { name: '__MACOSX/._grids.shp', data: 'x' },
        { name: '.DS_Store', data: 'x' },
        { name: 'grids.dbf', data: dbf('1') },
      ],
      'grids',
    ],
    [
      'under a Chinese name',
      [
        { name: '网格.shp', data: shp },
        { name: '网格.dbf', data: dbf('1') },
      ],
      '网格',
    ],
    [
      'under a Chinese name in GBK',
      [
        { name: Buffer.from('cdf8b8f12e736870', 'hex'), data: shp },
        { name: Buffer.from('cdf8b8f12e646266', 'hex'), data: dbf('1') },
      ],
      '网格',
    ],
  ])('is found %s', async (_how, entries, layer) => {
    const { info, features } = await read(entries);
    expect(info).toMatchObject({ format: 'shapefile', layer, layers: [layer], notes: ['file-in-archive'] });
    expect(features).toEqual([
      { row: 1, properties: { CODE: '1' }, geometry: { type: 'Point', coordinates: [118.4, 30.7] } },
    ]);
  });

  it('tells of deleted rows like a file beside it', async () => {
    const { info, features } = await read([
      { name: 'a.shp', data: shpOf(1, [pointRecord(1, 2), pointRecord(3, 4)]) },
      { name: 'a.dbf', data: dbfOf([CODE], [['1'], ['2']], { deleted: [0] }) },
    ]);
    expect(features.map((one) => one.properties.CODE)).toEqual(['2']);
    expect(info.notes).toEqual(['file-in-archive', 'rows-deleted']);
  });

  it('may be GeoJSON, CSV or one of several', async () => {
    const entries = [
      { name: 'a/grids.shp', data: shp },
      { name: 'a/grids.dbf', data: dbf('a') },
      { name: 'b/grids.shp', data: shp },
      { name: 'b/grids.dbf', data: dbf('b') },
      { name: 'places.csv', data: 'code\nc\n' },
      { name: 'areas.geojson', data: geojson },
    ];
    const layers = ['a/grids', 'b/grids', 'places', 'areas'];
    expect(await refuse(entries)).toMatchObject({ code: 'layer-ambiguous', params: { layers } });
    expect(await refuse(entries, { layer: 'grids' })).toMatchObject({
      code: 'layer-unknown',
      params: { layer: 'grids', layers },
    });
    const path = await packed(entries);
    const found = await Promise.all(layers.map((layer) => readAll(path, 'a.zip', { layer })));
    expect(found.map(({ info, features }) => [info.format, Object.values(features[0]?.properties ?? {})])).toEqual([
      ['shapefile', ['a']],
      ['shapefile', ['b']],
      ['csv', ['c']],
      ['geojson', ['g']],
    ]);
  });

  it('leaves nothing in the temporary folder, read or refused', async () => {
    const source = await openSource(await packed([{ name: 'a.geojson', data: geojson }]), 'a.zip', { temporaryFolder });
    expect(await leftovers()).toHaveLength(1);
    await source.close();
    await source.close();
    await refuse([{ name: 'a.geojson', data: '{' }], { temporaryFolder });
    await refuse([{ name: 'a.shp', data: shp }], { temporaryFolder });
    expect(await leftovers()).toEqual([]);
  });
});

describe('a zipped GeoPackage', () => {
  it('offers its own layers', async () => {
    const path = join(folder, 'two.gpkg');
    const layer = { columns: 'code text', srs: 4326, rows: [['POINT(1 2)', '001']] };
    writeGeopackage(path, [
      { ...layer, name: 'grids' },
      { ...layer, name: 'places' },
    ]);
    const entries = [{ name: 'county/two.gpkg', data: await readFile(path) }];
    expect(await refuse(entries)).toMatchObject({ code: 'layer-ambiguous', params: { layers: ['grids', 'places'] } });
    const { info, features } = await read(entries, { layer: 'places' });
    expect(info).toMatchObject({ format: 'geopackage', layer: 'places', layers: ['grids', 'places'] });
    expect(features).toHaveLength(1);
  });
});

describe('a zip that is refused', () => {
  it.each<[string, ZipEntry[], SourceOptions, Record<string, unknown>]>([
    [
      'no table beside the shapes',
      [
        { name: 'a.shp', data: shp },
        { name: 'a.prj', data: '' },
      ],
      {},
      { code: 'shapefile-part-missing', params: { missing: ['dbf'] } },
    ],
    [
      'no shapes beside the table',
      [{ name: 'a.dbf', data: dbf('1') }],
      {},
      { code: 'shapefile-part-missing', params: { missing: ['shp'] } },
    ],
    [
      'nothing to read',
      [
        { name: 'readme.md', data: 'x' },
        { name: 'a.prj', data: '' },
      ],
      {},
      { code: 'zip-entry-missing' },
    ],
    ['nothing at all', [], {}, { code: 'zip-entry-missing' }],
    [
      'a spreadsheet',
      [{ name: '[Content_Types].xml', data: 'x' }],
      {},
      { code: 'format-unknown', params: { looksLike: 'xlsx' } },
    ],
    ['a path out of the folder', [{ name: '../a.geojson', data: geojson }], {}, { code: 'zip-path-traversal' }],
    [
      'a path out of the folder by backslashes',
      [{ name: 'x\\..\\..\\a.geojson', data: geojson }],
      {},
      { code: 'zip-path-traversal' },
    ],
    ['an absolute path', [{ name: '/etc/a.geojson', data: geojson }], {}, { code: 'zip-path-traversal' }],
    ['a drive', [{ name: 'C:\\a.geojson', data: geojson }], {}, { code: 'zip-path-traversal' }],
    ['a zero byte in a name', [{ name: 'a.geojson\0.png', data: geojson }], {}, { code: 'zip-path-traversal' }],
    ['a password', [{ name: 'a.geojson', data: geojson, encrypted: true }], {}, { code: 'zip-encrypted' }],
    [
      'one name twice',
      [
        { name: 'a.geojson', data: geojson },
        { name: 'A.geojson', data: geojson },
      ],
      {},
      { code: 'zip-entry-duplicate' },
    ],
    [
      'too many entries',
      [
        { name: 'a.geojson', data: geojson },
        { name: 'b.txt', data: '' },
      ],
      { limits: { entries: 1 } },
      { code: 'zip-too-many-entries' },
    ],
    [
      'a wrong checksum',
      [{ name: 'a.geojson', data: geojson, declaredCrc: 1 }],
      {},
      { code: 'zip-damaged', params: { reason: 'checksum' } },
    ],
    ['a size that is not true', [{ name: 'a.geojson', data: geojson, declaredSize: 10 }], {}, { code: 'zip-damaged' }],
    [
      'a zip in a zip',
      [{ name: 'a.csv', data: zipOf([]) }],
      {},
      { code: 'format-unknown', params: { looksLike: 'zip' } },
    ],
    [
      'more bytes than allowed',
      [{ name: 'a.geojson', data: geojson.padEnd(2000) }],
      { limits: { unpackedBytes: 1000 } },
      { code: 'zip-bomb', params: { limit: 1000 } },
    ],
    [
      'bytes out of nowhere',
      [{ name: 'a.geojson', data: geojson.padEnd(3_000_000) }],
      { limits: { ratioFreeBytes: 1_000_000 } },
      { code: 'zip-bomb', params: { ratio: 200 } },
    ],
  ])('%s', async (_what, entries, options, expected) => {
    expect(await refuse(entries, options)).toMatchObject(expected);
  });

  it('stops at the first byte beyond the declared size', async () => {
    const entries = [{ name: 'a.geojson', data: geojson.padEnd(500_000), declaredSize: 900 }];
    expect((await refuse(entries, { limits: { unpackedBytes: 1000 } })).code).toBe('zip-damaged');
  });

  it('is cut off anywhere', async () => {
    const whole = zipOf([{ name: 'a.geojson', data: geojson }]);
    for (let length = 4; length < whole.length; length += 7) {
      const path = await write('torn.zip', whole.subarray(0, length));
      expect((await refusal(path, 'torn.zip')).code).toBe('zip-damaged');
    }
  });
});

const PROVIDENCE = '../shared/fixtures/maup-providence';
describe.skipIf(!existsSync(PROVIDENCE))(`published zipped Shapefiles (needs ${PROVIDENCE})`, () => {
  it('hold the same rows and rings as their GeoJSON', async () => {
    for (const name of ['districts', 'precincts', 'blocks']) {
      const zip = await readAll(`${PROVIDENCE}/${name}.zip`, `${name}.zip`);
      const json = await readAll(`${PROVIDENCE}/${name}.geojson`, `${name}.geojson`);
      expect(zip.info).toMatchObject({ format: 'shapefile', layer: name, crs: { code: 'EPSG:4269' } });
      expect(zip.features.length).toBe(json.features.length);
      const type = (features: typeof zip.features) => features.map((one) => one.geometry?.type);
      expect(type(zip.features)).toEqual(type(json.features));
    }
  });

  it('keep the published sums', async () => {
    const { features } = await readAll(`${PROVIDENCE}/blocks.zip`, 'blocks.zip');
    const sum = (field: string) => features.reduce((total, one) => total + Number(one.properties[field]), 0);
    expect([sum('TOTPOP'), sum('NH_BLACK'), sum('NH_WHITE')]).toEqual([178040, 23398, 66909]);
    expect(features[0]?.properties.GEOID10).toBe('440070022002009');
  });
});
