import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readAll, refusal } from '../../../support/read-all.ts';
import { scratch } from '../../../support/scratch.ts';

const { write } = scratch();
const read = async (text: string | Buffer, options = {}) =>
  readAll(await write('a.geojson', text), 'a.geojson', options);
const refuse = async (text: string | Buffer, options = {}) =>
  refusal(await write('a.geojson', text), 'a.geojson', options);

const point = '{"type":"Point","coordinates":[118.4,30.7]}';
const feature = (properties: string, geometry = point) =>
  `{"type":"Feature","properties":${properties},"geometry":${geometry}}`;
const collection = (...features: string[]) => `{"type":"FeatureCollection","features":[${features.join(',')}]}`;

describe('GeoJSON that is read', () => {
  it('gives each feature with its row', async () => {
    const { info, features } = await read(collection(feature('{"code":"001"}'), feature('{"code":"002","户数":7}')));
    expect(info).toMatchObject({
      format: 'geojson',
      fields: ['code', '户数'],
      crs: null,
      encoding: 'utf-8',
      encodingFrom: 'format',
    });
    expect(features).toEqual([
      { row: 1, properties: { code: '001' }, geometry: { type: 'Point', coordinates: [118.4, 30.7] } },
      { row: 2, properties: { code: '002', 户数: 7 }, geometry: { type: 'Point', coordinates: [118.4, 30.7] } },
    ]);
  });

  it.each([
    ['a byte-order mark', `\uFEFF${collection(feature('{}'))}`, 1],
    ['one feature', feature('{"a":1}'), 1],
    ['one geometry', point, 1],
    ['a bare array', `[${feature('{}')},${feature('{}')}]`, 2],
    ['bare geometries in the list', collection(point, feature('{}')), 2],
    ['an empty collection', collection(), 0],
    [
      'members nobody knows, deep ones too',
      `{"type":"FeatureCollection","x":{"features":[1,{"y":[2]}]},"features":[${feature('{}')}],"z":[[]]}`,
      1,
    ],
    ['members in another order', `{"features":[${feature('{}')}],"type":"FeatureCollection"}`, 1],
    ['no type at the root', `{"features":[${feature('{}')}]}`, 1],
    ['two lists of features', `{"features":[${feature('{}')}],"features":[${feature('{}')}]}`, 2],
  ])('%s', async (_what, text, rows) => {
    expect((await read(text)).features).toHaveLength(rows);
  });

  it('keeps heights, and takes null and empty geometries for none', async () => {
    const { features } = await read(
      collection(
        feature('null', '{"type":"LineString","coordinates":[[1,2,3],[4,5,6]],"bbox":[1,2,4,5]}'),
        feature('{}', 'null'),
        feature('{}', '{"type":"Polygon","coordinates":[]}'),
        feature('{}', '{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}'),
      ),
    );
    expect(features.map((one) => one.geometry)).toEqual([
      {
        type: 'LineString',
        coordinates: [
          [1, 2, 3],
          [4, 5, 6],
        ],
      },
      null,
      null,
      { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [1, 2] }] },
    ]);
    expect(features[0]?.properties).toEqual({});
  });

  it('keeps the last of two members with one name, and whole numbers beyond 2^53 as text', async () => {
    const { features } = await read(
      collection(feature('{"a":1,"a":2,"code":37068300100100100101,"x":1e3,"y":0.1,"z":9007199254740991}')),
    );
    expect(features[0]?.properties).toEqual({
      a: 2,
      code: '37068300100100100101',
      x: 1000,
      y: 0.1,
      z: 9007199254740991,
    });
  });

  it('offers the id of a feature as a property', async () => {
    const { features } = await read(
      collection(
        '{"type":"Feature","id":"w1","properties":{"id":5},"geometry":null}',
        '{"type":"Feature","id":7,"properties":null,"geometry":null}',
      ),
    );
    expect(features.map((one) => one.properties)).toEqual([{ id: 5 }, { id: 7 }]);
  });

  it('does not touch the prototype by a member called __proto__', async () => {
    const { features } = await read(collection(feature('{"__proto__":{"polluted":true}}')));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(features[0]?.properties ?? {})).toEqual(['__proto__']);
  });

  it.each([
    [
      'malformed coordinates',
      '{"type":"Polygon","coordinates":[[1,2],[3,4]]}',
      'geometry-malformed',
      '/coordinates/0/0',
    ],
    ['no coordinates', '{"type":"Point"}', 'geometry-malformed', '/coordinates'],
    ['text for a number', '{"type":"Point","coordinates":["118",30]}', 'coordinate-invalid', '/coordinates'],
    [
      'null for a number',
      '{"type":"LineString","coordinates":[[1,2],[null,3]]}',
      'coordinate-invalid',
      '/coordinates/1',
    ],
    ['a type that is none', '{"type":"Circle","coordinates":[1,2]}', 'geometry-unsupported', 'Circle'],
    ['an array', '[1,2]', 'geometry-malformed', ''],
  ])('notes %s as a problem of the row and reads on', async (_what, geometry, code, at) => {
    const { features } = await read(collection(feature('{"a":1}', geometry), feature('{}')));
    expect(features[0]).toEqual({ row: 1, properties: { a: 1 }, geometry: null, problem: { code, params: { at } } });
    expect(features[1]?.problem).toBeUndefined();
  });

  it('reads the same however the file is cut into pieces', async () => {
    const name = '网'.repeat(30_000);
    const { features } = await read(collection(feature(`{"name":"${name}"}`), feature('{"n":"\\u7f51\\"\\\\"}')));
    expect(features.map((one) => one.properties)).toEqual([{ name }, { n: '网"\\' }]);
  });

  it('can be read twice', async () => {
    const { openSource } = await import('../../../../server/exchange/source.ts');
    const source = await openSource(await write('b.geojson', collection(feature('{}'))), 'b.geojson');
    for (let i = 0; i < 2; i++) {
      let rows = 0;
      for await (const _feature of source.features()) rows++;
      expect(rows).toBe(1);
    }
    await source.close();
  });
});

describe('the crs member of old GeoJSON', () => {
  const crs = (name: string) => `"crs":{"type":"name","properties":{"name":"${name}"}}`;
  const many = Array.from({ length: 120 }, () => feature('{}')).join(',');

  it.each([
    ['before the features', `{${crs('urn:ogc:def:crs:EPSG::4548')},"features":[${feature('{}')}]}`, 'EPSG:4548'],
    ['after a few', `{"features":[${feature('{}')}],${crs('EPSG:4490')}}`, 'EPSG:4490'],
    ['after many', `{"features":[${many}],${crs('urn:ogc:def:crs:OGC:1.3:CRS84')}}`, 'EPSG:4326'],
    ['as an EPSG code', `{"crs":{"type":"EPSG","properties":{"code":4527}},"features":[]}`, 'EPSG:4527'],
  ])('is found %s', async (_where, text, code) => {
    expect((await read(text)).info.crs?.code).toBe(code);
  });

  it('is told when it is unknown, and no system is assumed', async () => {
    const { info } = await read(`{${crs('urn:ogc:def:crs:EPSG::2056')},"features":[]}`);
    expect(info).toMatchObject({ crs: null, crsText: 'urn:ogc:def:crs:EPSG::2056', notes: ['crs-unknown'] });
  });
});

describe('GeoJSON that is refused', () => {
  it.each([
    ['an unclosed file', `{"type":"FeatureCollection","features":[${feature('{}')},`, 'json-invalid', 2],
    ['a missing comma', `{"features":[${feature('{}')}\n${feature('{}')}]}`, 'json-invalid', 2],
    ['a trailing comma', `{"features":[${feature('{}')},]}`, 'json-invalid', 2],
    ['text after the end', `${collection(feature('{}'))} more`, 'json-invalid', 2],
    ['NaN', collection(feature('{}'), feature('{}', '{"type":"Point","coordinates":[NaN,1]}')), 'json-invalid', 2],
    ['Infinity', collection(feature('{"a":Infinity}')), 'json-invalid', 1],
    ['a number too large', collection(feature('{"a":1e999}')), 'json-invalid', 1],
    ['a leading zero', collection(feature('{"a":007}')), 'json-invalid', 1],
    ['single quotes', "{'features':[]}", 'json-invalid', 1],
    ['a comment', `{"features":[ // all of them\n]}`, 'json-invalid', 1],
    ['a control character', collection(feature('{"a":"x\ty"}')), 'json-invalid', 1],
    ['a number in the list', '{"features":[1]}', 'geojson-invalid', 1],
    ['a collection in the list', collection(collection()), 'geojson-invalid', 1],
    ['no list', '{"type":"FeatureCollection"}', 'geojson-invalid', undefined],
    ['properties that are a list', collection(feature('[]')), 'geojson-invalid', 1],
    ['TopoJSON', '{"type":"Topology","objects":{},"arcs":[]}', 'format-unknown', undefined],
    ['ESRI JSON', '{"features":[{"attributes":{},"geometry":{"x":1,"y":2}}]}', 'geojson-invalid', 1],
    ['something else', '{"name":"package"}', 'geojson-invalid', 1],
  ])('%s', async (_what, text, code, row) => {
    expect(await refuse(text)).toMatchObject({ code, row });
  });

  it('says line, column and offset of what is no JSON', async () => {
    const { params } = await refuse(`{"features":[\n${feature('{}')},\n  oops]}`);
    expect(params).toMatchObject({ line: 3, column: 3 });
    expect(params.offset).toBe(13 + 1 + feature('{}').length + 2 + 2);
  });

  it('says the offset of bytes that are not UTF-8', async () => {
    const text = Buffer.concat([
      Buffer.from('{"features":[{"type":"Feature","geometry":null,"properties":{"a":"'),
      Buffer.from('b9e3', 'hex'),
      Buffer.from('"}}]}'),
    ]);
    expect(await refuse(text)).toMatchObject({
      code: 'encoding-wrong',
      params: { encoding: 'utf-8', offset: 66 },
      row: 1,
    });
    expect((await read(text, { encoding: 'GBK' })).features[0]?.properties).toEqual({ a: '广' });
  });

  it.each([
    ['nesting of properties', collection(feature(`{"a":${'['.repeat(40)}${']'.repeat(40)}}`)), {}, 'nesting-too-deep'],
    ['nesting of what is skipped', `{"x":${'['.repeat(100_000)}`, {}, 'nesting-too-deep'],
    [
      'positions of one feature',
      collection(feature('{}', `{"type":"MultiPoint","coordinates":[${'[1,2],'.repeat(50)}[1,2]]}`)),
      { limits: { verticesPerFeature: 50 } },
      'too-many-vertices',
    ],
    ['features', collection(feature('{}'), feature('{}')), { limits: { features: 1 } }, 'too-many-features'],
    ['properties', collection(feature('{"a":1,"b":2,"c":3}')), { limits: { fields: 2 } }, 'too-many-fields'],
    [
      'one text',
      collection(feature(`{"a":"${'x'.repeat(300_000)}"}`)),
      { limits: { textLength: 100_000 } },
      'text-too-long',
    ],
  ])('too much of %s', async (_what, text, options, code) => {
    expect((await refuse(text, options)).code).toBe(code);
  });
});

const PROVIDENCE = '../shared/fixtures/maup-providence';
const ZOO = '../shared/fixtures/partition-zoo';
describe('real GeoJSON', () => {
  it.skipIf(!existsSync(PROVIDENCE))(`has the published rows (needs ${PROVIDENCE})`, async () => {
    for (const [name, rows] of Object.entries({ blocks: 3014, districts: 15, precincts: 59, new_precincts: 55 })) {
      const { features } = await readAll(`${PROVIDENCE}/${name}.geojson`, `${name}.geojson`);
      expect(features).toHaveLength(rows);
    }
  });

  it.skipIf(!existsSync('../shared/fixtures/osm-wuhan-guanggu'))(
    'keeps Chinese names and mixed geometry (needs ../shared/fixtures/osm-wuhan-guanggu)',
    async () => {
      const { features } = await readAll(
        '../shared/fixtures/osm-wuhan-guanggu/buildings.raw.geojson',
        'buildings.raw.geojson',
      );
      const buildings = features.filter(
        (one) => one.properties.kind === 'building' && one.geometry?.type.endsWith('Polygon'),
      );
      expect(buildings).toHaveLength(261);
      expect(features.filter((one) => one.geometry?.type === 'Point')).toHaveLength(90);
      const roads = await readAll('../shared/fixtures/osm-wuhan-guanggu/roads.raw.geojson', 'roads.raw.geojson');
      expect(new Set(roads.features.map((one) => one.properties.name).filter(Boolean)).size).toBe(28);
    },
  );

  it.skipIf(!existsSync(ZOO))(`is read without a problem (needs ${ZOO})`, async () => {
    for (const name of ['bremen', 'duesseldorf', 'enschede', 'indianapolis', 'melbourne', 'rockville', 'villetta']) {
      const { features } = await readAll(`${ZOO}/${name}.geojson`, `${name}.geojson`);
      expect(features.length).toBeGreaterThan(0);
      expect(features.filter((one) => one.problem)).toEqual([]);
    }
  });

  it.skipIf(!existsSync('../shared/fixtures/mapshaper-clean'))(
    'is read though its rings are broken (needs ../shared/fixtures/mapshaper-clean)',
    async () => {
      const { readdirSync } = await import('node:fs');
      const folder = '../shared/fixtures/mapshaper-clean/clean';
      const names = readdirSync(folder);
      expect(names).toHaveLength(21);
      for (const name of names) {
        const { features } = await readAll(`${folder}/${name}`, name);
        expect(features.length).toBeGreaterThan(0);
      }
    },
  );
});
