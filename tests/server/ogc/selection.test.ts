/** Which features OGC API – Features gives, and how they lie: box, time over the editions, filters, reference systems. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { OgcCollection } from '../../../server/contract/ogc.ts';
import { sql } from '../../../server/database/sql.ts';
import { eachDatabase } from '../../support/database.ts';
import { CRS84, EPSG, type Feature, FIRST, type OgcDesk, openOgc, type Page, uri } from '../../support/ogc-desk.ts';

eachDatabase((_name, open) => {
  let desk: OgcDesk['desk'];
  let between: OgcDesk['between'];
  let get: OgcDesk['get'];
  let page: OgcDesk['page'];
  let ids: OgcDesk['ids'];
  let names: OgcDesk['names'];
  let follow: OgcDesk['follow'];
  beforeAll(async () => {
    ({ desk, between, get, page, ids, names, follow } = await openOgc(await open()));
    return () => desk.close();
  });

  describe('bbox', () => {
    it.each([
      ['117.001,30.006,117.002,30.007', [1]],
      ['117.001,30.001,117.002,30.002', [1, 11]],
      ['117.001,30.006,117.012,30.007', [1, 2]],
      // only touched
      ['117.03,30.01,118,31', [3]],
      ['116,29,-10,117.5,30.5,10', [1, 11, 2, 3]],
      // the long way around the world, over the antimeridian
      ['117.025,29,116,31', [3]],
      ['170,-80,-170,80', []],
      ['-180,-90,180,90', [1, 11, 2, 3]],
    ])('%s', async (bbox, numbers) => {
      const codes = numbers.map((n) => `990101001001${n > 10 ? '00101' : `00${n}`}`).sort();
      expect((await ids(`grids/items?bbox=${bbox}`)).sort()).toEqual(codes);
    });

    it('is read on the axes of its system', async () => {
      expect(await ids(`grids/items?bbox=30.006,117.021,30.007,117.022&bbox-crs=${uri(EPSG(4326))}`)).toHaveLength(1);
      expect(await ids(`grids/items?bbox=117.021,30.006,117.022,30.007&bbox-crs=${uri(CRS84)}`)).toHaveLength(1);
      const metres = '3320500,502000,3320600,502050';
      const found = await ids(`grids/items?bbox=${metres}&bbox-crs=${uri(EPSG(4548))}`);
      expect(found).toEqual(['990101001001003']);
      expect(await ids(`grids/items?bbox=0,0,1,1&bbox-crs=${uri(EPSG(4548))}`)).toEqual([]);
      expect(await ids(`grids/items?bbox=9e9,9e9,9e9,9e9&bbox-crs=${uri(EPSG(4548))}`)).toEqual([]);
    });

    it('finds places and areas as well', async () => {
      expect(await names('places/items?bbox=117.0,30.0,117.005,30.005')).toEqual(['1号楼']);
      expect(await ids('areas/items?bbox=117.0,30.0,117.005,30.005')).toHaveLength(3);
      expect(await ids('areas/items?bbox=110,20,111,21')).toEqual([]);
    });
  });

  describe('datetime', () => {
    it('gives the edition of an instant', async () => {
      expect(await names(`grids/items?code=${FIRST}`)).toEqual(['第一网格']);
      expect(await names(`grids/items?code=${FIRST}&datetime=${between}`)).toEqual(['第1网格']);
      expect(await names(`grids/items?code=${FIRST}&datetime=2020-01-01T00:00:00Z`)).toEqual([]);
      const [row] = (await page(`grids/items?code=${FIRST}`)).features;
      const { validFrom, validTo } = row!.properties;
      expect(validTo).toBeNull();
      // at its own beginning it is in force
      expect(await names(`grids/items?code=${FIRST}&datetime=${validFrom}`)).toEqual(['第一网格']);
      expect(await names(`grids/items?code=${FIRST}&datetime=${validFrom.slice(0, 10)}/..`)).toContain('第一网格');
    });

    it('gives every version of an interval, each with an id of its own that answers', async () => {
      const { features } = await page(`grids/items?code=${FIRST}&datetime=2020-01-01T00:00:00Z/..`);
      expect(features.map(({ properties }) => properties.name)).toEqual(['第1网格', '第一网格']);
      expect(features[1]!.id).toBe(FIRST);
      expect(features[0]!.id).toMatch(/^~\d+$/);
      expect(features[0]!.properties.validTo).toBe(features[1]!.properties.validFrom);
      const { links, ...one } = (await get(`/collections/grids/items/${uri(features[0]!.id)}`)).json<Feature>();
      expect(one).toEqual(features[0]);
      // the number of a row that is in force is no id
      const [now] = await desk.service.db.query<{ id: number }>(sql`
        select id from grid where code = ${FIRST} and to_edition is null`);
      expect((await get(`/collections/grids/items/~${now!.id}`)).json().code).toBe('feature-unknown');
      expect(await names(`grids/items?code=${FIRST}&datetime=../${between}`)).toEqual(['第1网格']);
      expect(await names(`grids/items?code=${FIRST}&datetime=${between}/${between}`)).toEqual(['第1网格']);
      expect(await names(`grids/items?datetime=../2020-01-01T00:00:00Z`)).toEqual([]);
    });

    it('gives places as they were', async () => {
      const households = async (path: string) =>
        (await page(path)).features.map(({ properties }) => properties.households);
      expect(await households('places/items?code=b2')).toEqual([130]);
      expect(await households(`places/items?code=b2&datetime=${between}`)).toEqual([120]);
      expect(await households(`places/items?code=b2&datetime=${between}/..`)).toEqual([120, 130]);
      expect(await ids(`places/items?code=b2&datetime=${between}/..`)).toEqual([
        expect.stringMatching(/^~\d+$/),
        '990101.b2',
      ]);
      expect(await ids(`areas/items?datetime=${between}`)).toHaveLength(3);
      expect(await ids('areas/items?datetime=../2020-01-01')).toEqual([]);
    });
  });

  describe('filters', () => {
    it.each([
      ['grids/items?kind=micro', ['1号微网格']],
      ['grids/items?kind=basic&code=990101001001002', ['第2网格']],
      [`grids/items?name=${uri('第2网格')}`, ['第2网格']],
      [`grids/items?q=${uri('微')}`, ['1号微网格']],
      [`grids/items?parentCode=${FIRST}`, ['1号微网格']],
      ['grids/items?area=990101001001&kind=basic&limit=1', ['第一网格']],
      ['grids/items?area=990102', []],
      ['grids/items?countyCode=990102', []],
      ['areas/items?level=town', ['中心街道']],
      ['areas/items?parentCode=990101001', ['幸福里社区']],
      ['areas/items?area=990101001', ['中心街道', '幸福里社区']],
      [`areas/items?name=${uri('试验县')}`, ['试验县']],
      ['places/items?grid=990101001001001', ['1号楼']],
      ['places/items?code=b3&kind=building', ['3号楼']],
      ['places/items?kind=shop', []],
      [`places/items?name=${uri('4号楼')}`, ['4号楼']],
      [`places/items?q=${uri('幸福路2号')}`, ['3号楼']],
    ])('%s', async (path, expected) => {
      const { features, numberMatched, numberReturned } = await page(path);
      expect(features.map(({ properties }) => properties.name)).toEqual(expected);
      expect(numberReturned).toBe(expected.length);
      if (!path.includes('limit')) expect(numberMatched).toBe(expected.length);
    });
  });

  describe('reference systems', () => {
    it('are listed with every collection, the one things are stored in among them', async () => {
      const { crs, storageCrs } = (await get('/collections/places')).json<OgcCollection>();
      expect(crs).toEqual([CRS84, ...[4326, 4490, 3857, 4547, 4548, 4549].map(EPSG)]);
      expect(crs).toContain(storageCrs);
    });

    // by PROJ: gdaltransform -s_srs OGC:CRS84 -t_srs EPSG:…
    it.each([
      [CRS84, 117.002, 30.002],
      [EPSG(4326), 30.002, 117.002],
      [EPSG(4490), 30.002, 117.002],
      [EPSG(3857), 13024603.0618, 3503806.9274],
      [EPSG(4547), 3324132.3865, 789712.7516],
      [EPSG(4548), 3320335.1044, 500192.9687],
      [EPSG(4549), 3324122.2658, 210673.4522],
    ])('%s has its own axes, and is named in the answer', async (crs, first, second) => {
      const answer = await get(`/collections/places/items?code=b1&crs=${uri(crs)}`);
      expect(answer.headers['content-crs']).toBe(`<${crs}>`);
      const [a, b] = answer.json<Page>().features[0]!.geometry!.coordinates as unknown as number[];
      expect(Math.abs(a! - first)).toBeLessThan(0.0005);
      expect(Math.abs(b! - second)).toBeLessThan(0.0005);
      const one = await get(`/collections/places/items/990101.b1?crs=${uri(crs)}`);
      expect(one.json<Feature>().geometry).toEqual(answer.json<Page>().features[0]!.geometry);
      expect(one.headers['content-crs']).toBe(`<${crs}>`);
    });

    it('stay in the links of the pages', async () => {
      const pages = await follow(`places/items?limit=2&crs=${uri(EPSG(4548))}`);
      expect(pages).toHaveLength(2);
      for (const { features } of pages)
        for (const { geometry } of features) expect(geometry!.coordinates[0] as number).toBeGreaterThan(3_000_000);
    });
  });
});
