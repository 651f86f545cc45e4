/** Trails on both databases: looked at with a reason, seen by the worker, packed when the day is over, deleted after its days. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../server/contract/access.ts';
import { sql } from '../../../server/database/sql.ts';
import { makeLogger } from '../../../server/http/request-log.ts';
import { openPositions, type Positions } from '../../../server/positions/positions.ts';
import { dayOf, startOfDay } from '../../../server/positions/rules/shanghai-day.ts';
import { addAccount, ask, signedIn, tokenOfEachRole } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { hire, signOut } from '../../support/people.ts';
import { AREAS, COUNTY, gridsFile } from '../../support/small-county.ts';

const COMMUNITY = `${COUNTY}001001`;
const HOUR = 3_600_000;

eachDatabase((name, open) => {
  let service: TestApp;
  let positions: Positions;
  let tokens: Record<Role, string>;
  // ten in the morning in China: no test crosses a midnight
  let time = startOfDay(dayOf(Date.now())) + 10 * HOUR;
  const clock = () => new Date(time);
  beforeAll(async () => {
    service = await openApp(await open(), {}, { clock });
    await service.importText('areas', 'areas.geojson', AREAS, { county: COUNTY });
    await service.importText('grids', 'grids.geojson', gridsFile(), { county: COUNTY });
    tokens = await tokenOfEachRole(service.db, COUNTY);
    const { db, maps } = service;
    positions = openPositions({
      db,
      maps,
      clock,
      processId: 'upkeep',
      rateLimit: 600,
      warn: (error) => expect.unreachable(String(error)),
    });
  });
  afterAll(() => service.close());

  const iso = (t: number) => new Date(t).toISOString();
  const walk = async (worker: number, from: number, count: number): Promise<void> => {
    const fixes = Array.from({ length: count }, (_, i) => ({
      ...{ worker, t: from + i * 10_000, lon: 117.001 + i / 5000, lat: 30.005, accuracy: 7 },
    }));
    const answer = await ask(service.app, 'POST', '/api/positions', { token: tokens.worker, payload: { fixes } });
    expect(answer.body.results).toEqual(fixes.map(() => 'accepted'));
  };
  const look = (
    worker: number,
    from: number,
    to: number,
    extra: Record<string, unknown> = {},
    as: object = { token: tokens.dispatcher },
  ) =>
    ask(service.app, 'POST', `/api/workers/${worker}/trail`, {
      ...as,
      payload: { from: iso(from), to: iso(to), reason: '核对巡查路线', ...extra },
    });
  const looks = (worker: number, as: object) => ask(service.app, 'GET', `/api/workers/${worker}/looks`, as);

  it('gives the trail and its moves, and writes who looked and why, for the worker to see', async () => {
    await addAccount(service.db, `walker-${name}`, [{ role: 'worker', area: COMMUNITY }]);
    const { id } = await hire(service.db, {
      name: '王秀英',
      login: `walker-${name}`,
      since: new Date(time - 2 * HOUR),
    });
    const from = time - HOUR;
    await walk(id, from, 60);
    const answer = await look(id, from, from + 300_000);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    const trail = answer.body;
    expect(trail).toMatchObject({ worker: id, name: '王秀英', from: iso(from) });
    expect(trail.t).toEqual(Array.from({ length: 31 }, (_, i) => i * 10));
    expect(trail.lon.slice(0, 3)).toEqual([117.001, 117.0012, 117.0014]);
    expect(new Set(trail.accuracyM)).toEqual(new Set([7]));
    const later = await look(id, from + 300_000, from + HOUR);
    expect(later.body.t[0]).toBe(0);
    expect(later.body.movements.map((move: { to: string }) => move.to)).toEqual([`${COMMUNITY}002`]);
    const cookie = await signedIn(service.app, `walker-${name}`);
    const seen = await looks(id, { cookie });
    expect(seen.body.looks).toHaveLength(2);
    expect(seen.body.looks[1]).toMatchObject({
      ...{
        id: trail.look,
        from: iso(from),
        to: iso(from + 300_000),
        reason: '核对巡查路线',
        by: `token:dispatcher of ${COUNTY}`,
      },
    });
    const audited = await service.db.query(sql`
      select target, area_code, detail->>'reason' as reason from audit where action = 'trail.look' order by id`);
    expect(audited[0]).toEqual({ target: String(id), area_code: COMMUNITY, reason: '核对巡查路线' });
    expect(audited).toHaveLength(2);
    // their own, of today, without a word; and of nobody else
    const own = await ask(service.app, 'GET', `/api/workers/${id}/trail`, { cookie });
    expect(own.body.t).toHaveLength(60);
    expect(own.body.look).toBe(null);
    const other = await hire(service.db);
    expect((await ask(service.app, 'GET', `/api/workers/${other.id}/trail`, { cookie })).code).toBe('area-forbidden');
    expect((await looks(other.id, { cookie })).code).toBe('area-forbidden');
    expect((await looks(id, { token: tokens.auditor })).body.looks).toHaveLength(2);
  });

  it('lets nobody look without a role over the area, a reason, and a period that is one', async () => {
    const { id } = await hire(service.db, { since: new Date(time - HOUR) });
    const elsewhere = await tokenOfEachRole(service.db, '310000');
    const codes = async (...asked: Parameters<typeof look>) => (await look(...asked)).code;
    expect(await codes(id, time - 1000, time, {}, { token: tokens.worker })).toBe('role-missing');
    expect(await codes(id, time - 1000, time, {}, { token: tokens.reviewer })).toBe('role-missing');
    expect(await codes(id, time - 1000, time, {}, { token: elsewhere.auditor })).toBe('area-forbidden');
    expect(await codes(id, time - 1000, time, { reason: '看看' })).toBe('body-invalid');
    expect(await codes(id, time - 1000, time, { reason: '  看     ' })).toBe('body-invalid');
    expect(await codes(id, time, time)).toBe('period-invalid');
    expect(await codes(id, time - 32 * 24 * HOUR, time)).toBe('period-invalid');
    expect(await codes(999_999, time - 1000, time)).toBe('worker-unknown');
    const rows = await service.db.query(sql`select 1 from trail_look where worker_id = ${id}::bigint`);
    expect(rows).toEqual([]);
  });

  it('packs a day when nothing can come into it any more, and gives the same trail from it', async () => {
    const { id } = await hire(service.db, { since: new Date(time - 2 * HOUR) });
    const from = time - HOUR;
    await walk(id, from, 50);
    const before = (await look(id, from, time)).body;
    const day = dayOf(from);
    const counted = async () => {
      const [row] = await service.db.query<{ position: number; trail: number }>(sql`
        select (select count(*)::int from position where worker_id = ${id}::bigint) as position,
          (select coalesce(sum(fixes), 0)::int from trail where worker_id = ${id}::bigint) as trail`);
      return row;
    };
    time = startOfDay(day + 2);
    await positions.upkeep.run();
    expect(await counted()).toEqual({ position: 50, trail: 0 });
    time = startOfDay(day + 2) + HOUR;
    await positions.upkeep.run();
    expect(await counted()).toEqual({ position: 0, trail: 50 });
    expect((await look(id, from, from + HOUR)).body).toEqual({ ...before, look: expect.any(Number) });
    await signOut(service.db, id, new Date(from + HOUR));
    // and once more is nothing more
    await positions.upkeep.run();
    expect(await counted()).toEqual({ position: 0, trail: 50 });
  });

  it('deletes trails and moves after the days that the county keeps them; what was looked at stays written', async () => {
    const { id } = await hire(service.db, { since: new Date(time - 2 * HOUR) });
    const from = time - HOUR;
    await walk(id, from, 60);
    await look(id, from, time);
    await service.db.query(sql`
      insert into setting (area_code, key, value) values (${COUNTY}, 'duty', '{"trailDays": 5}'::jsonb)`);
    const left = async () => {
      const [row] = await service.db.query<Record<string, number>>(sql`
        select (select count(*)::int from trail where worker_id = ${id}::bigint) as trails,
          (select count(*)::int from movement where worker_id = ${id}::bigint) as moves,
          (select count(*)::int from trail_look where worker_id = ${id}::bigint) as looks`);
      return row;
    };
    const day = dayOf(from);
    time = startOfDay(day + 5) + HOUR;
    await positions.upkeep.run();
    expect(await left()).toEqual({ trails: 1, moves: 1, looks: 1 });
    time = startOfDay(day + 6) + HOUR;
    await positions.upkeep.run();
    expect(await left()).toEqual({ trails: 0, moves: 0, looks: 1 });
    expect((await look(id, from, from + HOUR)).body).toMatchObject({ t: [], movements: [] });
    await service.db.query(sql`delete from setting where key = 'duty'`);
  });

  it('makes the days ahead, and only once', async () => {
    await positions.upkeep.makeAhead();
    await positions.upkeep.makeAhead();
    const today = dayOf(time);
    const [row] = await service.db.query<{ n: number }>(sql`
      select count(*)::int as n from pg_inherits where inhparent = 'position'::regclass`);
    expect(row!.n).toBeGreaterThanOrEqual(4);
    const { id } = await hire(service.db, { since: new Date(startOfDay(today) - HOUR) });
    // a fix just after midnight lies in a day of its own
    await walk(id, startOfDay(today) - 5_000, 2);
    const days = await service.db.query(
      sql`select count(distinct day)::int as n from position where worker_id = ${id}::bigint`,
    );
    expect(days).toEqual([{ n: 2 }]);
  });

  describe('a device of its own', () => {
    const A = 'lat=30.005&lon=117.005';
    const tell = (key: string, more: string, method: 'GET' | 'POST' = 'GET') =>
      ask(service.app, method, `/api/positions/osmand?id=${key}&${more}`);

    it('tells the positions of one worker with its key, as Traccar and OsmAnd do', async () => {
      const { id } = await hire(service.db, { since: new Date(time - HOUR) });
      const made = await ask(service.app, 'POST', '/api/trackers', {
        token: tokens.admin,
        payload: { worker: id, name: '对讲机 3' },
      });
      expect(made.status).toBe(201);
      const { key, ...tracker } = made.body;
      const seconds = Math.floor(time / 1000) - 60;
      expect((await tell(key, `${A}&timestamp=${seconds}&hdop=1.2&altitude=21&batt=80`)).body).toEqual({
        results: ['accepted'],
      });
      expect((await tell(key, `${A}&timestamp=${seconds}`, 'POST')).body).toEqual({ results: ['duplicate'] });
      expect((await tell(key, 'lat=0&lon=0')).body).toEqual({ results: ['zero'] });
      expect((await tell(key, 'timestamp=1')).body).toEqual({ results: ['coordinate-invalid'] });
      expect((await tell('wrong', A)).code).toBe('token-invalid');
      expect((await ask(service.app, 'GET', `/api/positions/osmand?${A}`)).code).toBe('token-invalid');
      const rows = await service.db.query(sql`select t, accuracy from position where worker_id = ${id}::bigint`);
      expect(rows).toEqual([{ t: seconds * 1000, accuracy: 6 }]);
      const listed = await ask(service.app, 'GET', `/api/trackers?worker=${id}`, { token: tokens.admin });
      expect(listed.body.trackers).toEqual([tracker]);
      const [kept] = await service.db.query<{ text: string }>(
        sql`select t::text as text from tracker t where id = ${tracker.id}::bigint`,
      );
      expect(kept!.text).not.toContain(key);
      expect((await ask(service.app, 'DELETE', `/api/trackers/${tracker.id}`, { token: tokens.admin })).status).toBe(
        204,
      );
      expect((await tell(key, A)).code).toBe('token-invalid');
      const audited = await service.db.query(sql`select action from audit where action like 'tracker.%' order by id`);
      expect(audited).toEqual([{ action: 'tracker.create' }, { action: 'tracker.revoke' }]);
    });

    it('leaves neither its key nor a place in the log', async () => {
      const { id } = await hire(service.db, { since: new Date(time - HOUR) });
      const made = await ask(service.app, 'POST', '/api/trackers', {
        token: tokens.admin,
        payload: { worker: id, name: '对讲机 5' },
      });
      const lines: string[] = [];
      const { log } = service.app;
      service.app.log = makeLogger('trace', { write: (line: string) => void lines.push(line) });
      await tell(made.body.key, 'lat=30.0054321&lon=117.0051234');
      await tell(made.body.key, 'lat=30.0054321&lon=nonsense117.0051234');
      const fix = { worker: id, t: time - 5000, lon: 117.0051234, lat: 30.0054321 };
      await ask(service.app, 'POST', '/api/positions', {
        token: tokens.worker,
        payload: { fixes: [fix, { ...fix, t: 'x' }] },
      });
      await ask(service.app, 'POST', '/api/positions', { token: tokens.worker, payload: { fixes: [fix] } });
      await expect.poll(() => lines.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(4);
      service.app.log = log;
      const text = lines.join('');
      expect(text).toContain('/api/positions/osmand');
      expect(text).not.toMatch(/117[.]005|30[.]0054|1170051234/);
      expect(text).not.toContain(made.body.key);
    });

    it('is let in by an admin of the area', async () => {
      const { id } = await hire(service.db);
      const elsewhere = await tokenOfEachRole(service.db, '320000');
      const payload = { worker: id, name: '对讲机' };
      const make = async (token: string, body: object) =>
        (await ask(service.app, 'POST', '/api/trackers', { token, payload: body })).code;
      expect(await make(tokens.dispatcher, payload)).toBe('role-missing');
      expect(await make(elsewhere.admin, payload)).toBe('area-forbidden');
      expect(await make(tokens.admin, { ...payload, worker: 999_999 })).toBe('worker-unknown');
      expect((await ask(service.app, 'DELETE', '/api/trackers/999999', { token: tokens.admin })).code).toBe(
        'tracker-unknown',
      );
    });
  });
});
