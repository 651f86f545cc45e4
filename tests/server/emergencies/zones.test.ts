/** Zones on both databases: where one may be drawn and by whom, what lies inside and at what time, and how it ends. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../server/contract/access.ts';
import type { Zone } from '../../../server/contract/emergencies.ts';
import { sql } from '../../../server/database/sql.ts';
import { type Answer, ask, tokenOfEachRole } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { AREAS, box, COUNTY, gridsFile } from '../../support/small-county.ts';

const TOWN = `${COUNTY}001`;
const COMMUNITY = `${TOWN}001`;
const HOUR = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();
const shape = (west: number, south: number, east: number, north: number) => ({
  type: 'Polygon',
  coordinates: box(west, south, east, north),
});
/** Both buildings of the two western grids, and a shop. */
const WEST = shape(117.001, 30.001, 117.013, 30.004);

/** b2 is counted by its units: 60 + 70; the third unit has no count. s1 counts one shop, s2 is in the count of b1. */
const PLACES = [
  'code,kind,name,address,households,shops,parentCode,lon,lat',
  'b1,building,1号楼,幸福路1号1栋,200,3,,117.002,30.002',
  'b2,building,2号楼,幸福路1号2栋,999,,,117.012,30.002',
  'u1,unit,1单元,,60,,b2,117.0121,30.002',
  'u2,unit,2单元,,70,,b2,117.0122,30.002',
  'u3,unit,3单元,,,,b2,117.0123,30.002',
  's1,shop,便利店,,,,,117.003,30.003',
  's2,shop,药店,,,,b1,117.0021,30.002',
  'b4,building,4号楼,幸福路3号,,,,117.028,30.002',
].join('\n');

eachDatabase((_name, open) => {
  let service: TestApp;
  let tokens: Record<Role, string>;
  let ofCommunity: Record<Role, string>;
  let elsewhere: Record<Role, string>;
  beforeAll(async () => {
    service = await openApp(await open());
    tokens = await tokenOfEachRole(service.db, COUNTY);
    ofCommunity = await tokenOfEachRole(service.db, COMMUNITY);
    elsewhere = await tokenOfEachRole(service.db, '310000');
    await service.importText('areas', 'areas.geojson', AREAS, { county: COUNTY });
    await service.importText('grids', 'grids.geojson', gridsFile(), { county: COUNTY });
    await service.importText('places', 'places.csv', PLACES, { county: COUNTY, datum: 'wgs84' });
  });
  afterAll(() => service.close());

  const draw = (more: object = {}, token = tokens.dispatcher): Promise<Answer> =>
    ask(service.app, 'POST', '/api/zones', {
      token,
      payload: { kind: 'cordon', name: '幸福路警戒区', reason: '燃气泄漏', geometry: WEST, until: inHours(5), ...more },
    });
  const end = (id: number, until: string, token = tokens.dispatcher, reason = '已排除') =>
    ask(service.app, 'POST', `/api/zones/${id}/end`, { token, payload: { until, reason } });
  const list = async (area = COUNTY, more = '', token = tokens.viewer): Promise<Zone[]> =>
    (await ask(service.app, 'GET', `/api/zones?area=${area}${more}`, { token })).body.zones;

  describe('a zone', () => {
    it('is drawn by a dispatcher over the area that holds it', async () => {
      expect((await draw({}, tokens.viewer)).code).toBe('role-missing');
      const foreign = await draw({}, elsewhere.dispatcher);
      expect([foreign.status, foreign.code]).toEqual([403, 'area-forbidden']);
      const made = await draw({}, ofCommunity.dispatcher);
      expect([made.status, made.body.area, made.body.county, made.body.endedBy]).toEqual([
        201,
        COMMUNITY,
        COUNTY,
        null,
      ]);
      expect((await ask(service.app, 'GET', `/api/zones?area=${COUNTY}`, { token: elsewhere.viewer })).code).toBe(
        'area-forbidden',
      );
      await end(made.body.id, inHours(0));
    });

    it('is a valid shape in one county, with a reason and a period that is not over', async () => {
      const bow = {
        type: 'Polygon',
        coordinates: [
          [
            [117.001, 30.001],
            [117.002, 30.002],
            [117.002, 30.001],
            [117.001, 30.002],
            [117.001, 30.001],
          ],
        ],
      };
      const crossed = await draw({ geometry: bow });
      expect([crossed.status, crossed.code, crossed.body.geometry?.type]).toEqual([422, 'geometry-invalid', 'Point']);
      for (const over of [shape(117.02, 30.005, 117.04, 30.006), shape(118, 30, 118.1, 30.1)]) {
        const refused = await draw({ geometry: over });
        expect([refused.code, refused.body.params.reason]).toEqual(['geometry-invalid', 'outside-county']);
      }
      // the whole county is in it, border and all
      const whole = await draw({ geometry: shape(117, 30, 117.03, 30.01) });
      expect(whole.status).toBe(201);
      await end(whole.body.id, inHours(0));
      for (const until of [inHours(-1), inHours(24 * 400)]) expect((await draw({ until })).code).toBe('period-invalid');
      expect((await draw({ from: inHours(6) })).code).toBe('period-invalid');
      expect((await draw({ reason: ' ' })).code).toBe('body-invalid');
      expect((await draw({ name: ' ' })).code).toBe('body-invalid');
      expect((await draw({ kind: 'wall' })).status).toBe(400);
      expect(await list()).toEqual([]);
    });

    it('counts who and what lies inside, by the rules of grids, at the time asked', async () => {
      const before = new Date().toISOString();
      const made = await draw({ from: inHours(-2) });
      expect(made.body.inside).toEqual({
        ...{ households: 330, buildings: 2, uncounted: 1, shops: 4 },
        // 001: 李建国, 王敏; 002: 赵强
        ...{ workers: 3, grids: [`${COMMUNITY}001`, `${COMMUNITY}002`], openEvents: 0 },
        areaM2: expect.closeTo(1158 * 332.6, -4),
      });
      await service.importText('places', 'p.csv', `${PLACES}\nb9,building,9号楼,幸福路9号,7,,,117.0015,30.0015`, {
        county: COUNTY,
        datum: 'wgs84',
      });
      expect((await list())[0]!.inside).toMatchObject({ households: 337, buildings: 3 });
      expect((await list(COUNTY, `&at=${before}`))[0]!.inside).toMatchObject({ households: 330, buildings: 2 });
      expect((await list(COUNTY, `&at=${inHours(-1)}`))[0]!.inside).toMatchObject({
        buildings: 0,
        grids: [],
        workers: 0,
      });
      await end(made.body.id, inHours(0));
    });

    it('touches a grid by its ground and not by a border', async () => {
      const east = await draw({ geometry: shape(117.02, 30.001, 117.03, 30.004), kind: 'shelter' });
      expect(east.body.inside).toMatchObject({ grids: [`${COMMUNITY}003`], workers: 0, buildings: 1, uncounted: 1 });
      await end(east.body.id, inHours(0));
    });

    it('counts open events inside, of those that the caller may see', async () => {
      const made = await draw();
      const put = (id: number, area: string, at: [number, number] | null, ended: string | null) =>
        service.db.query(sql`
          insert into event (id, county_code, area_code, geom, dictionary, category, text, channel, occurred_at, reported_at,
            reporter, grade, way, level, state, version, changed_at, ended_at)
          values (${`00000000-0000-4000-8000-00000000000${id}`}::uuid, ${COUNTY}, ${area},
            ${at === null ? sql`null` : sql`ST_SetSRID(ST_MakePoint(${at[0]}::float8, ${at[1]}::float8), 4326)`}, 'sample', '0503', '燃气味',
            'worker', now() - interval '1 hour', now() - interval '1 hour', 'w', 'major', 'urgent', 'county', 'reported', 1, now(),
            ${ended}::timestamptz)`);
      await put(1, COMMUNITY, [117.002, 30.002], null);
      await put(2, COMMUNITY, [117.002, 30.003], inHours(-0.5));
      await put(3, COMMUNITY, [117.028, 30.002], null);
      await put(4, TOWN, [117.0021, 30.003], null);
      await put(5, COMMUNITY, null, null);
      const open = async (token: string, more = '') => (await list(COMMUNITY, more, token))[0]!.inside.openEvents;
      expect(await open(tokens.viewer)).toBe(2);
      expect(await open(ofCommunity.viewer)).toBe(1);
      expect(await open(ofCommunity.planner)).toBe(0);
      await service.db.query(
        sql`update zone set from_at = now() - interval '2 hours' where id = ${made.body.id}::bigint`,
      );
      expect(await open(tokens.viewer, `&at=${inHours(-0.75)}`)).toBe(3);
      expect(await open(tokens.viewer, `&at=${inHours(-1.5)}`)).toBe(0);
      await end(made.body.id, inHours(0));
    });

    it('leaves the lists by time alone, and its end moves with a reason that is written down', async () => {
      const made = await draw();
      const { id } = made.body;
      expect((await end(999_999, inHours(1))).code).toBe('zone-unknown');
      expect((await end(id, inHours(1), elsewhere.dispatcher)).code).toBe('area-forbidden');
      expect((await end(id, inHours(1), tokens.viewer)).code).toBe('role-missing');
      expect((await end(id, inHours(1), tokens.dispatcher, ' ')).code).toBe('body-invalid');
      expect((await end(id, inHours(24 * 400))).code).toBe('period-invalid');
      const later = inHours(9);
      expect((await end(id, later, tokens.dispatcher, '未排除')).body.until).toBe(later);
      const earlier = inHours(2);
      expect((await end(id, earlier)).body).toMatchObject({ until: earlier, endedBy: `token:dispatcher of ${COUNTY}` });
      expect((await list(COMMUNITY)).map((zone) => zone.id)).toEqual([id]);
      expect(await list(COUNTY, `&at=${earlier}`)).toEqual([]);
      await service.db.query(
        sql`update zone set from_at = now() - interval '2 hours', until_at = now() - interval '1 second' where id = ${id}::bigint`,
      );
      expect(await list()).toEqual([]);
      expect((await end(id, inHours(1))).code).toBe('zone-ended');
      const rows = await service.db.query<{ action: string; area: string; detail: Record<string, string> }>(
        sql`select action, area_code as area, detail from audit where action like 'zone.%' and target = ${String(id)} order by id`,
      );
      expect(rows.map(({ action, area, detail }) => [action, area, detail.reason, detail.until])).toEqual([
        ['zone.draw', COMMUNITY, '燃气泄漏', made.body.until],
        ['zone.end', COMMUNITY, '未排除', later],
        ['zone.end', COMMUNITY, '已排除', earlier],
      ]);
      expect(rows[1]!.detail.was).toBe(made.body.until);
    });

    it('may begin later, and end before it began', async () => {
      const made = await draw({ from: inHours(1), until: inHours(2) });
      expect(await list()).toEqual([]);
      expect((await list(COUNTY, `&at=${inHours(1.5)}`)).map(({ id }) => id)).toEqual([made.body.id]);
      expect((await end(made.body.id, inHours(0))).status).toBe(200);
      expect(await list(COUNTY, `&at=${inHours(1.5)}`)).toEqual([]);
    });

    it('counts thousands of places at once, also before the planner has seen a sample of them', async () => {
      const many = Array.from({ length: 2000 }, (_, i) => [
        `m${i},building,${i}号楼,幸福路${i}号,999,2,,${117.002 + i * 1e-6},30.0015`,
        `m${i}-1,unit,1单元,,1,,m${i},${117.002 + i * 1e-6},30.0016`,
        `m${i}-s,shop,店,,,,m${i},${117.002 + i * 1e-6},30.0017`,
      ]).flat();
      const before = (await draw()).body.inside;
      await service.importText('places', 'many.csv', [PLACES.split('\n')[0], ...many].join('\n'), {
        county: COUNTY,
        datum: 'wgs84',
      });
      const made = await draw();
      expect(made.body.inside).toMatchObject({
        households: before.households + 2000,
        buildings: before.buildings + 2000,
        shops: before.shops + 4000,
      });
    });
  });
});
