/** Emergency mode on both databases: who may, one at a time, which one decides, what is written down, and what other processes know. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../../server/access/caller.ts';
import type { Role } from '../../../server/contract/access.ts';
import type { Emergency, EmergencyRules } from '../../../server/contract/emergencies.ts';
import { sql } from '../../../server/database/sql.ts';
import { EmergenciesService } from '../../../server/emergencies/service.ts';
import { LiveFeed, type News } from '../../../server/live/feed.ts';
import { type Answer, ask, tokenOfEachRole } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { AREAS, COUNTY } from '../../support/small-county.ts';

const TOWN = `${COUNTY}001`;
const COMMUNITY = `${TOWN}001`;
const RULES: EmergencyRules = {
  way: 'urgent',
  positionIntervalS: 10,
  layers: ['shelters'],
  roster: [{ role: '值班长', holder: '王敏', phone: '0000-1' }],
};
const BOSS: Caller = { kind: 'session', actor: 'boss', grants: [{ role: 'dispatcher', area: null }] };

eachDatabase((_name, open) => {
  let service: TestApp;
  let tokens: Record<Role, string>;
  let ofTown: Record<Role, string>;
  let elsewhere: Record<Role, string>;
  beforeAll(async () => {
    service = await openApp(await open());
    tokens = await tokenOfEachRole(service.db, COUNTY);
    ofTown = await tokenOfEachRole(service.db, TOWN);
    elsewhere = await tokenOfEachRole(service.db, '310000');
    await service.importText('areas', 'areas.geojson', AREAS, { county: COUNTY });
  });
  afterAll(() => service.close());

  const post = (token: string, url: string, payload: object): Promise<Answer> =>
    ask(service.app, 'POST', url, { token, payload });
  const start = (area: string, token = tokens.dispatcher, more: object = {}) =>
    post(token, '/api/emergencies', { area, reason: '台风登陆', rules: RULES, ...more });
  const end = (id: number, token = tokens.dispatcher, reason = '台风过境') =>
    post(token, `/api/emergencies/${id}/end`, { reason });
  const list = async (area: string, more = '', token = tokens.viewer): Promise<Emergency[]> =>
    (await ask(service.app, 'GET', `/api/emergencies?area=${area}${more}`, { token })).body.emergencies;
  const areasListed = async (area: string, more = '') => (await list(area, more)).map((one) => one.area);

  describe('emergency mode', () => {
    it('is switched by a dispatcher over the area, with a reason that says something', async () => {
      expect((await start(COUNTY, tokens.viewer)).code).toBe('role-missing');
      expect((await start(COUNTY, elsewhere.dispatcher)).status).toBe(403);
      expect((await start(COUNTY, elsewhere.dispatcher)).code).toBe('area-forbidden');
      expect((await start(COUNTY, ofTown.dispatcher)).code).toBe('area-forbidden');
      expect((await start(COUNTY, tokens.dispatcher, { reason: '  ' })).code).toBe('body-invalid');
      expect((await start(COUNTY, tokens.dispatcher, { reason: '' })).status).toBe(400);
      expect((await start(`${COUNTY}009`)).code).toBe('area-unknown');
      expect(await list(COUNTY, '&all=true')).toEqual([]);
    });

    it('runs once for an area, is seen above and below it, ends with a reason, and is written down both times', async () => {
      const made = await start(TOWN, ofTown.dispatcher);
      expect([made.status, made.body.areaName, made.body.rules, made.body.to]).toEqual([201, '中心街道', RULES, null]);
      const again = await start(TOWN);
      expect([again.status, again.code, again.body.params]).toEqual([
        409,
        'emergency-running',
        { area: TOWN, id: made.body.id },
      ]);
      for (const area of [COUNTY, TOWN, COMMUNITY]) expect(await areasListed(area)).toEqual([TOWN]);
      expect((await list(TOWN, '', tokens.worker)).length).toBe(1);
      expect((await ask(service.app, 'GET', `/api/emergencies?area=${TOWN}`, { token: elsewhere.viewer })).code).toBe(
        'area-forbidden',
      );
      expect((await ask(service.app, 'GET', `/api/emergencies?area=${TOWN}`)).status).toBe(401);

      expect((await end(made.body.id, elsewhere.dispatcher)).code).toBe('area-forbidden');
      expect((await end(made.body.id, tokens.dispatcher, ' ')).code).toBe('body-invalid');
      expect((await end(999_999)).code).toBe('emergency-unknown');
      const ended = await end(made.body.id);
      expect([ended.status, ended.body.endReason, ended.body.endedBy]).toEqual([
        200,
        '台风过境',
        `token:dispatcher of ${COUNTY}`,
      ]);
      expect((await end(made.body.id)).code).toBe('emergency-ended');
      expect(await list(TOWN)).toEqual([]);
      expect(await areasListed(TOWN, '&all=true')).toEqual([TOWN]);
      const then = new Date((Date.parse(made.body.from) + Date.parse(ended.body.to)) / 2).toISOString();
      expect(await areasListed(TOWN, `&at=${then}`)).toEqual([TOWN]);
      expect(await areasListed(TOWN, '&at=2020-01-01T00:00:00Z')).toEqual([]);

      const rows = await service.db.query<{ action: string; actor: string; area: string; detail: { reason: string } }>(
        sql`select action, actor, area_code as area, detail from audit where action like 'emergency.%' and target = ${String(made.body.id)} order by id`,
      );
      expect(rows.map(({ action, actor, area, detail }) => [action, actor, area, detail.reason])).toEqual([
        ['emergency.start', `token:dispatcher of ${TOWN}`, TOWN, '台风登陆'],
        ['emergency.end', `token:dispatcher of ${COUNTY}`, TOWN, '台风过境'],
      ]);
      expect((await start(TOWN)).status).toBe(201);
      for (const one of await list(COUNTY)) await end(one.id);
    });

    it('is started once when two do it at the same moment', async () => {
      const both = await Promise.all([start(COMMUNITY), start(COMMUNITY), start(COMMUNITY)]);
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      for (const one of await list(COUNTY)) expect((await end(one.id)).status).toBe(200);
    });

    it('lets the nearest above decide, at any instant, and every process knows', async () => {
      const feeds = [new LiveFeed(service.db), new LiveFeed(service.db)];
      let now = Date.now() + 10_000;
      const clock = () => new Date(now);
      /** An instant of its own. */
      const pass = () => {
        now += 1000;
        return clock();
      };
      const [here, there] = feeds.map((live) => {
        const warn = (error: unknown) => {
          throw error;
        };
        return new EmergenciesService({ db: service.db, live, clock, warn });
      }) as [EmergenciesService, EmergenciesService];
      const heard: News[] = [];
      for (const feed of feeds) await feed.open();
      feeds[1]!.listen((news) => heard.push(news), undefined);
      for (const one of [here, there]) await one.open();
      const over = async (one: EmergenciesService, area: string, at = clock()) =>
        (await one.over(area, at))?.area ?? null;
      try {
        const before = pass();
        expect(await over(there, COMMUNITY)).toBe(null);
        const [county, town] = [COUNTY, TOWN].map((area) => ({ area, reason: '洪水', rules: RULES }));
        pass();
        const first = await here.start(BOSS, county!);
        // from memory alone, once it has heard itself: no promise
        await expect.poll(() => here.over(COMMUNITY, clock()) instanceof Promise).toBe(false);
        expect(here.over(COMMUNITY, clock())).toMatchObject({ id: first.id, area: COUNTY });
        await expect.poll(() => over(there, COMMUNITY)).toBe(COUNTY);
        pass();
        const second = await here.start(BOSS, town!);
        await expect.poll(() => over(there, COMMUNITY)).toBe(TOWN);
        expect(await over(here, COUNTY)).toBe(COUNTY);
        expect(await over(here, '310000')).toBe(null);
        const both = pass();
        pass();
        await here.end(BOSS, second.id, '退水');
        await expect.poll(() => over(there, COMMUNITY)).toBe(COUNTY);
        await here.end(BOSS, first.id, '退水');
        await expect.poll(() => over(there, COMMUNITY)).toBe(null);
        for (const one of [here, there]) {
          expect(await over(one, COMMUNITY, both)).toBe(TOWN);
          expect(await over(one, COMMUNITY, before)).toBe(null);
          // long ago: asked of the database
          expect(await over(one, COMMUNITY, new Date('2020-01-01T00:00:00Z'))).toBe(null);
        }
        await service.db.query(sql`
          insert into emergency (county_code, area_code, reason, rules, from_at, by_login, to_at, ended_by, end_reason)
          values (${COUNTY}, ${TOWN}, '旧', ${JSON.stringify(RULES)}::text::jsonb, '2021-07-01T00:00:00Z', 'boss', '2021-07-03T00:00:00Z', 'boss', '完')`);
        expect(await over(here, COMMUNITY, new Date('2021-07-02T00:00:00Z'))).toBe(TOWN);
        expect(await over(here, COMMUNITY, new Date('2021-07-03T00:00:00Z'))).toBe(null);
        const told = heard
          .filter(({ kind }) => kind === 'emergency')
          .map(({ area, text }) => [area, /"id":(\d+)/.exec(text)?.[1]]);
        expect(told).toEqual([first, second, second, first].map(({ area, id }) => [area, String(id)]));
      } finally {
        for (const one of [here, there]) one.close();
        for (const feed of feeds) await feed.close();
      }
    });
  });
});
