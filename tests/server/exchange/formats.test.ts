/** One grid layer, one place layer and one area table in every format: the same rows come out. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { writeGeopackage } from '../../support/geopackage-writer.ts';
import { cell, gridCode, grids, nextCounty } from '../../support/import-samples.ts';
import { scratch } from '../../support/scratch.ts';
import { dbfOf, polygonRecord, shpOf } from '../../support/shapefile-writer.ts';
import { zipOf } from '../../support/zip-writer.ts';

const WGS84 =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';
const wkt = (number: number) =>
  `POLYGON((${cell(number)[0]!
    .map((at) => at.join(' '))
    .join(',')}))`;
/** Shapefile shells run clockwise. */
const record = (number: number) => polygonRecord([[...cell(number)[0]!].reverse()]);

const FILES: Record<string, (county: string) => string | Buffer> = {
  'a.geojson': (county) => grids(county, 1, 2),
  'a.ndjson': (county) =>
    (JSON.parse(grids(county, 1, 2)) as { features: unknown[] }).features.map((one) => JSON.stringify(one)).join('\n'),
  'a.zip': (county) =>
    zipOf([
      { name: 'wg/wg.shp', data: shpOf(5, [record(1), record(2)]) },
      {
        name: 'wg/wg.dbf',
        data: dbfOf(
          [
            { name: 'code', type: 'C', length: 20 },
            { name: 'name', type: 'C', length: 40 },
          ],
          [1, 2].map((n) => [gridCode(county, n), Buffer.from(`第${n}网格`)]),
        ),
      },
      { name: 'wg/wg.cpg', data: 'UTF-8' },
      { name: 'wg/wg.prj', data: WGS84 },
    ]),
  'a.csv': (county) =>
    `code,name,wkt\n${[1, 2].map((n) => `${gridCode(county, n)},第${n}网格,"${wkt(n)}"`).join('\n')}`,
};

eachDatabase((_name, open) => {
  const { folder } = scratch();
  let service: TestApp;
  beforeAll(async () => {
    service = await openApp(await open());
  });
  afterAll(() => service.close());

  const stored = (county: string) =>
    service.db.query<{ code: string; name: string; wkt: string }>(sql`
      select code, name, ST_AsText(geom) as wkt from grid where county_code = ${county} and to_edition is null order by code`);

  async function importGrids(county: string, fileName: string) {
    const options = { county: `${county}:县`, datum: 'wgs84' as const };
    if (fileName !== 'a.gpkg') return service.importText('grids', fileName, FILES[fileName]!(county), options);
    const path = `${folder}/${county}.gpkg`;
    const rows = [1, 2].map((n) => [wkt(n), gridCode(county, n), `第${n}网格`]);
    writeGeopackage(path, [{ name: 'wg', columns: 'code text, name text', srs: 4326, rows }]);
    const { id } = await service.imports.start({ layer: 'grids', path, fileName, options, author: 'test' });
    return service.imports.wait(id);
  }

  it.each(['a.geojson', 'a.ndjson', 'a.zip', 'a.gpkg', 'a.csv'])('%s brings the same two grids', async (fileName) => {
    const county = nextCounty();
    const job = await importGrids(county, fileName);
    expect(job).toMatchObject({ state: 'done', problem: null, report: { rows: 2, accepted: 2, added: 2, refused: 0 } });
    const rows = await stored(county);
    expect(rows.map(({ code, name }) => [code, name])).toEqual([1, 2].map((n) => [gridCode(county, n), `第${n}网格`]));
    expect(rows.map(({ wkt: text }) => text.replace(/^MULTIPOLYGON\(\(/, '').split(',').length)).toEqual([5, 5]);
    expect(job.report!.bbox).toEqual([117, 30, 117.02, 30.01]);
    expect(service.maps.county(county)?.grids.map(({ code }) => code)).toEqual([1, 2].map((n) => gridCode(county, n)));
  });

  describe('datum and coordinate system', () => {
    const csv = (county: string) => FILES['a.csv']!(county) as string;

    it('a table of degrees that says nothing about its datum is asked for it', async () => {
      const county = nextCounty();
      const job = await service.importText('grids', 'a.csv', csv(county), { county: `${county}:县` });
      expect(job).toMatchObject({ state: 'refused', problem: { code: 'datum-needed' } });
      expect(await stored(county)).toEqual([]);
    });

    it.each([
      ['gcj02', 0.0055, 0.0025],
      ['bd09', 0.0065, 0.0065],
    ] as const)('%s is converted when the caller says so, and the report says that it was', async (datum, dx, dy) => {
      const county = nextCounty();
      const job = await service.importText('grids', 'a.csv', csv(county), { county: `${county}:县`, datum });
      expect(job.report).toMatchObject({ datum, items: [{ code: `converted-from-${datum}`, row: 0 }] });
      const [west, south] = job.report!.bbox!;
      expect(Math.abs(117 - west!)).toBeGreaterThan(dx / 2);
      expect(Math.abs(30 - south!)).toBeGreaterThan(dy / 4);
      expect(Math.hypot(117 - west!, 30 - south!)).toBeLessThan(0.02);
    });

    it('eastings and northings are read in the system the caller names', async () => {
      const county = nextCounty();
      const ring = '500000 3320000,501000 3320000,501000 3321000,500000 3321000,500000 3320000';
      const file = `code,name,wkt\n${gridCode(county, 1)},一,"POLYGON((${ring}))"`;
      const options = { county: `${county}:县` };
      const refused = await service.importText('grids', 'a.csv', file, options);
      expect(refused).toMatchObject({ state: 'refused', problem: { code: 'crs-needed' } });
      expect((refused.problem!.params.candidates as { code: string }[]).map(({ code }) => code)).toContain('EPSG:4548');
      const job = await service.importText('grids', 'a.csv', file, { ...options, crs: 'EPSG:4548' });
      expect(job).toMatchObject({ state: 'done', report: { crs: 'EPSG:4548', datum: 'wgs84' } });
      expect(job.report!.bbox![0]).toBeCloseTo(117, 6);
      expect(job.report!.bbox![1]).toBeCloseTo(29.99, 1);
    });
  });

  it('names in GBK without a code page are read, and the encoding is named', async () => {
    const county = nextCounty();
    const gbk = Buffer.from([0xb5, 0xda, 0xd2, 0xbb, 0xcd, 0xf8, 0xb8, 0xf1]); // 第一网格
    const job = await service.importText(
      'grids',
      'a.zip',
      zipOf([
        { name: 'wg.shp', data: shpOf(5, [record(1)]) },
        {
          name: 'wg.dbf',
          data: dbfOf(
            [
              { name: 'code', type: 'C', length: 20 },
              { name: 'name', type: 'C', length: 40 },
            ],
            [[gridCode(county, 1), gbk]],
          ),
        },
        { name: 'wg.prj', data: WGS84 },
      ]),
      { county: `${county}:县` },
    );
    expect(job).toMatchObject({ state: 'done', report: { encoding: 'gb18030' } });
    expect((await stored(county)).map(({ name }) => name)).toEqual(['第一网格']);
  });

  it('a file that says which system it is in needs no datum', async () => {
    const county = nextCounty();
    const job = await service.importText('grids', 'a.zip', FILES['a.zip']!(county), { county: `${county}:县` });
    expect(job).toMatchObject({ state: 'done', report: { crs: 'EPSG:4326' } });
  });
});
