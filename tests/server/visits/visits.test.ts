/** Visits over HTTP on both databases: only on duty, once, proved by the worker's own position; who was where, and where nobody was. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GridPresence, UnvisitedPlace, Visit } from '../../../server/contract/visits.ts';
import { sql } from '../../../server/database/sql.ts';
import { openDuty } from '../../../server/duty/duty.ts';
import { RuleBook } from '../../../server/events/rule-book.ts';
import type { KnownPosition } from '../../../server/visits/position-at.ts';
import { openVisits } from '../../../server/visits/visits.ts';
import { openWorkers } from '../../../server/workers/workers.ts';
import { eachDatabase } from '../../support/database.ts';
import { type DutyDesk, openDutyDesk } from '../../support/duty-desk.ts';
import { COMMUNITY, tokenOver } from '../../support/event-desk.ts';
import { COUNTY } from '../../support/small-county.ts';

const AT_B1 = { lon: 117.002, lat: 30.002 };
const UNITS = [
  'code,kind,name,address,households,lon,lat,parentCode',
  'b5,building,5号楼,幸福路4号,,117.003,30.006,',
  'u1,unit,5号楼1单元,,12,117.003,30.006,b5',
  'u2,unit,5号楼2单元,,8,117.0031,30.006,b5',
  'g1,building,车库,,0,117.004,30.006,',
].join('\n');

eachDatabase((_name, open) => {
  let desk: DutyDesk;
  beforeAll(async () => {
    desk = await openDutyDesk(await open());
    const job = await desk.service.importText('places', 'units.csv', UNITS, { county: COUNTY, datum: 'wgs84' });
    expect(job.state).toBe('done');
  });
  afterAll(() => desk.close());

  const log = (body: Record<string, unknown> = {}, cookie = desk.cookies.one) =>
    desk.ask('POST', '/api/visits', { id: randomUUID(), place: 'b1', kind: 'visit', households: 3, ...body }, cookie);
  const on = async (text: string, cookie = desk.cookies.one): Promise<string> => {
    desk.setClock(text);
    const { status, body } = await desk.signIn({}, cookie);
    expect(status).toBe(201);
    return body.id;
  };
  const get = async (url: string, token = desk.tokens.auditor) => desk.ask('GET', url, undefined, token);

  describe('a visit', () => {
    it('is logged on duty only, at the time it was made', async () => {
      desk.setClock('03-02 08:00');
      expect((await log()).code).toBe('off-duty');
      const shift = await on('03-02 08:30');
      const visit = await log({ needs: { safety: 1, care: 2 }, note: ' 楼道堆物 ', ...AT_B1, accuracyM: 5 });
      expect(visit.status).toBe(201);
      expect(visit.body).toMatchObject({
        ...{ place: 'b1', placeName: '1号楼', grid: `${COMMUNITY}001`, worker: desk.one.id, households: 3 },
        ...{ needs: { safety: 1, care: 2 }, note: '楼道堆物', proof: 'none', distanceM: 0, repeated: false },
      });
      desk.setClock('03-02 12:00');
      await desk.signOut(shift, { at: desk.at('03-02 11:00') });
      expect((await log()).code).toBe('off-duty');
      expect((await log({ at: desk.at('03-02 10:00') })).status, 'comes late, was made on duty').toBe(201);
      expect((await log({ at: desk.at('03-02 11:30') })).code).toBe('off-duty');
      expect((await log({ at: desk.at('03-01 10:00') })).code).toBe('date-invalid');
    });

    it('said twice is one, and other words are refused', async () => {
      const shift = await on('03-03 08:30');
      const body = { id: randomUUID(), needs: { policy: 1, care: 1 } };
      const answers = await Promise.all([log(body), log(body), log(body)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
      expect((await log(body)).body.repeated).toBe(true);
      expect((await log({ ...body, households: 4 })).code).toBe('duplicate');
      const other = await on('03-03 08:31', desk.cookies.two);
      expect((await log(body, desk.cookies.two)).code).toBe('duplicate');
      await desk.signOut(other, {}, desk.cookies.two);
      await desk.signOut(shift);
    });

    it('is refused for a place that is none, a need that is none, and a spot check by no leader', async () => {
      const shift = await on('03-04 08:30');
      expect((await log({ place: 'b9' })).code).toBe('place-unknown');
      expect((await log({ needs: { money: 1 } })).code).toBe('body-invalid');
      expect((await log({ needs: { care: 0 } })).code).toBe('body-invalid');
      expect((await log({ name: '张三' })).code).toBe('body-invalid');
      expect((await log({ kind: 'spot-check' })).code).toBe('post-missing');
      expect((await log({}, await desk.person('reader', 'viewer'))).code).toBe('not-a-worker');
      await desk.ask('POST', `/api/workers/${desk.one.id}/posts`, { grid: `${COMMUNITY}001`, role: 'leader' });
      expect((await log({ kind: 'spot-check' })).status).toBe(201);
      const me = (await get('/api/duty/me', desk.cookies.one)).body;
      expect(me.today).toMatchObject({ households: 3, visits: 0, spotChecks: 1 });
      await desk.signOut(shift);
    });

    it('is proved by the worker’s own position of that time', async () => {
      const { db, maps } = desk.service;
      const clock = () => new Date(Date.now() + desk.ahead.ms);
      const warn = (error: unknown) => {
        throw error;
      };
      const { publishing } = openWorkers({ db, maps, clock, warn });
      const duty = openDuty({
        db,
        maps,
        book: new RuleBook(db),
        publishing,
        emergencies: { over: () => null },
        clock,
        warn,
      });
      let position: KnownPosition | null = null;
      const { visits } = openVisits({ db, duty, positions: { at: async () => position }, clock });
      const shift = await on('03-05 08:30');
      const caller = { kind: 'session' as const, actor: 'one', grants: [{ role: 'worker' as const, area: COMMUNITY }] };
      const proof = async (at: KnownPosition | null): Promise<[string, number | null]> => {
        position = at;
        const body = { id: randomUUID(), place: 'b1', kind: 'visit' as const, households: 1 };
        const visit = await visits.log(caller, body);
        return [visit.proof, visit.distanceM === null ? null : Math.round(visit.distanceM / 10) * 10];
      };
      expect(await proof(null)).toEqual(['none', null]);
      expect(await proof({ ...AT_B1, accuracyM: 8 })).toEqual(['near', 0]);
      // 0.0007° of latitude are 78 m
      expect(await proof({ lon: 117.002, lat: 30.0027, accuracyM: 10 })).toEqual(['far', 80]);
      expect(await proof({ lon: 117.002, lat: 30.0027, accuracyM: 40 })).toEqual(['near', 80]);
      expect(await proof({ lon: 117.002, lat: 30.004, accuracyM: 5000 })).toEqual(['far', 220]);
      await desk.signOut(shift);
    });
  });

  describe('positions that came in', () => {
    it('prove the visit, and one of a quarter of an hour ago does not', async () => {
      const shift = await on('02-26 09:00');
      const t = Date.now() + desk.ahead.ms;
      const tell = async () => {
        const fixes = [{ t, ...AT_B1, accuracy: 5 }];
        return (await desk.ask('POST', '/api/positions', { fixes }, desk.cookies.one)).body.results;
      };
      // who is on duty is heard of a moment later
      await expect.poll(tell, { timeout: 10_000 }).toEqual(['accepted']);
      expect((await log()).body).toMatchObject({ proof: 'near', distanceM: 0 });
      desk.ahead.ms += 15 * 60_000;
      expect((await log(AT_B1)).body).toMatchObject({ proof: 'none', distanceM: 0 });
      await desk.signOut(shift);
    });
  });

  describe('the list of visits', () => {
    it('is of an area, the newest first, page by page, for those who may', async () => {
      const all = (await get(`/api/visits?area=${COUNTY}`)).body.visits as Visit[];
      expect(all.map(({ at }) => at)).toEqual([...all.map(({ at }) => at)].sort().reverse());
      const seen: Visit[] = [];
      for (let after = ''; ; ) {
        const { body } = await get(`/api/visits?area=${COMMUNITY}&limit=3${after}`);
        seen.push(...body.visits);
        if (body.next === null) break;
        after = `&after=${body.next}`;
      }
      expect(seen).toEqual(all);
      const day = await get(`/api/visits?area=${COUNTY}&from=2027-03-03&to=2027-03-03&worker=${desk.one.id}&place=b1`);
      expect(day.body.visits.length).toBe(1);
      expect((await get(`/api/visits?area=${COUNTY}`, desk.tokens.planner)).code).toBe('role-missing');
      expect(
        (await get(`/api/visits?area=${COUNTY}`, await tokenOver(desk.service.db, 'viewer', COMMUNITY))).code,
      ).toBe('area-forbidden');
      expect((await get(`/api/visits?area=${COUNTY}&after=eA`)).code).toBe('cursor-invalid');
    });
  });

  describe('where nobody was', () => {
    const unvisited = async (more = '') => (await get(`/api/visits/unvisited?area=${COUNTY}${more}`)).body;
    const codes = (places: UnvisitedPlace[]) => places.map(({ place, days }) => [place, days]);

    it('comes first, a building by its units where they are counted, and no garage', async () => {
      desk.setClock('03-15 08:00');
      expect(codes((await unvisited()).places)).toEqual([
        ...['b2', 'b3', 'b4', 'u1', 'u2'].map((code) => [code, null]),
        ['b1', 9],
      ]);
      const pages = [await unvisited('&limit=4')];
      pages.push(await unvisited(`&limit=4&after=${pages[0].next}`));
      expect(codes(pages.flatMap(({ places }) => places)).length).toBe(6);
      expect((await unvisited('&after=eA')).code).toBe('cursor-invalid');
    });

    it('is a unit no more when somebody was at its building', async () => {
      const shift = await on('03-16 08:30');
      expect((await log({ place: 'u1', households: 30 })).status).toBe(201);
      const place = async (code: string) =>
        ((await unvisited()).places as UnvisitedPlace[]).find((one) => one.place === code)!.lastVisit;
      expect([(await place('u1')) === null, await place('u2')]).toEqual([false, null]);
      expect((await log({ place: 'b5', households: 2 })).status).toBe(201);
      expect((await place('u2')) === null).toBe(false);
      await desk.signOut(shift);
    });
  });

  describe('presence', () => {
    it('counts per grid what was visited against what there is, and the sign-ins of its worker', async () => {
      desk.setClock('03-16 20:00');
      const presence = (from: string, to: string, token = desk.tokens.viewer) =>
        get(`/api/presence?area=${COUNTY}&from=2027-${from}&to=2027-${to}`, token);
      const { body } = await presence('03-16', '03-16');
      const [one, two] = body.grids as GridPresence[];
      expect(one).toMatchObject({
        // b1, u1 and u2; 32 were met in the building of 20
        ...{ households: 220, visited: 20, visits: 2, spotChecks: 0, buildings: 3, buildingsVisited: 2 },
        ...{ buildingsNever: 0, buildingsOverdue: 0, patrols: 0, patrolsDue: 2, due: 2, answered: 1 },
      });
      expect(two).toMatchObject({ visits: 0, visited: 0, buildings: 2, buildingsNever: 2, due: 2, answered: 0 });
      expect(body.total).toMatchObject({ visits: 2, visited: 20, buildingsNever: 3, due: 4, answered: 1 });
      expect((await presence('03-02', '03-16')).body.total.proved).toBe(2);
      expect((await presence('01-01', '12-31')).status).toBe(200);
      expect((await presence('03-16', '03-16', desk.tokens.planner)).code).toBe('role-missing');
      desk.setClock('07-20 08:00');
      expect((await presence('07-01', '07-19')).body.total).toMatchObject({ buildingsOverdue: 3, visits: 0 });
    });

    it('keeps no column for anybody who is visited', async () => {
      const rows = await desk.service.db.query<{ name: string }>(sql`
        select column_name as name from information_schema.columns where table_name = 'visit' order by 1`);
      expect(rows.map(({ name }) => name)).toEqual([
        ...['area_code', 'at', 'county_code', 'distance_m', 'grid_code', 'households', 'id', 'kind', 'needs', 'note'],
        ...['place_code', 'proof', 'received_at', 'said', 'worker_id'],
      ]);
    });
  });
});
