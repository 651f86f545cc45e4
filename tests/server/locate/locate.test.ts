import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { MapKeeper } from '../../../server/locate/map-keeper.ts';
import { Maps } from '../../../server/locate/maps.ts';
import { asAdmin, openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { AREAS, box, COUNTY, GRIDS, gridsFile, PLACES } from '../../support/small-county.ts';

const GRID = '990101001001';

async function smallCounty(service: TestApp): Promise<void> {
  for (const [layer, file, text] of [
    ['areas', 'areas.geojson', AREAS],
    ['grids', 'grids.geojson', gridsFile()],
    ['places', 'places.csv', PLACES],
  ] as const) {
    const job = await service.importText(layer, file, text, { county: COUNTY, datum: 'wgs84' });
    expect([job.state, job.report?.items ?? job.problem]).toEqual(['done', []]);
  }
}

eachDatabase((_name, open) => {
  let service: TestApp;
  beforeAll(async () => {
    service = await openApp(await open());
    await smallCounty(service);
  });
  afterAll(() => service.close());
  const locate = async (query: string) => service.app.inject(`/api/locate?${query}`);

  describe('GET /api/locate', () => {
    it('answers a point with the grid, its people and the path down to the micro grid', async () => {
      const answer = await locate('lon=117.002&lat=30.002');
      expect(answer.statusCode).toBe(200);
      expect(answer.json()).toMatchObject({
        point: [117.002, 30.002],
        grid: {
          code: `${GRID}001`,
          households: 200,
          leader: { name: '李建国', phone: '0000-1' },
          worker: { name: '王敏' },
        },
        path: [
          { code: COUNTY, name: '试验县' },
          { code: '990101001' },
          { code: GRID },
          { code: `${GRID}001` },
          { code: `${GRID}00101` },
        ],
        onBorder: false,
        rule: 'contains',
        ambiguous: false,
      });
    });

    it('gives a border point to the lowest code and says so', async () => {
      expect((await locate('lon=117.01&lat=30.007')).json()).toMatchObject({
        grid: { code: `${GRID}001` },
        matches: [
          { code: `${GRID}001`, onBorder: true },
          { code: `${GRID}002`, onBorder: true },
        ],
        onBorder: true,
        distanceToBorderM: 0,
        ambiguous: true,
        rule: 'border',
      });
    });

    it('answers no grid outside with 200 and null', async () => {
      expect((await locate('lon=118&lat=30')).json()).toMatchObject({
        grid: null,
        path: [],
        rule: null,
        distanceToBorderM: null,
      });
    });

    it.each([
      ['lon=x&lat=30', 422, 'coordinate-invalid'],
      ['lon=NaN&lat=NaN', 422, 'coordinate-invalid'],
      ['lon=Infinity&lat=30', 422, 'coordinate-invalid'],
      ['lon=117.002', 422, 'coordinate-invalid'],
      ['lon=30&lat=117', 422, 'coordinate-swapped'],
      ['lon=999&lat=999', 422, 'coordinate-out-of-range'],
      ['', 422, 'locate-question-ambiguous'],
      ['lon=117&lat=30&code=1', 422, 'locate-question-ambiguous'],
      ['lon=117&lat=30&datum=mars', 400, 'request-invalid'],
      ['lon=117&lat=30&accuracy=-1', 400, 'request-invalid'],
      ['lon=117&lat=30&asOf=2026-02-30', 422, 'date-invalid'],
      ['lon=117&lat=30&surprise=1', 400, 'request-invalid'],
      ['code=nowhere', 404, 'grid-unknown'],
      ['place=nowhere', 404, 'place-unknown'],
      ['address=火星路1号', 404, 'address-unknown'],
    ])('refuses ?%s with %i %s', async (query, status, code) => {
      const answer = await locate(query);
      expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    });

    it('converts the datum the caller names', async () => {
      const shifted = (await locate('lon=117.0073&lat=29.9995&datum=gcj02')).json();
      expect(shifted.point[0]).toBeLessThan(117.0073);
      expect(shifted.point).not.toEqual([117.0073, 29.9995]);
    });

    it('resolves a grid code, a place, and an address, and says how', async () => {
      expect((await locate(`code=${GRID}00101`)).json()).toMatchObject({
        grid: { code: `${GRID}001` },
        resolved: { by: 'code' },
      });
      expect((await locate('place=b2')).json()).toMatchObject({
        grid: { code: `${GRID}002` },
        resolved: { by: 'place', placeCode: 'b2' },
      });
      expect((await locate(`address=${encodeURIComponent('幸福路２号')}`)).json()).toMatchObject({
        resolved: { by: 'address', placeCode: 'b3' },
      });
    });

    it('puts the grid named by hand before the position', async () => {
      expect((await locate('place=b3')).json()).toMatchObject({
        grid: { code: `${GRID}002` },
        rule: 'override',
        matches: [{ code: `${GRID}003` }],
      });
    });

    it('offers candidates where an address fits places of several grids', async () => {
      const answer = (await locate(`address=${encodeURIComponent('幸福路1号')}`)).json();
      expect(answer.grid).toBeNull();
      expect(answer.resolved.candidates.map((one: { placeCode: string }) => one.placeCode).sort()).toEqual([
        'b1',
        'b2',
      ]);
    });

    it('answers 304 to a caller who has this very answer, and not to another question', async () => {
      const first = await locate('lon=117.002&lat=30.002');
      const again = async (query: string) =>
        service.app.inject({ url: `/api/locate?${query}`, headers: { 'if-none-match': String(first.headers.etag) } });
      expect((await again('lon=117.0020&lat=30.002')).statusCode).toBe(304);
      expect((await again('lon=117.003&lat=30.002')).statusCode).toBe(200);
    });
  });

  describe('POST /api/locate', () => {
    const post = async (type: string, payload: string | Buffer, query = '') =>
      service.app.inject({ method: 'POST', url: `/api/locate${query}`, headers: { 'content-type': type }, payload });

    it('answers JSON pairs with codes in their order and names the points that are none', async () => {
      const answer = await post(
        'application/json',
        JSON.stringify({
          points: [
            [117.002, 30.002],
            [118, 30],
            ['x', 1],
            [30, 117],
            [117.01, 30.002],
          ],
        }),
      );
      expect(answer.json()).toEqual({
        edition: expect.any(Number),
        codes: [`${GRID}001`, null, null, null, `${GRID}001`],
        errors: [
          { index: 2, code: 'coordinate-invalid' },
          { index: 3, code: 'coordinate-swapped' },
        ],
      });
    });

    it('answers int32 pairs with a code table and int32 positions', async () => {
      const pairs = Buffer.from(Int32Array.of(1170020000, 300020000, 0, 0, 1170220000, 300020000).buffer);
      const { rawPayload } = await post('application/octet-stream', pairs);
      const length = rawPayload.readUInt32LE(0);
      const { codes } = JSON.parse(rawPayload.subarray(4, 4 + length).toString());
      const grids = [0, 1, 2].map((i) => rawPayload.readInt32LE(4 + length + 4 * i));
      expect(grids.map((grid) => codes[grid] ?? null)).toEqual([`${GRID}001`, null, `${GRID}003`]);
    });

    it('answers CSV with CSV, in GB18030 too', async () => {
      const gbk = Buffer.concat([
        Buffer.from('id,'),
        Buffer.from([0xbe, 0xad, 0xb6, 0xc8]),
        Buffer.from(','),
        Buffer.from([0xce, 0xb3, 0xb6, 0xc8]),
        Buffer.from('\n1,117.002,30.002\n'),
      ]);
      const answer = await post('text/csv', gbk);
      expect(answer.headers['content-type']).toContain('text/csv');
      expect(answer.body).toContain(`1,117.002,30.002,${GRID}001,第1网格,${GRID}00101,false,`);
    });

    it.each([
      ['text/csv', Buffer.from('lon,lat,n\n1,2,\xff\xff', 'latin1'), '?', 400, 'encoding-invalid'],
      ['text/csv', Buffer.from('a,b\n1,2\n'), '', 400, 'body-invalid'],
      ['application/octet-stream', Buffer.alloc(7), '', 400, 'body-invalid'],
      ['application/json', Buffer.from('{"points":'), '', 400, 'body-invalid'],
      ['application/json', Buffer.from('{"points":5}'), '', 400, 'body-invalid'],
      ['application/json', Buffer.from('{"points":[],"people":[]}'), '', 400, 'body-invalid'],
      ['image/png', Buffer.from('x'), '', 415, 'media-type-unsupported'],
    ])('refuses %s %s', async (type, payload, query, status, code) => {
      const answer = await post(type, payload, query);
      expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
    });
  });

  describe('editions', () => {
    it('a new edition answers at once, the old one for its time, and psql agrees', async () => {
      const { app, db, importText } = service;
      const before = new Date();
      await new Promise((resolve) => setTimeout(resolve, 20));
      const changed = GRIDS.filter(({ code }) => !code.endsWith('003')).map((grid) =>
        grid.code === `${GRID}002` ? { ...grid, box: box(117.01, 30, 117.03, 30.01) } : grid,
      );
      const job = await importText('grids', 'grids.geojson', gridsFile(changed), { county: COUNTY });
      expect(job.state).toBe('done');
      const codeAt = async (query: string) =>
        (await app.inject(`/api/locate?lon=117.025&lat=30.005${query}`)).json().grid?.code;
      expect(await codeAt('')).toBe(`${GRID}002`);
      expect(await codeAt(`&asOf=${before.toISOString()}`)).toBe(`${GRID}003`);
      expect(await codeAt('&asOf=2020-01-01')).toBeUndefined();
      const asked = async (asOf: Date) =>
        db.query<{ code: string }>(sql`select code from grid_containing(117.025, 30.005, ${asOf})`);
      expect(await asked(before)).toEqual([{ code: `${GRID}003` }]);
      expect(await asked(new Date())).toEqual([{ code: `${GRID}002` }]);
      expect((await app.inject({ url: '/api/editions', headers: asAdmin })).json().editions).toHaveLength(2);
    });

    it('refuses to give a retired code again', async () => {
      const { importText, maps } = service;
      const edition = maps.edition();
      const job = await importText('grids', 'grids.geojson', gridsFile(), { county: COUNTY });
      expect([job.state, job.report?.items.map(({ code, key }) => [code, key])]).toEqual([
        'refused',
        [['code-retired', `${GRID}003`]],
      ]);
      expect(maps.edition()).toBe(edition);
    });

    it('says in which areas a point is that no grid covers any more', async () => {
      const { app, importText } = service;
      const left = GRIDS.filter(({ code }) => code.startsWith(`${GRID}001`));
      expect((await importText('grids', 'grids.geojson', gridsFile(left), { county: COUNTY })).state).toBe('done');
      const answer = (await app.inject('/api/locate?lon=117.025&lat=30.005')).json();
      expect(answer.grid).toBeNull();
      expect(answer.path.map(({ code }: { code: string }) => code)).toEqual([COUNTY, '990101001', GRID]);
    });
  });

  describe('the next start', () => {
    it('serves the maps of the last one until the database is there, then what that holds', async () => {
      const keeper = new MapKeeper(service.config.dataFolder);
      const failed = (error: unknown): never => {
        throw error;
      };
      const before = new Maps(service.db, failed, keeper);
      await before.open();
      await before.close();
      const after = new Maps(service.db, failed, keeper);
      expect(await after.restore()).toBe(true);
      expect(after.version()).toBe(service.maps.version());
      expect(after.county(COUNTY)?.grids).toEqual(service.maps.county(COUNTY)?.grids);
      const kept = after.county(COUNTY);
      await after.open();
      expect(after.county(COUNTY)).toBe(kept);
      expect(await after.restore()).toBe(false);
      await service.importText(
        'places',
        'more.csv',
        `code,kind,lon,lat,households\nNEW-1,building,117.0021,30.0021,5\n`,
        {
          county: COUNTY,
          datum: 'wgs84',
        },
      );
      await after.refresh(COUNTY);
      expect(after.version()).toBe(service.maps.version());
      const next = new Maps(service.db, failed, keeper);
      await next.restore();
      expect(next.version()).toBe(service.maps.version());
      await after.close();
    });
  });
});
