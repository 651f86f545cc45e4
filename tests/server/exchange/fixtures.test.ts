/** Real files, as a user has them. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportLayer, ImportOptions } from '../../../server/contract/imports.ts';
import { sql } from '../../../server/database/sql.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { nextCounty } from '../../support/import-samples.ts';
import { fixture } from '../../support/layer.ts';

const providence = fixture('maup-providence');
const wuhan = fixture('osm-wuhan-guanggu');
const shanghai = fixture('osm-shanghai-lujiazui');
const zoo = fixture('partition-zoo');
const admin = fixture('cn-admin');

eachDatabase((_name, open) => {
  let service: TestApp;
  beforeAll(async () => {
    service = await openApp(await open());
  });
  afterAll(() => service.close());

  async function load(layer: ImportLayer, path: string, options: ImportOptions) {
    const { id } = await service.imports.start({
      layer,
      path,
      fileName: path.split('/').pop()!,
      options,
      author: 'test',
    });
    return service.imports.wait(id);
  }
  const problems = (job: Awaited<ReturnType<typeof load>>) => [
    job.state,
    job.problem,
    job.report?.items.filter(({ outcome }) => outcome !== 'noted'),
  ];

  describe.skipIf(providence.absent)(providence.title, () => {
    it.each([
      ['districts.zip', 15, {}],
      ['districts.geojson', 15, {}],
      ['new_precincts.geojson', 55, { code: 'GEOID20' }],
      ['precincts.zip', 59, {}],
    ])('%s becomes an edition', async (file, count, mapping) => {
      const county = nextCounty();
      const job = await load('grids', providence.folder + file, { county: `${county}:Providence`, mapping });
      expect(problems(job)).toEqual(['done', null, []]);
      expect(job.report).toMatchObject({ rows: count, added: count });
      const [row] = await service.db.query<{ union: number; sum: number }>(sql`
        select (select ST_Area(boundary::geography) from area where code = ${county}) as union,
               (select sum(area_m2) from grid where county_code = ${county}) as sum`);
      expect(Math.abs(row!.union / row!.sum - 1)).toBeLessThan(1e-5);
      expect(service.maps.county(county)!.grids).toHaveLength(count);
    });
  });

  describe.skipIf(wuhan.absent || shanghai.absent)(`${wuhan.title}, ${shanghai.title}`, () => {
    it.each([
      ['wuhan', 234, 346_777],
      ['shanghai', 1321, 1_152_999],
    ] as const)('the buildings of %s come with hardly a word about them', async (city, count, footprint) => {
      const county = nextCounty();
      const { folder } = city === 'wuhan' ? wuhan : shanghai;
      const job = await load('places', `${folder}buildings.geojson`, { county: `${county}:${city}` });
      expect([job.state, job.problem, job.report?.items.filter(({ outcome }) => outcome === 'refused')]).toEqual([
        'done',
        null,
        [],
      ]);
      expect(job.report).toMatchObject({ rows: count, added: count, datum: 'wgs84' });
      const [row] = await service.db.query<{ kinds: string[]; area: number; outside: number }>(sql`
        select array_agg(distinct kind) as kinds, sum(ST_Area(footprint::geography)) as area,
               count(*) filter (where not ST_Intersects(geom, footprint)) as outside
        from place where county_code = ${county}`);
      expect(row).toMatchObject({ kinds: ['building'], outside: 0 });
      expect(Math.abs(row!.area / footprint - 1)).toBeLessThan(0.002);
    });

    it('roads and water become the base map, points of water are counted and left out', async () => {
      const county = nextCounty();
      const options = { county: `${county}:江汉` };
      const roads = await load('base', `${wuhan.folder}roads.raw.geojson`, { ...options, mapping: { kind: '=road' } });
      expect(problems(roads)).toEqual(['done', null, []]);
      expect(roads.report).toMatchObject({ rows: 374, added: 374 });
      const water = await load('base', `${wuhan.folder}water.raw.geojson`, { county });
      expect(water.report).toMatchObject({
        rows: 3,
        added: 2,
        items: [{ code: 'geometry-skipped', params: { rows: 1 } }],
      });
      const classes = await service.db.query<{ class: string }>(sql`
        select distinct class from base_feature where county_code = ${county} and class is not null order by 1`);
      expect(classes.map(({ class: one }) => one)).toEqual(expect.arrayContaining(['lane', 'main', 'trunk']));
    });

    it('a road shorter than the lattice can show is left out, the other 1,777 come', async () => {
      const county = nextCounty();
      const roads = await load('base', `${shanghai.folder}roads.raw.geojson`, {
        county: `${county}:陆家嘴`,
        mapping: { kind: '=road' },
      });
      expect(problems(roads)).toEqual(['done', null, []]);
      expect(roads.report).toMatchObject({ rows: 1778, accepted: 1777, added: 1777 });
      expect(roads.report!.items).toContainEqual(
        expect.objectContaining({ code: 'line-below-resolution', row: 29, params: { rows: 1 } }),
      );
    });

    it('pieces of a building with one id are refused, both named', async () => {
      const county = nextCounty();
      const mapping = { kind: '=building' };
      const job = await load('places', `${wuhan.folder}buildings.raw.geojson`, { county: `${county}:江汉`, mapping });
      expect(job).toMatchObject({ state: 'refused', problem: { code: 'import-refused' } });
      const duplicates = job.report!.items.filter(({ code }) => code === 'duplicate');
      expect(duplicates.length).toBeGreaterThanOrEqual(54);
      expect(
        duplicates.every(({ params, geometry }) => typeof params.other === 'number' && geometry !== undefined),
      ).toBe(true);
    });
  });

  describe.skipIf(zoo.absent)(zoo.title, () => {
    it.each([
      ['melbourne', 122],
      ['bremen', 88],
      ['duesseldorf', 50],
      ['indianapolis', 99],
      ['enschede', 70],
    ])('%s becomes an edition with codes of its own', async (city, count) => {
      const county = nextCounty();
      const job = await load('grids', `${zoo.folder}${city}.geojson`, {
        county: `${county}:${city}`,
        mapping: { code: '=' },
      });
      expect([job.state, job.report?.items.filter(({ outcome }) => outcome === 'refused')]).toEqual(['done', []]);
      const rows = await service.db.query<{ code: string; colour: number }>(sql`
        select code, colour from grid where county_code = ${county} order by code`);
      expect(rows.map(({ code }) => code)).toEqual(
        Array.from({ length: count }, (_, n) => `${county}000000${String(n + 1).padStart(3, '0')}`),
      );
      expect(Math.max(...rows.map(({ colour }) => colour))).toBeLessThan(6);
    });

    it('rockville is refused for its two broken rings, with their places', async () => {
      const county = nextCounty();
      const job = await load('grids', `${zoo.folder}rockville.geojson`, {
        county: `${county}:Rockville`,
        mapping: { code: '=' },
      });
      expect(job).toMatchObject({ state: 'refused', report: { refused: 2 } });
      const refused = job.report!.items.filter(({ outcome }) => outcome === 'refused');
      expect(refused.map(({ row, code }) => [row, code])).toEqual([
        [13, 'ring-self-crossing'],
        [55, 'ring-too-short'],
      ]);
      expect(refused.every(({ geometry }) => geometry?.type === 'Point')).toBe(true);
    });
  });

  describe.skipIf(admin.absent)(admin.title, () => {
    it('towns and communities of seven counties load by code', async () => {
      const towns = `${admin.folder}streets_7counties.csv`;
      const counties = new Map(
        readFileSync(towns, 'utf8')
          .trim()
          .split(/\r?\n/)
          .slice(1)
          .map((line) => line.split(',').slice(2) as [string, string]),
      );
      const missing = await load('areas', towns, {});
      expect(missing.report!.items.every(({ code }) => code === 'parent-unknown')).toBe(true);
      const table = `code,name\n${[...counties].map((one) => one.join(',')).join('\n')}`;
      expect(await service.importText('areas', 'counties.csv', table)).toMatchObject({ report: { added: 7 } });
      expect((await load('areas', towns, {})).report).toMatchObject({ added: 137, refused: 0 });
      expect((await load('areas', `${admin.folder}villages_7counties.csv`, {})).report).toMatchObject({
        added: 2454,
        refused: 0,
      });
      const [row] = await service.db.query(sql`
        select count(*) filter (where level = 'community') as communities, count(distinct parent_code) filter (where level = 'community') as towns
        from area where county_code = any(${[...counties.keys()]}::text[]) and valid_to is null`);
      expect(row).toEqual({ communities: 2454, towns: 137 });
    });
  });
});
