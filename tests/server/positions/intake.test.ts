/** POST /api/positions on both databases: one outcome for each fix, who may send, what is stored, and what leaves no trace. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../server/contract/access.ts';
import { Sql, sql } from '../../../server/database/sql.ts';
import { addAccount, ask, signedIn, tokenOfEachRole } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { type Hired, hire, signIn, signOut, tellDuty } from '../../support/people.ts';
import { AREAS, COUNTY, gridsFile } from '../../support/small-county.ts';

const COMMUNITY = `${COUNTY}001001`;
const GRID_1 = `${COMMUNITY}001`;
const GRID_2 = `${COMMUNITY}002`;
const A = { lon: 117.005, lat: 30.005 };
const B = { lon: 117.015, lat: 30.005 };

eachDatabase((name, open) => {
  let service: TestApp;
  let tokens: Record<Role, string>;
  let ahead = 0;
  const now = () => Date.now() + ahead;
  beforeAll(async () => {
    service = await openApp(await open(), {}, { clock: () => new Date(now()) });
    await service.importText('areas', 'areas.geojson', AREAS, { county: COUNTY });
    await service.importText('grids', 'grids.geojson', gridsFile(), { county: COUNTY });
    tokens = await tokenOfEachRole(service.db, COUNTY);
  });
  afterAll(() => service.close());

  const send = (fixes: object[], as: { token?: string; cookie?: string } = { token: tokens.worker }) =>
    ask(service.app, 'POST', '/api/positions', { ...as, payload: { fixes } });
  const sent = async (...fixes: object[]): Promise<string[]> => {
    const answer = await send(fixes);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body.results;
  };
  const stored = (worker: number) =>
    service.db.query<{ t: number; x: number; flags: number }>(sql`
      select t, x, flags from position where worker_id = ${worker}::bigint order by t`);
  const onDuty = (wish: Parameters<typeof hire>[1] = {}): Promise<Hired> =>
    hire(service.db, { since: new Date(now() - 3_600_000), ...wish });
  const shown = async () => {
    const answer = await ask(service.app, 'GET', `/api/positions?area=${COUNTY}`, { token: tokens.dispatcher });
    expect(answer.status).toBe(200);
    return answer.body.positions as { worker: number; grid: string; place: string; fresh: string; coarse: boolean }[];
  };

  it('answers one outcome for each fix, in the order of the question', async () => {
    const { id: worker } = await onDuty();
    const { id: off } = await hire(service.db);
    const t = now() - 60_000;
    expect(
      await sent(
        { worker, t, ...A },
        { worker, t: t + 10_000, lon: 117.0052, lat: 30.005, cid: 'one' },
        { worker, t, ...A },
        { worker, t: t + 20_000, lon: 0, lat: 0 },
        { worker, t: t + 20_000, lon: 121, lat: 31 },
        { worker, t: t + 20_000, lon: 30.005, lat: 117.005 },
        { worker, t: t + 20_000, lon: 1e9, lat: 30 },
        { worker, t: now() + 200_000, ...A },
        { worker, t: now() - 90_000_000, ...A },
        { worker: 999_999, t, ...A },
        { worker: off, t, ...A },
        { worker, t: t + 15_000, lon: 117.0252, lat: 30.005 },
        { worker, t: t + 16_000, lon: 117.0052, lat: 30.005 },
      ),
    ).toEqual([
      ...['accepted', 'accepted', 'duplicate', 'zero', 'outside', 'swapped', 'coordinate-invalid', 'future', 'too-old'],
      ...['worker-unknown', 'off-duty', 'jump', 'coalesced'],
    ]);
    expect((await stored(worker)).map((row) => row.t)).toEqual([t, t + 10_000]);
  });

  it('may be sent again: everything is a duplicate, and nothing is stored twice', async () => {
    const { id: worker } = await onDuty();
    const t = now() - 60_000;
    const fixes = Array.from({ length: 5 }, (_, i) => ({
      worker,
      t: t + i * 10_000,
      lon: 117.005 + i / 5000,
      lat: 30.005,
    }));
    expect(await sent(...fixes)).toEqual(['accepted', 'accepted', 'accepted', 'accepted', 'accepted']);
    expect(await sent(...fixes)).toEqual(['duplicate', 'duplicate', 'duplicate', 'duplicate', 'duplicate']);
    expect(await stored(worker)).toHaveLength(5);
  });

  it('takes a phone’s queue in any order, and puts what is older than the newest into the trail only', async () => {
    const { id: worker } = await onDuty();
    const t = now() - 600_000;
    const fix = (i: number) => ({ worker, t: t + i * 10_000, lon: 117.005 + i / 5000, lat: 30.005 });
    expect(await sent(fix(2), fix(0), fix(1))).toEqual(['accepted', 'accepted', 'accepted']);
    expect(await sent(fix(6))).toEqual(['accepted']);
    expect(await sent(fix(4), fix(3))).toEqual(['stale', 'stale']);
    expect(await sent(fix(4))).toEqual(['duplicate']);
    expect((await stored(worker)).map((row) => [(row.t - t) / 10_000, row.flags])).toEqual([
      ...[
        [0, 0],
        [1, 0],
        [2, 0],
        [3, 2],
        [4, 2],
      ],
      [6, 0],
    ]);
    expect((await shown()).find((one) => one.worker === worker)).toMatchObject({ fresh: 'late' });
  });

  it('shows who is on duty, where from the own grid, and coarse as coarse', async () => {
    const { id: worker } = await onDuty({ name: '王秀英', grids: [GRID_1] });
    await sent({ worker, t: now() - 30_000, ...A, accuracy: 10 });
    const of = async () => (await shown()).find((one) => one.worker === worker);
    expect(await of()).toMatchObject({
      ...{ name: '王秀英', area: COMMUNITY, grid: GRID_1, place: 'own-grid', fresh: 'fresh', coarse: false },
      ...{ lon: 117.005, lat: 30.005, accuracyM: 10 },
    });
    await sent({ worker, t: now() - 10_000, lon: 117.012, lat: 30.005, accuracy: 900 });
    expect(await of()).toMatchObject({ grid: GRID_1, coarse: true, accuracyM: 900 });
  });

  it('is in the next grid after three fixes, and writes the move with the first that said so', async () => {
    const { id: worker } = await onDuty({ grids: [GRID_1] });
    const t = now() - 200_000;
    await sent({ worker, t, ...A });
    for (let i = 1; i <= 3; i++) await sent({ worker, t: t + 100_000 + i * 5_000, lon: B.lon + i / 8000, lat: B.lat });
    const [move, ...more] = await service.db.query(sql`
      select kind, from_grid, to_grid, reason, edition, floor(extract(epoch from since_at) * 1000)::bigint as since,
        floor(extract(epoch from at) * 1000)::bigint as at from movement where worker_id = ${worker}::bigint`);
    expect(more).toEqual([]);
    expect(move).toMatchObject({
      ...{ kind: 'moved', from_grid: GRID_1, to_grid: GRID_2, reason: 'distance', since: t + 105_000, at: t + 115_000 },
    });
    expect(move!.edition).toBeGreaterThan(0);
    expect((await shown()).find((one) => one.worker === worker)).toMatchObject({ grid: GRID_2, place: 'other-grid' });
  });

  it('lets a worker send for nobody else, and a machine for the workers of its area', async () => {
    const t = now() - 1000;
    await addAccount(service.db, `field-${name}`, [{ role: 'worker', area: COMMUNITY }]);
    const own = await onDuty({ login: `field-${name}` });
    const other = await onDuty();
    const cookie = await signedIn(service.app, `field-${name}`);
    const mine = await send(
      [
        { t, ...A },
        { worker: own.id, t: t + 1, ...A },
        { worker: other.id, t, ...A },
      ],
      { cookie },
    );
    expect(mine.body.results).toEqual(['accepted', 'coalesced', 'forbidden']);
    const foreign = await tokenOfEachRole(service.db, '310000');
    expect((await send([{ worker: other.id, t, ...A }], { token: foreign.worker })).body.results).toEqual([
      'forbidden',
    ]);
    expect((await send([{ t, ...A }], { token: tokens.worker })).body.results).toEqual(['worker-unknown']);
    expect((await send([{ worker: other.id, t, ...A }], { token: tokens.viewer })).code).toBe('role-missing');
    expect(await stored(other.id)).toEqual([]);
    expect((await ask(service.app, 'GET', `/api/positions?area=${COUNTY}`, { token: tokens.viewer })).code).toBe(
      'role-missing',
    );
    expect((await ask(service.app, 'GET', `/api/positions?area=${COUNTY}`, { token: foreign.dispatcher })).code).toBe(
      'area-forbidden',
    );
  });

  it('refuses what is no batch', async () => {
    const { id: worker } = await onDuty();
    const fix = { worker, t: now(), ...A };
    for (const fixes of [[], [{ ...fix, t: 'now' }], [{ ...fix, more: 1 }], Array.from({ length: 1001 }, () => fix)]) {
      expect((await send(fixes)).status).toBe(400);
    }
    expect(await stored(worker)).toEqual([]);
  });

  it('knows of a sign-in that it has not heard of', async () => {
    const { id: worker } = await hire(service.db);
    expect(await sent({ worker, t: now() - 1000, ...A })).toEqual(['off-duty']);
    ahead += 5_000;
    await service.db.query(sql`
      insert into shift (id, county_code, worker_id, area_code, in_at, in_received, in_place, in_said)
      select gen_random_uuid(), county_code, id, area_code, ${new Date(now() - 60_000)}::timestamptz, now(), 'unknown', ''
      from worker where id = ${worker}::bigint`);
    expect(await sent({ worker, t: now() - 900, ...A })).toEqual(['accepted']);
  });

  describe('off duty', () => {
    it('ends with the shift: gone from the map, the state deleted, the move written', async () => {
      const { id: worker } = await onDuty({ grids: [GRID_1] });
      const t = now() - 30_000;
      await sent({ worker, t, ...A });
      await signOut(service.db, worker, new Date(now() - 10_000));
      await expect
        .poll(async () => (await shown()).some((one) => one.worker === worker), { timeout: 10_000 })
        .toBe(false);
      const moves = () =>
        service.db.query(
          sql`select kind, from_grid, to_grid, reason from movement where worker_id = ${worker}::bigint`,
        );
      await expect
        .poll(moves, { timeout: 10_000 })
        .toEqual([{ kind: 'off-duty', from_grid: GRID_1, to_grid: null, reason: 'shift' }]);
      // what was measured while on duty and comes late belongs to the trail, and puts nobody back
      expect(await sent({ worker, t: now() - 20_000, lon: 117.0054, lat: 30.005 }, { worker, t: now(), ...A })).toEqual(
        [...['stale', 'off-duty']],
      );
      expect((await shown()).some((one) => one.worker === worker)).toBe(false);
      const state = await service.db.query(sql`select 1 from worker_state where worker_id = ${worker}::bigint`);
      expect(state).toEqual([]);
    });

    /** Tables in which anything of these stands. */
    async function traces(pattern: string): Promise<string[]> {
      const tables = await service.db.query<{ name: string }>(sql`
        select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname = 'public'`);
      expect(tables.length).toBeGreaterThan(40);
      const found: string[] = [];
      for (const { name: table } of tables) {
        const text = `select count(*)::int as n from ${table} as r where r::text ~ '${pattern}'`;
        const [row] = await service.db.query<{ n: number }>(new Sql([text], []));
        if (row!.n > 0) found.push(table);
      }
      return found;
    }

    it('leaves no trace of a fix in any table', async () => {
      const { id: worker } = await hire(service.db);
      const [lon, lat] = [117.0071234, 30.0065432];
      expect(await sent({ worker, t: now() - 1000, lon, lat, cid: 'traceless-cid' })).toEqual(['off-duty']);
      expect(await traces('1170071234|300065432|117[.]00712|traceless-cid')).toEqual([]);
    });

    it('leaves none of what was taken before a late sign-out was heard of', async () => {
      // the word of the sign-in may be heard after the row was changed, and tell of the sign-out before we look: another one, then
      const caught = async () => {
        const { id } = await onDuty();
        const t = now() - 50_000;
        await sent({ worker: id, t, ...A });
        const out = new Date(now() - 40_000);
        await service.db.query(sql`
          update shift set out_at = ${out}::timestamptz, out_by = 'worker' where worker_id = ${id}::bigint`);
        const [outcome] = await sent({ worker: id, t: now() - 1000, lon: 117.0081234, lat: 30.0065432 });
        return { worker: id, before: t, outcome, traces: await traces('1170081234') };
      };
      let told = await caught();
      for (let again = 0; told.traces.length === 0 && again < 8; again++) told = await caught();
      const { worker, before, outcome } = told;
      expect(outcome).toBe('accepted');
      expect(told.traces).not.toEqual([]);
      await tellDuty(service.db, worker);
      await expect.poll(() => traces('1170081234'), { timeout: 20_000 }).toEqual([]);
      expect((await stored(worker)).map((row) => row.t)).toEqual([before]);
    });
  });

  it('is on duty again with a new shift, as somebody new', async () => {
    const { id: worker } = await onDuty();
    await sent({ worker, t: now() - 50_000, ...A });
    await signOut(service.db, worker, new Date(now() - 40_000));
    await signIn(service.db, worker, new Date(now() - 30_000));
    await expect
      .poll(async () => (await shown()).some((one) => one.worker === worker), { timeout: 20_000 })
      .toBe(false);
    ahead += 4_000;
    // far away: another shift is no jump
    expect(await sent({ worker, t: now() - 20_000, lon: 117.029, lat: 30.005 })).toEqual(['accepted']);
    expect((await shown()).find((one) => one.worker === worker)).toMatchObject({ grid: `${COMMUNITY}003` });
  });
});
