/** Areas, places and the base map: dated registers that an import adds to. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import {
  cell,
  collection,
  feature,
  grid,
  gridCode,
  grids,
  nextCounty,
  type Properties,
  point,
  polygon,
  tableCounts,
} from '../../support/import-samples.ts';

eachDatabase((_name, open) => {
  let service: TestApp;
  beforeAll(async () => {
    service = await openApp(await open());
  });
  afterAll(() => service.close());

  async function load(layer: 'areas' | 'grids' | 'places' | 'base', file: string, text: string, options: object) {
    const job = await service.importText(layer, file, text, options);
    expect([job.state, job.problem, job.report?.items.filter(({ outcome }) => outcome === 'refused')]).toEqual([
      'done',
      null,
      [],
    ]);
    return job.report!;
  }

  describe('areas', () => {
    it('may be codes only; levels and parents follow from the codes', async () => {
      const county = nextCounty();
      const table = `编码,名称\n${county}001001,幸福里社区\n${county}001,中心街道\n${county},试验县\n${county}001201,上村`;
      expect(await load('areas', 'a.csv', table, { county })).toMatchObject({ added: 4, bbox: null });
      const rows = await service.db.query(sql`
        select code, level, parent_code, boundary is null as bare from area where county_code = ${county} order by code`);
      expect(rows).toEqual([
        { code: county, level: 'county', parent_code: null, bare: true },
        { code: `${county}001`, level: 'town', parent_code: county, bare: true },
        { code: `${county}001001`, level: 'community', parent_code: `${county}001`, bare: true },
        { code: `${county}001201`, level: 'community', parent_code: `${county}001`, bare: true },
      ]);
    });

    it('change by date: the old row is closed, the unchanged one stays, a table without shapes keeps the boundary', async () => {
      const county = nextCounty();
      const shaped = collection([
        feature({ code: county, name: '县' }, polygon(cell(1))),
        feature({ code: `${county}001`, name: '东街' }, polygon(cell(1))),
      ]);
      await load('areas', 'a.geojson', shaped, { county });
      const report = await load('areas', 'a.csv', `code,name\n${county},县\n${county}001,西街`, { county });
      expect(report).toMatchObject({ added: 0, changed: 1, unchanged: 1, closed: 0 });
      const towns = await service.db.query(sql`
        select name, valid_to is null as open, boundary is not null as shaped, valid_to = lead(valid_from) over (order by valid_from) as meets
        from area where code = ${`${county}001`} order by valid_from`);
      expect(towns).toEqual([
        { name: '东街', open: false, shaped: true, meets: true },
        { name: '西街', open: true, shaped: true, meets: null },
      ]);
    });

    it('of several counties come in one file when no county is named', async () => {
      const [one, two] = [nextCounty(), nextCounty()];
      expect(await load('areas', 'a.csv', `code,name\n${one},甲县\n${two},乙县`, {})).toMatchObject({ added: 2 });
      expect(await load('areas', 'b.csv', `code,name\n${one}001,东街\n${two}001,东街`, {})).toMatchObject({ added: 2 });
      const revisions = await service.db.query(sql`
        select revision from county_revision where county_code in (${one}, ${two})`);
      expect(revisions).toEqual([{ revision: 2 }, { revision: 2 }]);
    });

    it('with a boundary of their own end the boundary from grids', async () => {
      const county = nextCounty();
      await load('grids', 'g.geojson', grids(county, 1), { county: `${county}:县` });
      await load('areas', 'a.geojson', collection([feature({ code: county, name: '县' }, polygon(cell(1, 0.02)))]), {
        county,
      });
      await load('grids', 'g.geojson', grids(county, 1, 2), { county });
      const [boundary] = await service.db.query<{ area: number }>(sql`
        select ST_Area(boundary) * 1e4 as area from area where code = ${county} and valid_to is null`);
      expect(boundary!.area).toBeCloseTo(2, 9);
    });

    it('give grids their parent by code, else by place', async () => {
      const county = nextCounty();
      const [west, east] = [`${county}001001`, `${county}001002`];
      const areas = collection([
        feature(
          { code: county, name: '县' },
          polygon([
            [
              [117, 30],
              [117.02, 30],
              [117.02, 30.01],
              [117, 30.01],
              [117, 30],
            ],
          ]),
        ),
        feature({ code: `${county}001`, name: '街' }, null),
        feature({ code: west, name: '西社区' }, polygon(cell(1))),
        feature({ code: east, name: '东社区' }, polygon(cell(2))),
      ]);
      await load('areas', 'a.geojson', areas, { county });
      await load('grids', 'g.geojson', collection([1, 2].map((n) => feature({ name: `${n}` }, polygon(cell(n))))), {
        county,
      });
      const parents = await service.db.query(
        sql`select code, parent_code from grid where county_code = ${county} order by code`,
      );
      expect(parents).toEqual([
        { code: `${west}001`, parent_code: west },
        { code: `${east}001`, parent_code: east },
      ]);
      const unknown = collection([grid(county, 1, { code: `${county}001003001` })]);
      const job = await service.importText('grids', 'g.geojson', unknown, { county });
      expect(job.report!.items).toMatchObject([{ code: 'parent-unknown', params: { parentCode: `${county}001003` } }]);
    });
  });

  describe('places', () => {
    const building = (code: string, more: Properties = {}, at = point(117.005, 30.005)) =>
      feature({ code, kind: 'building', ...more }, at);
    const inForce = (county: string) =>
      service.db.query<Properties>(sql`
        select code, kind, households, grid_code as grid from place where county_code = ${county} and valid_to is null order by code`);

    it('make a county that has no grids yet known at once, and say where it lies', async () => {
      const county = nextCounty();
      const read = (etag?: unknown) =>
        service.app.inject({
          url: '/api/areas',
          headers: etag === undefined ? {} : { 'if-none-match': String(etag) },
        });
      const ofCounty = (response: { body: string }) =>
        (JSON.parse(response.body) as { areas: { code: string }[] }).areas.find(({ code }) => code === county);
      const before = await read();
      const two = collection([building('a'), building('b', {}, point(117.01, 30.02))]);
      await load('places', 'p.geojson', two, { county: `${county}:新县` });
      const after = await read(before.headers.etag);
      expect(after.statusCode).toBe(200);
      const view = { name: '新县', grids: 0, hasBoundary: false };
      expect(ofCounty(after)).toMatchObject({ ...view, bbox: [117.005, 30.005, 117.01, 30.02] });
      expect((await read(after.headers.etag)).statusCode).toBe(304);
      await load('places', 'p.geojson', collection([building('c', {}, point(117.03, 30.02))]), { county });
      expect(ofCounty(await read(after.headers.etag))).toMatchObject({ bbox: [117.005, 30.005, 117.03, 30.02] });
    });

    it('are added, changed by date, and left alone when they are the same', async () => {
      const county = nextCounty();
      await load('grids', 'g.geojson', grids(county, 1), { county: `${county}:县` });
      await load('places', 'p.geojson', collection([building('a', { households: 3 }), building('b')]), { county });
      const second = collection([building('a', { households: 4 }), building('c', {}, point(118, 30))]);
      expect(await load('places', 'p.geojson', second, { county })).toMatchObject({
        added: 1,
        changed: 1,
        unchanged: 0,
        closed: 0,
      });
      expect(await inForce(county)).toEqual([
        { code: 'a', kind: 'building', households: 4, grid: gridCode(county, 1) },
        { code: 'b', kind: 'building', households: null, grid: gridCode(county, 1) },
        { code: 'c', kind: 'building', households: null, grid: null },
      ]);
      expect(await load('places', 'p.geojson', second, { county })).toMatchObject({
        added: 0,
        changed: 0,
        unchanged: 2,
      });
    });

    it('are closed when the file replaces the register and they are not in it', async () => {
      const county = nextCounty();
      await load('places', 'p.geojson', collection([building('a'), building('b')]), { county: `${county}:县` });
      const report = await load('places', 'p.geojson', collection([building('b')]), { county, replace: true });
      expect(report).toMatchObject({ added: 0, unchanged: 1, closed: 1 });
      expect((await inForce(county)).map(({ code }) => code)).toEqual(['b']);
    });

    it('with a footprint lie inside it, in courtyards never', async () => {
      const county = nextCounty();
      const outer = [
        [117, 30],
        [117.01, 30],
        [117.01, 30.01],
        [117, 30.01],
        [117, 30],
      ];
      const yard = [
        [117.001, 30.001],
        [117.001, 30.009],
        [117.009, 30.009],
        [117.009, 30.001],
        [117.001, 30.001],
      ];
      const report = await load(
        'places',
        'p.geojson',
        collection([feature({ name: '环楼' }, polygon([outer, yard]))]),
        { county: `${county}:县` },
      );
      expect(report.items.map(({ code }) => code)).toEqual(['kind-assumed', 'code-from-position']);
      const [row] = await service.db.query(sql`
        select ST_Contains(footprint, geom) as inside, ST_NRings(footprint) as rings, code ~ '^p-[0-9a-f]{16}$' as made
        from place where county_code = ${county}`);
      expect(row).toEqual({ inside: true, rings: 2, made: true });
    });

    it('a building whose units carry counts is counted by its units, a shop once', async () => {
      const county = nextCounty();
      await load('grids', 'g.geojson', grids(county, 1), { county: `${county}:县` });
      const places = collection([
        building('a', { households: 30, shops: 2 }),
        feature({ code: 'a1', kind: '单元', parentCode: 'a', households: 12 }, point(117.005, 30.005)),
        feature({ code: 'a2', kind: '单元', parentCode: 'a', households: null }, point(117.005, 30.005)),
        feature({ code: 's1', kind: '商户', parentCode: 'a' }, point(117.005, 30.005)),
        feature({ code: 's2', kind: '商户' }, point(117.005, 30.005)),
        building('b', { households: 5 }),
        feature({ code: 'b1', kind: '单元', parentCode: 'b' }, point(117.005, 30.005)),
        building('c'),
      ]);
      await load('places', 'p.geojson', places, { county });
      const [tally] = await service.db.query(sql`
        select households, shops, buildings, places, uncounted from grid_tally join grid on grid.id = grid_id where county_code = ${county}`);
      expect(tally).toEqual({ households: 17, shops: 3, buildings: 3, places: 4, uncounted: 2 });
    });

    it('a micro grid holds what lies inside it, on a border the lowest code has it', async () => {
      const county = nextCounty();
      const base = gridCode(county, 1);
      const half = (n: number, west: number) =>
        grid(county, 1, { code: `${base}0${n}`, kind: 'micro' }, [
          [
            [west, 30],
            [west + 0.005, 30],
            [west + 0.005, 30.01],
            [west, 30.01],
            [west, 30],
          ],
        ]);
      await load('grids', 'g.geojson', collection([grid(county, 1), half(1, 117), half(2, 117.005)]), {
        county: `${county}:县`,
      });
      const places = collection([
        building('a', { households: 1 }, point(117.002, 30.005)),
        building('b', { households: 2 }, point(117.008, 30.005)),
        building('c', { households: 4 }, point(117.005, 30.005)),
        building('d', { households: 8, gridOverride: `${base}02` }, point(117.001, 30.001)),
      ]);
      await load('places', 'p.geojson', places, { county });
      const tallies = await service.db.query(sql`
        select code, households from grid_tally join grid on grid.id = grid_id where county_code = ${county} order by code`);
      expect(tallies).toEqual([
        { code: base, households: 15 },
        { code: `${base}01`, households: 5 },
        { code: `${base}02`, households: 10 },
      ]);
    });

    it('in another datum than the file says are told by where they would lie', async () => {
      const county = nextCounty();
      const small = Array.from({ length: 12 }, (_, n) =>
        building(`p${n}`, {}, point(117.0055 + n * 0.0001, 30.001 - 0.0029 + n * 0.0001)),
      );
      await load(
        'grids',
        'g.geojson',
        collection([
          feature(
            { code: '1' },
            polygon([
              [
                [117, 30],
                [117.003, 30],
                [117.003, 30.003],
                [117, 30.003],
                [117, 30],
              ],
            ]),
          ),
        ]),
        { county: `${county}:县` },
      );
      const report = await load('places', 'p.geojson', collection(small), { county });
      expect(report.items.map(({ code }) => code)).toEqual(['looks-like-gcj02', 'outside-grids']);
      expect(report.items[1]!.params).toEqual({ rows: 12 });
    });

    it('a dry run leaves no trace', async () => {
      const county = nextCounty();
      const before = await tableCounts(service.db);
      const report = await load('places', 'p.geojson', collection([building('a')]), {
        county: `${county}:县`,
        dryRun: true,
      });
      expect(report).toMatchObject({ added: 1 });
      expect(await tableCounts(service.db)).toEqual(before);
    });
  });

  describe('the base map', () => {
    const line = {
      type: 'LineString',
      coordinates: [
        [117, 30],
        [117.0123456789, 30.01],
        [117.02, 30],
      ],
    };

    it('is replaced kind by kind; points are left out and counted', async () => {
      const county = nextCounty();
      const mixed = collection([
        feature({ layer: 'road', name: '和平路', class: '主干道' }, line),
        feature({ layer: 'water', name: '青湖' }, polygon(cell(1))),
        feature({ layer: 'water', name: '标注' }, point(117, 30)),
      ]);
      const report = await load('base', 'b.geojson', mixed, { county: `${county}:县` });
      expect(report).toMatchObject({
        rows: 3,
        accepted: 2,
        added: 2,
        items: [{ code: 'geometry-skipped', row: 3, params: { rows: 1 } }],
      });
      const roads = collection([feature({ kind_detail: 'subway' }, line), feature({ kind_detail: 'tertiary' }, line)]);
      expect(await load('base', 'r.geojson', roads, { county, mapping: { kind: '=road' } })).toMatchObject({
        added: 2,
        closed: 1,
      });
      const rows = await service.db.query(sql`
        select kind, name, class, ST_AsText(geom) as wkt from base_feature where county_code = ${county} order by id`);
      expect(rows).toEqual([
        { kind: 'water', name: '青湖', class: null, wkt: expect.stringMatching(/^MULTIPOLYGON/) },
        { kind: 'road', name: null, class: null, wkt: 'LINESTRING(117 30,117.0123457 30.01,117.02 30)' },
        { kind: 'road', name: null, class: 'secondary', wkt: 'LINESTRING(117 30,117.0123457 30.01,117.02 30)' },
      ]);
    });
  });
});
