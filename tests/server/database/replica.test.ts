/**
 * A streaming replica beside the primary, two clusters on this machine: it answers reads while it is near, never without what was
 * written or told before, and takes over without losing anything that was acknowledged.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { migrate } from '../../../server/database/migrate.ts';
import { openDatabase } from '../../../server/database/open.ts';
import { openPostgres } from '../../../server/database/postgres.ts';
import { fromPrimary, readAnywhere } from '../../../server/database/read-scope.ts';
import { Sql, sql } from '../../../server/database/sql.ts';
import { refoldAll } from '../../../server/events/refold.ts';
import { MIGRATIONS } from '../../support/embedded-template.ts';
import { type Desk, newEvent, openDesk } from '../../support/event-desk.ts';
import { NO_SERVER, startTestServer, type TestServer } from '../../support/postgres-server.ts';
import { COUNTY, gridsFile } from '../../support/small-county.ts';

const here = inject('postgresTemplate') !== undefined;
const plain = (text: string) => new Sql([text], []);

describe.skipIf(!here)(here ? 'a replica' : `a replica (${NO_SERVER})`, () => {
  let primary: TestServer;
  let standby: TestServer;
  let db: Database;
  let direct: Database;
  let behind: Database;
  let desk: Desk;
  const open = (readLagMs = 60_000) =>
    openDatabase({ databaseUrl: primary.url, readUrl: standby.url, readLagMs, dataFolder: '' }, undefined, () => {});

  beforeAll(async () => {
    primary = (await startTestServer({ keeping: true }))!;
    direct = await openPostgres(primary.url, { log: () => {} });
    await direct.query(sql`create extension postgis`);
    await migrate(direct, MIGRATIONS);
    standby = (await startTestServer({ keeping: true, replicaOf: primary }))!;
    behind = await openPostgres(standby.url, { log: () => {} });
    db = await open();
    desk = await openDesk(db);
  });
  afterAll(async () => {
    // its primary is gone for good: closing waits for nothing that cannot come
    await desk?.close();
    await Promise.all([db?.close(), direct?.close(), behind?.close()]);
    await standby?.stop();
    await primary?.stop();
  });

  const until = (state: string, of = db) =>
    expect.poll(() => of.replica!()!.state, { timeout: 60_000, interval: 20 }).toBe(state);
  const grids = async () => {
    const answer = await desk.ask('GET', `/api/grids?area=${COUNTY}`);
    expect(answer.status).toBe(200);
    return (answer.body.features as { properties: { name: string } }[]).map(({ properties }) => properties.name);
  };
  const whereAm = (work: <T>(ask: () => T) => T, of = db) =>
    work(() => of.query<{ standby: boolean }>(sql`select pg_is_in_recovery() as standby`)).then(
      ([row]) => row!.standby,
    );

  it('answers what may be read anywhere, and nothing else', async () => {
    await until('used');
    expect(await whereAm(readAnywhere)).toBe(true);
    expect(await whereAm((ask) => ask())).toBe(false);
    expect(await whereAm((ask) => readAnywhere(() => fromPrimary(ask)))).toBe(false);
    const inside = db.transaction((tx) => tx.query<{ standby: boolean }>(sql`select pg_is_in_recovery() as standby`));
    expect((await readAnywhere(() => inside))[0]!.standby).toBe(false);
    // a statement that writes, and one that the replica fails at
    await readAnywhere(() => db.query(sql`create table written (n int)`));
    await expect(readAnywhere(() => db.query(sql`select 1 / 0 as n`))).rejects.toMatchObject({ code: '22012' });

    await until('used');
    const before = db.replica!()!.answered.replica;
    expect(await grids()).toHaveLength(4);
    expect((await desk.ask('GET', `/api/events?area=${COUNTY}`)).status).toBe(200);
    expect(db.replica!()!.answered.replica).toBeGreaterThan(before);
  });

  it('shows at once what was written, and what another process has told of', async () => {
    for (let n = 0; n < 30; n++) {
      await db.query(sql`insert into written values (${n})`);
      const [row] = await readAnywhere(() => db.query<{ n: number }>(sql`select count(*)::int as n from written`));
      expect(row!.n).toBe(n + 1);
    }
    // the replica stands still: what was written is read from the primary, without waiting
    await behind.query(sql`select pg_wal_replay_pause()`);
    await db.query(sql`insert into written values (30)`);
    const count = () => readAnywhere(() => db.query<{ n: number }>(sql`select count(*)::int as n from written`));
    expect((await count())[0]!.n).toBe(31);
    const heard: string[] = [];
    const stop = await db.listen('news', (payload) => heard.push(payload));
    await direct.transaction(async (tx) => {
      await tx.query(sql`insert into written values (31)`);
      await tx.query(sql`select pg_notify('news', 'come')`);
    });
    await expect.poll(() => heard, { timeout: 60_000 }).toEqual(['come']);
    expect((await count())[0]!.n).toBe(32);
    await stop();

    // a publish while it stands still is shown whole
    const job = await desk.service.importText('grids', 'grids.geojson', gridsFile().replaceAll('格"', '格新"'), {
      county: COUNTY,
    });
    expect(job.state).toBe('done');
    expect((await grids()).filter((name) => name.endsWith('新'))).toHaveLength(4);
    await behind.query(sql`select pg_wal_replay_resume()`);
    await expect.poll(() => whereAm(readAnywhere), { timeout: 60_000 }).toBe(true);
  });

  it('is not asked while it is further behind than the bound, and says how far', async () => {
    const strict = await open(1500);
    await until('used', strict);
    await behind.query(sql`select pg_wal_replay_pause()`);
    await direct.query(sql`insert into written values (99)`);
    await until('behind', strict);
    expect(strict.replica!()!.lagMs).toBeGreaterThan(1000);
    expect(await whereAm(readAnywhere, strict)).toBe(false);
    const lag = async () =>
      Number(/^gezhong_replica_lag_seconds (.*)$/m.exec((await desk.ask('GET', '/metrics')).body)![1]);
    await expect.poll(lag, { timeout: 60_000 }).toBeGreaterThan(1);
    const health = (await desk.ask('GET', '/api/health')).body;
    expect(health).toMatchObject({ status: 'ok', database: { state: 'ok', replica: { state: 'used' } } });
    expect(health.database.replica.lagMs).toBeGreaterThan(1000);
    await behind.query(sql`select pg_wal_replay_resume()`);
    await until('used', strict);
    expect(await whereAm(readAnywhere, strict)).toBe(true);
    await strict.close();
  });

  it('is done without when it is gone, and used again when it is back', async () => {
    await standby.crash();
    expect(await grids()).toHaveLength(4);
    expect(await whereAm(readAnywhere)).toBe(false);
    await until('unreachable');
    expect((await desk.ask('GET', '/api/health')).body).toMatchObject({
      status: 'ok',
      database: { replica: { state: 'unreachable', lagMs: null } },
    });
    await standby.restart();
    await until('used');
    expect(await grids()).toHaveLength(4);
  });

  it('takes over from a primary that was killed, with everything that was acknowledged', async () => {
    await direct.query(plain(`alter system set synchronous_standby_names = 'replica'`));
    await direct.query(sql`select pg_reload_conf()`);
    const synchronous = () =>
      direct.query<{ n: number }>(sql`select count(*)::int as n from pg_stat_replication where sync_state = 'sync'`);
    await expect.poll(async () => (await synchronous())[0]!.n, { timeout: 60_000 }).toBe(1);

    const acknowledged: string[] = [];
    let isOver = false;
    const reporting = Array.from({ length: 8 }, async () => {
      while (!isOver) {
        const body = newEvent();
        const answer = await desk.report(body);
        if (answer.status === 201) acknowledged.push(body.id as string);
        else expect([answer.status, answer.code]).toEqual([503, 'database-unavailable']);
        if (answer.status !== 201) await sleep(20);
      }
    });
    await expect.poll(() => acknowledged.length, { timeout: 60_000 }).toBeGreaterThan(50);
    await primary.kill();
    await sleep(300);
    isOver = true;
    await Promise.all(reporting);

    await behind.query(sql`select pg_promote(true, 30)`);
    const kept = await behind.query<{ id: string }>(sql`select id::text as id from event`);
    const ids = new Set(kept.map(({ id }) => id));
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    // on its way: a promoted one is no replica of this primary any more
    await until('promoted');
    // the service goes on at the new primary
    const after = await openPostgres(standby.url, { log: () => {} });
    const service = await openDesk(after);
    expect((await service.report()).status).toBe(201);
    expect(await refoldAll(after)).toMatchObject({ disagreements: [] });
    await service.close();
    await after.close();
  });
});
