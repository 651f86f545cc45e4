import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type InspectOptions, inspect } from '../../../server/exchange/summary.ts';
import { scratch } from '../../support/scratch.ts';

const { write } = scratch();
const look = async (name: string, content: string, options?: InspectOptions) =>
  inspect(await write(name, content), name, options);

describe('what is in a file', () => {
  it('counts, boxes and shows the first rows', async () => {
    const rows = Array.from({ length: 8 }, (_, i) => `00${i},${118 + i / 10},30.${i}`).join('\n');
    const found = await look('a.csv', `code,lon,lat\n${rows}\n009,,\n010,x,30\n`);
    expect(found).toMatchObject({
      count: 10,
      bounds: [118, 30, 118.7, 30.7],
      lonLatBounds: [118, 30, 118.7, 30.7],
      geometryTypes: ['Point'],
      withoutGeometry: 1,
      problems: 1,
      has3d: false,
      crs: { ok: true, from: 'guessed', crs: { code: 'EPSG:4326' } },
      datums: ['wgs84', 'gcj02', 'bd09'],
    });
    expect(found.sample).toHaveLength(5);
    expect(found.sample[0]).toEqual({ code: '000', lon: '118', lat: '30.0' });
  });

  it('lists the columns of every row, not only of the first', async () => {
    const feature = (properties: string) => `{"type":"Feature","properties":${properties},"geometry":null}`;
    const features = [...Array.from({ length: 150 }, () => feature('{"a":1}')), feature('{"late":1}')].join(',');
    const found = await look('a.geojson', `{"features":[${features}]}`);
    expect(found.info.fields).toEqual(['a', 'late']);
    expect(found).toMatchObject({ count: 151, bounds: null, crs: null, datums: [], withoutGeometry: 151 });
  });

  it('asks for the zone of 6-digit eastings and puts the nearest to the county first', async () => {
    const csv = 'code,x,y\n1,635295.681,3397234.828\n';
    const found = await look('a.csv', csv, { near: [118.4, 30.7] });
    expect(found.crs).toMatchObject({ ok: false, code: 'crs-needed' });
    expect(found.crs?.ok === false && found.crs.candidates[0]?.code).toBe('EPSG:4548');
    expect(found.lonLatBounds).toBeNull();
  });

  it('settles eastings with a zone, in degrees', async () => {
    const found = await look('a.csv', 'code,x,y\n1,39635295.68077967,3397234.827697359\n');
    expect(found.crs).toMatchObject({ ok: true, crs: { code: 'EPSG:4527' } });
    expect(found.datums).toEqual(['wgs84']);
    expect(found.lonLatBounds?.map((value) => Math.round(value * 1e6) / 1e6)).toEqual([
      118.412, 30.688, 118.412, 30.688,
    ]);
  });

  it('sees heights, and lat before lon', async () => {
    const found = await look('a.geojson', '{"type":"LineString","coordinates":[[30.5,118.2,1],[30.6,118.3]]}');
    expect(found).toMatchObject({
      has3d: true,
      geometryTypes: ['LineString'],
      crs: { ok: false, hints: ['axes-swapped'] },
    });
  });

  it('throws what reading throws', async () => {
    await expect(look('a.geojson', '{"features":[{]}')).rejects.toMatchObject({ code: 'json-invalid', row: 1 });
  });
});

const FIXTURES = '../shared/fixtures/mapshaper-clean/encoding';
describe.skipIf(!existsSync(FIXTURES))(`files that contradict themselves (needs ${FIXTURES})`, () => {
  it.each([
    ['issues_193_gauss_kruger.shp', 'crs-contradicted'],
    ['issues_193_three_points.shp', 'crs-needed'],
    ['dbf_ldid_chinese.shp', 'crs-contradicted'],
    ['dbf_cpg_big5.shp', 'crs-needed'],
  ])('%s: %s', async (name, code) => {
    expect((await inspect(`${FIXTURES}/${name}`, name)).crs).toMatchObject({ ok: false, code });
  });
});

const WUHAN = '../shared/fixtures/osm-wuhan-guanggu';
describe.skipIf(!existsSync(WUHAN))(`real buildings (needs ${WUHAN})`, () => {
  it('lie in the published box', async () => {
    const { bounds, count } = await inspect(`${WUHAN}/buildings.geojson`, 'buildings.geojson');
    expect(count).toBe(234);
    expect(bounds?.map((value) => Math.round(value * 1e4) / 1e4)).toEqual([114.3833, 30.5008, 114.4064, 30.5153]);
  });
});
