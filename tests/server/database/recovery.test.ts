import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { databaseCounters } from '../../../server/database/counters.ts';
import type { Database } from '../../../server/database/database.ts';
import { openEmbedded } from '../../../server/database/embedded.ts';
import { problemOf } from '../../../server/database/errors.ts';
import { openDatabase } from '../../../server/database/open.ts';
import { openPostgres } from '../../../server/database/postgres.ts';
import { sql } from '../../../server/database/sql.ts';
import { makePlace, type TestPlace } from '../../support/database.ts';
import { NO_SERVER } from '../../support/postgres-server.ts';

const until = async (done: () => boolean): Promise<void> => {
  for (let i = 0; i < 1000 && !done(); i++) await sleep(10);
};

/** The worker threads spoken to, so that a test can end one as a crash would. */
const spoken = vi.spyOn(Worker.prototype, 'postMessage');
afterAll(() => spoken.mockRestore());

describe('the embedded database whose engine crashes', () => {
  const opened = async (place: TestPlace) => {
    const said: string[] = [];
    const db = await openEmbedded({ folder: place.at, log: (message) => said.push(message) });
    return { db, said, crash: () => (spoken.mock.contexts.at(-1) as Worker).terminate() };
  };

  it('rejects what was open, starts again at the next question, and tells its listeners to look again', async () => {
    const place = await makePlace('embedded', { empty: true });
    const { db, said, crash } = await opened(place);
    await db.query(sql`create table kept as select 1 as n`);
    const heard: string[] = [];
    await db.listen('news', (payload) => heard.push(payload));
    const restarts = databaseCounters.engineRestarts;

    const work = db.transaction(async (tx) => {
      await tx.query(sql`insert into kept values (2)`);
      await crash();
      await tx.query(sql`insert into kept values (3)`);
    });
    const waiting = db.query(sql`select n from kept order by n`);
    await expect(work).rejects.toMatchObject({ code: 'connection-lost' });
    expect(await waiting).toEqual([{ n: 1 }]);
    expect(databaseCounters.engineRestarts - restarts).toBe(1);
    expect(said).toEqual(['the embedded engine was lost']);
    await db.notify('news', 'after');
    await until(() => heard.length === 2);
    expect(heard).toEqual(['', 'after']);

    const long = db.query(sql`select count(*) from generate_series(1, 300000000)`);
    // the engine must have it in hand, or the next one would answer it
    await until(() => JSON.stringify(spoken.mock.calls.at(-1) ?? '').includes('300000000'));
    await sleep(100);
    await crash();
    const error = await long.catch((e: unknown) => e);
    expect(problemOf(error)).toMatchObject({ code: 'database-unavailable', status: 503 });
    await db.close();
    await place.remove();
  });
});

describe.skipIf(inject('postgresTemplate') === undefined)(`a PostgreSQL server (else ${NO_SERVER})`, () => {
  let place: TestPlace;
  let db: Database;
  let admin: Database;
  const said: string[] = [];
  beforeAll(async () => {
    place = await makePlace('postgres', { empty: true });
    db = await openPostgres(place.at, {
      poolSize: 3,
      applicationName: 'gezhong-tested',
      log: (message) => said.push(message),
    });
    admin = await openPostgres(place.at, { poolSize: 1 });
  });
  afterAll(async () => {
    await db?.close();
    await admin?.close();
    await place?.remove();
  });

  const cut = (): Promise<unknown> =>
    admin.query(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'gezhong-tested' and datname = current_database()`,
    );

  it('is what the configuration gives when it names one', async () => {
    const own = await openDatabase({ databaseUrl: place.at, dataFolder: '/nowhere', poolSize: 1 });
    expect(own.kind).toBe('postgres');
    await own.close();
  });

  it('has jit off, UTC and the name of the application in every session', async () => {
    const rows = await Promise.all(
      [1, 2, 3].map(() =>
        db.query(
          sql`select current_setting('jit') as jit, current_setting('timezone') as zone, current_setting('application_name') as name, pg_sleep(0.05)::text as slept`,
        ),
      ),
    );
    for (const [row] of rows) expect(row).toMatchObject({ jit: 'off', zone: 'UTC', name: 'gezhong-tested' });
  });

  it('that cuts idle connections costs no answer', async () => {
    await Promise.all([1, 2, 3].map(() => db.query(sql`select pg_sleep(0.02)`)));
    await cut();
    await until(() => said.filter((line) => line.includes('idle connection')).length === 3);
    expect(await db.query(sql`select 1 as n`)).toEqual([{ n: 1 }]);
  });

  it('that cuts a connection in a transaction makes it reject as unavailable, and the pool goes on', async () => {
    const work = db.transaction(async (tx) => {
      await tx.query(sql`create table half (n int)`);
      await cut();
      await sleep(50);
      await tx.query(sql`select 1`);
    });
    const error = await work.catch((e: unknown) => e);
    expect(problemOf(error)).toMatchObject({ code: 'database-unavailable', status: 503 });
    expect(await db.query(sql`select to_regclass('half') as half`)).toEqual([{ half: null }]);
  });

  it('that cuts the notification connection is listened to again, and the handlers hear an empty payload first', async () => {
    const heard: string[] = [];
    const stop = await db.listen('news', (payload) => heard.push(payload));
    const before = databaseCounters.reconnects;
    await cut();
    await until(() => heard.length === 1);
    await admin.notify('news', 'after');
    await until(() => heard.length === 2);
    expect(heard).toEqual(['', 'after']);
    expect(databaseCounters.reconnects - before).toBe(1);
    await stop();
  });

  it('is given up at once when closed while the notification connection is being made again', async () => {
    const own = await openPostgres(place.at, { poolSize: 1, applicationName: 'gezhong-tested', log: () => {} });
    await own.listen('news', () => {});
    await cut();
    await sleep(20);
    await own.close();
    await expect(own.query(sql`select 1`)).rejects.toMatchObject({ code: 'database-closed' });
  });

  it('cancels a statement that takes longer than allowed', async () => {
    const own = await openPostgres(place.at, { poolSize: 1, statementTimeoutMs: 50 });
    const error = await own.query(sql`select pg_sleep(5)`).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: '57014' });
    expect(problemOf(error)).toMatchObject({ status: 503, params: { reason: 'too-slow' } });
    await own.close();
  });

  it('that cannot be reached, or has no such database, is an error that says so', async () => {
    await expect(openPostgres('postgresql://x@127.0.0.1:1/x')).rejects.toMatchObject({ code: 'connection-lost' });
    const absent = new URL(place.at);
    absent.pathname = '/no_such_database';
    await expect(openPostgres(absent.href)).rejects.toMatchObject({ code: '3D000' });
  });

  it('tells a deadlock’s loser to run again, so that both transactions succeed', async () => {
    await db.query(sql`create table two (id int primary key, n int)`);
    await db.query(sql`insert into two values (1, 0), (2, 0)`);
    const before = databaseCounters.transactionRetries;
    const add = (first: number, second: number) =>
      db.transaction(async (tx) => {
        await tx.query(sql`update two set n = n + 1 where id = ${first}`);
        await sleep(100);
        await tx.query(sql`update two set n = n + 1 where id = ${second}`);
      });
    await Promise.all([add(1, 2), add(2, 1)]);
    expect(await db.query(sql`select n from two order by id`)).toEqual([{ n: 2 }, { n: 2 }]);
    expect(databaseCounters.transactionRetries).toBeGreaterThan(before);
  });
});
