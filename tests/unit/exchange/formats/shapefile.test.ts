import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceOptions } from '../../../../server/exchange/source.ts';
import { readAll, refusal } from '../../../support/read-all.ts';
import { scratch } from '../../../support/scratch.ts';
import { dbfOf, pointRecord, polygonRecord, shpOf } from '../../../support/shapefile-writer.ts';

const { write } = scratch();
let number = 0;

/** Writes the parts under one stem and gives the path of the first. */
async function parts(files: Record<string, Buffer | string>): Promise<{ path: string; name: string }> {
  const stem = `layer${++number}`;
  const paths: string[] = [];
  for (const [extension, content] of Object.entries(files)) paths.push(await write(`${stem}.${extension}`, content));
  return { path: paths[0] ?? '', name: `${stem}.${Object.keys(files)[0]}` };
}
async function read(files: Record<string, Buffer | string>, options?: SourceOptions) {
  const { path, name } = await parts(files);
  return readAll(path, name, options);
}
async function refuse(files: Record<string, Buffer | string>, options?: SourceOptions) {
  const { path, name } = await parts(files);
  return refusal(path, name, options);
}

const CODE = { name: 'CODE', type: 'C', length: 15 };
const codes = (...values: string[]) =>
  dbfOf(
    [CODE],
    values.map((value) => [value]),
  );
// Clockwise shells and counter-clockwise holes, as ESRI writes them.
const shell = [
  [0, 0],
  [0, 10],
  [10, 10],
  [10, 0],
  [0, 0],
];
const hole = [
  [2, 2],
  [4, 2],
  [4, 4],
  [2, 4],
  [2, 2],
];
const island = [
  [20, 0],
  [20, 5],
  [25, 5],
  [25, 0],
  [20, 0],
];

describe('the geometry of a Shapefile', () => {
  it('joins shapes and attributes by order', async () => {
    const { info, features } = await read({
      shp: shpOf(1, [pointRecord(118.4, 30.7), pointRecord(118.5, 30.8)]),
      dbf: codes('001', '002'),
    });
    expect(info).toMatchObject({ format: 'shapefile', fields: ['CODE'], crs: null, notes: [] });
    expect(features).toEqual([
      { row: 1, properties: { CODE: '001' }, geometry: { type: 'Point', coordinates: [118.4, 30.7] } },
      { row: 2, properties: { CODE: '002' }, geometry: { type: 'Point', coordinates: [118.5, 30.8] } },
    ]);
  });

  it('puts holes into their shells and several shells into a MultiPolygon', async () => {
    const { features } = await read({
      shp: shpOf(5, [polygonRecord([shell, hole]), polygonRecord([shell, island, hole]), null]),
      dbf: codes('1', '2', '3'),
    });
    expect(features.map((one) => one.geometry)).toEqual([
      { type: 'Polygon', coordinates: [shell, hole] },
      { type: 'MultiPolygon', coordinates: [[shell, hole], [island]] },
      null,
    ]);
  });

  it('keeps the heights of regrouped rings', async () => {
    const lift = (ring: number[][], z: number) => ring.map(([x = 0, y = 0], i) => [x, y, z + i]);
    const rings = [lift(hole, 100), lift(shell, 200), lift(island, 300)];
    const { features } = await read({ shp: shpOf(15, [polygonRecord(rings)]), dbf: codes('1') });
    expect(features[0]?.geometry).toEqual({ type: 'MultiPolygon', coordinates: [[rings[1], rings[0]], [rings[2]]] });
  });

  it('keeps every position and height of any rings', async () => {
    const position = fc.tuple(
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 1, max: 99 }),
    );
    const ring = fc.array(position, { minLength: 3, maxLength: 6 }).map((list) => [...list, list[0] ?? [0, 0, 0]]);
    await fc.assert(
      fc.asyncProperty(fc.array(ring, { minLength: 1, maxLength: 5 }), async (rings) => {
        const { features } = await read({ shp: shpOf(15, [polygonRecord(rings as number[][][])]) });
        const geometry = features[0]?.geometry;
        const found =
          geometry?.type === 'Polygon'
            ? geometry.coordinates
            : geometry?.type === 'MultiPolygon'
              ? geometry.coordinates.flat()
              : [];
        const sorted = (list: unknown[][]) => list.map((one) => JSON.stringify(one)).sort();
        expect(sorted(found)).toEqual(sorted(rings));
      }),
      { seed: 20261122, numRuns: 60 },
    );
  });

  it('reads a .prj, with or without the zone prefix', async () => {
    const prj = (name: string, easting: number) =>
      `PROJCS["${name}",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",${easting}],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",117.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`;
    const shp = shpOf(1, [pointRecord(1, 2)]);
    const found = await Promise.all(
      [
        prj('CGCS2000_3_Degree_GK_CM_117E', 500000),
        prj('CGCS2000_3_Degree_GK_Zone_39', 39500000),
        'LOCAL_CS["site"]',
      ].map((text) => read({ shp, prj: text })),
    );
    expect(found.map(({ info }) => info.crs?.code)).toEqual(['EPSG:4548', 'EPSG:4527', undefined]);
    expect(found[2]?.info).toMatchObject({ crsText: 'LOCAL_CS["site"]', notes: ['attributes-missing', 'crs-unknown'] });
  });

  it('leaves out rows that are deleted, together with their shape', async () => {
    const dbf = dbfOf([CODE], [['1'], ['2'], ['3']], { deleted: [1] });
    const { info, features } = await read({
      shp: shpOf(1, [pointRecord(1, 1), pointRecord(2, 2), pointRecord(3, 3)]),
      dbf,
    });
    expect(
      features.map((one) => [one.row, one.properties.CODE, (one.geometry as { coordinates: number[] }).coordinates[0]]),
    ).toEqual([
      [1, '1', 1],
      [2, '3', 3],
    ]);
    expect(info.notes).toEqual(['rows-deleted']);
  });

  it.each([
    ['nothing after the header mark', { shp: Buffer.from('0000270a', 'hex') }, { code: 'shapefile-invalid' }],
    [
      'a record cut off',
      { shp: shpOf(1, [pointRecord(1, 1), pointRecord(2, 2)]).subarray(0, 140), dbf: codes('1', '2') },
      { code: 'shapefile-invalid', row: 2 },
    ],
    [
      'a record shorter than its points',
      { shp: shpOf(5, [polygonRecord([shell]).subarray(0, 60)]) },
      { code: 'shapefile-invalid', row: 1, params: { where: 'length' } },
    ],
    [
      'a record of another type',
      { shp: shpOf(5, [polygonRecord([shell]), pointRecord(1, 2)]) },
      { code: 'shapefile-invalid', row: 2, params: { where: 'type' } },
    ],
    [
      'a type that is not supported',
      { shp: shpOf(31, []) },
      { code: 'shapefile-unsupported-type', params: { type: 31 } },
    ],
    [
      'fewer shapes than rows',
      { shp: shpOf(1, [pointRecord(1, 1)]), dbf: codes('1', '2') },
      { code: 'shapefile-invalid', row: 2 },
    ],
    [
      'more shapes than rows',
      { shp: shpOf(1, [pointRecord(1, 1), pointRecord(1, 1)]), dbf: codes('1') },
      { code: 'shapefile-invalid', row: 2 },
    ],
    [
      'a table cut off',
      { shp: shpOf(1, [pointRecord(1, 1), pointRecord(1, 1)]), dbf: codes('1', '2').subarray(0, 70) },
      { code: 'shapefile-invalid', params: { part: 'dbf' } },
    ],
    [
      'a table without columns',
      { shp: shpOf(1, []), dbf: Buffer.alloc(40) },
      { code: 'shapefile-invalid', params: { part: 'dbf' } },
    ],
  ])('refuses %s', async (_what, files, expected) => {
    expect(await refuse(files)).toMatchObject(expected);
  });

  it('refuses a negative or absurd number of points before it reads them', async () => {
    const record = polygonRecord([shell]);
    record.writeInt32LE(0x7fffffff, 40);
    expect(await refuse({ shp: shpOf(5, [record]) })).toMatchObject({ code: 'too-many-vertices', row: 1 });
    record.writeInt32LE(-1, 40);
    expect(await refuse({ shp: shpOf(5, [record]) })).toMatchObject({
      code: 'shapefile-invalid',
      params: { where: 'counts' },
    });
    expect(
      await refuse({ shp: shpOf(5, [polygonRecord([shell])]) }, { limits: { verticesPerFeature: 4 } }),
    ).toMatchObject({ code: 'too-many-vertices' });
  });
});

describe('the attributes of a Shapefile', () => {
  it.each([
    ['C', '  007 ', '007'],
    ['C', '', null],
    ['N', '  12', 12],
    ['N', '-0.5', -0.5],
    ['N', '****', null],
    ['N', '', null],
    ['N', '12345678901234567890', '12345678901234567890'],
    ['F', '1.5e+003', 1500],
    ['L', 'T', true],
    ['L', 'n', false],
    ['L', '?', null],
    ['D', '20261122', '2026-11-22'],
    ['D', '00000000', null],
    ['D', '', null],
    ['I', Buffer.from('feffffff', 'hex'), -2],
    ['O', Buffer.from('000000000000f83f', 'hex'), 1.5],
    ['M', '         1', null],
  ])('reads type %s %j', async (type, value, expected) => {
    const length = typeof value === 'string' ? 20 : value.length;
    const { features } = await read({ dbf: dbfOf([{ name: 'A', type, length }], [[value]]) });
    expect(features[0]?.properties).toEqual({ A: expected });
  });

  it('keeps columns of one name apart and gives nameless ones a number', async () => {
    const columns = ['A', 'A', '', 'A_1'].map((name) => ({ name, type: 'C', length: 2 }));
    const { info, features } = await read({ dbf: dbfOf(columns, [['1', '2', '3', '4']]) });
    expect(info).toMatchObject({
      fields: ['A', 'A_2', 'column_3', 'A_1'],
      notes: ['fields-renamed', 'geometry-file-missing'],
    });
    expect(features[0]?.properties).toEqual({ A: '1', A_2: '2', column_3: '3', A_1: '4' });
  });
});

describe('the encoding of a Shapefile', () => {
  const gbk = (text: string) => Buffer.from(text, 'hex');
  const name = { name: gbk('c3fbb3c6'), type: 'C', length: 12 };
  const table = (value: Buffer, language = 0) => dbfOf([name], [[value]], { language });
  const guanggu = gbk('b9e3b9c8bdd6b5c0');

  it('takes .cpg first, then the language byte, then what the text allows', async () => {
    const cases = [
      { files: { dbf: table(guanggu), cpg: 'GBK' }, from: 'cpg' },
      { files: { dbf: table(guanggu, 0x4d) }, from: 'ldid' },
      { files: { dbf: table(guanggu, 0x7a) }, from: 'ldid' },
      { files: { dbf: table(guanggu, 0x57) }, from: 'guessed' },
      { files: { dbf: table(guanggu) }, from: 'guessed' },
    ];
    for (const { files, from } of cases) {
      const { info, features } = await read(files);
      expect(info).toMatchObject({ encoding: 'gb18030', encodingFrom: from, fields: ['名称'] });
      expect(features[0]?.properties).toEqual({ 名称: '广谷街道' });
    }
    const declared = await read({ dbf: table(guanggu), cpg: 'UTF-8' }, { encoding: 'gb2312' });
    expect(declared.info.encodingFrom).toBe('declared');
  });

  it('refuses a .cpg the text contradicts and says what would fit', async () => {
    const found = await refuse({
      dbf: dbfOf([{ name: 'NAME', type: 'C', length: 12 }], [['plain'], [guanggu]]),
      cpg: 'UTF-8',
    });
    expect(found).toMatchObject({
      code: 'encoding-wrong',
      row: 2,
      params: { encoding: 'utf-8', from: 'cpg', field: 'NAME' },
    });
    expect(found.params.candidates).toContain('gb18030');
    expect(await refuse({ dbf: codes('1'), cpg: 'KLINGON' })).toMatchObject({
      code: 'encoding-unknown',
      params: { encoding: 'KLINGON' },
    });
  });

  it('drops half a character at the end of a full field, and nowhere else', async () => {
    const cut = Buffer.concat([Buffer.from('网格网'), Buffer.from('e6a0', 'hex')]);
    const { features } = await read({ dbf: dbfOf([{ name: 'A', type: 'C', length: 11 }], [[cut]]), cpg: 'UTF-8' });
    expect(features[0]?.properties.A).toBe('网格网');
    expect(await refuse({ dbf: dbfOf([{ name: 'A', type: 'C', length: 12 }], [[cut]]), cpg: 'UTF-8' })).toMatchObject({
      code: 'encoding-wrong',
    });
  });

  it('calls plain ASCII certain', async () => {
    expect((await read({ dbf: codes('001') })).info).toMatchObject({ encoding: 'utf-8', encodingFrom: 'format' });
  });
});

const FIXTURE = '../shared/fixtures/mapshaper-clean/encoding';
describe.skipIf(!existsSync(FIXTURE))(`published encoding files (needs ${FIXTURE})`, () => {
  const file = (name: string, options?: SourceOptions) => readAll(`${FIXTURE}/${name}`, name, options);

  it.each<[string, SourceOptions, string, string]>([
    ['dbf_gbk.dbf', { encoding: 'gbk' }, '简体国语', 'declared'],
    ['dbf_gb2312.dbf', { encoding: 'gb2312' }, '简体国语', 'declared'],
    ['dbf_big5.dbf', { encoding: 'big5' }, '繁體國語', 'declared'],
    ['dbf_utf8.dbf', {}, '国语國語', 'guessed'],
    ['dbf_latin1.dbf', {}, 'Peçeña México', 'guessed'],
    ['dbf_cpg_big5.shp', {}, '國語', 'cpg'],
    ['dbf_cpg_big5.dbf', {}, '國語', 'cpg'],
    ['dbf_ldid_chinese.shp', {}, '简体', 'ldid'],
  ])('%s', async (name, options, text, from) => {
    const { info, features } = await file(name, options);
    expect(features[0]?.properties.NAME).toBe(text);
    expect(info.encodingFrom).toBe(from);
  });

  it('warns that four characters of GBK could be Big5 too', async () => {
    for (const name of ['dbf_gbk.dbf', 'dbf_gb2312.dbf', 'dbf_big5.dbf']) {
      const { info } = await file(name);
      expect(info.encodingFrom).toBe('guessed');
      expect(info.encodingCandidates?.length).toBeGreaterThan(1);
    }
  });

  it('renames repeated columns and reads asterisks as null', async () => {
    const { features } = await file('dbf_duplicate_fields.dbf');
    expect(features).toHaveLength(5);
    expect(features[1]?.properties).toMatchObject({
      SP_ID: '2',
      geoid: '15003009703',
      rate: 0.3079,
      employed: 780,
      unemployed: 123,
      not_in_lab: 224,
      unemployed_1: 21,
      not_in_lab_1: 311,
    });
    expect(features[0]?.properties).toMatchObject({ rate: null, error: null, rate_women: null, error_wome: null });
  });

  it('opens a .shp with only a .prj, and one whose projection nobody knows', async () => {
    const alone = await file('issues_193_gauss_kruger.shp');
    expect(alone.features).toHaveLength(3);
    expect(alone.info).toMatchObject({ crs: { code: 'EPSG:2435', datum: 'beijing54' }, notes: ['attributes-missing'] });
    const unknown = await file('issues_193_three_points.shp');
    expect(unknown.info).toMatchObject({ crs: null, notes: ['crs-unknown'] });
    expect(unknown.features[0]?.properties.name).toBe('Niagara Falls');
  });
});
