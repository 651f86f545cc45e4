/** The disk of the embedded database fills up: writing is refused with words, reading goes on, and all is well when there is room. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { databaseCounters } from '../../../server/database/counters.ts';
import type { Database } from '../../../server/database/database.ts';
import { openEmbedded } from '../../../server/database/embedded.ts';
import { RESERVE_BYTES } from '../../../server/database/free-space.ts';
import { sql } from '../../../server/database/sql.ts';
import { copyTemplate } from '../../support/embedded-template.ts';
import { type Desk, openDesk } from '../../support/event-desk.ts';
import { multipartOf } from '../../support/multipart.ts';
import { makeSmallDisk, noSmallDisk, type SmallDisk } from '../../support/small-disk.ts';

const MEGABYTE = 1024 * 1024;
const reason = noSmallDisk();

describe.skipIf(reason !== undefined)(reason === undefined ? 'a full disk' : `a full disk (${reason})`, () => {
  let disk: SmallDisk;
  let db: Database;
  let desk: Desk;
  const said: string[] = [];
  beforeAll(async () => {
    disk = makeSmallDisk(360);
    const folder = join(disk.folder, 'database');
    copyTemplate(inject('embeddedTemplate').migrated!, folder);
    db = await openEmbedded({ folder, log: (message) => said.push(message) });
    desk = await openDesk(db, { GEZHONG_DATA: disk.folder });
  });
  afterAll(async () => {
    await desk?.close();
    await db?.close();
    disk?.remove();
  });

  const health = async () => (await desk.ask('GET', '/api/health')).body;
  const state = async () => [(await health()).status, (await health()).database.state];
  const count = async () => (await db.query<{ n: number }>(sql`select count(*)::int as n from event`))[0]!.n;
  const expectReads = async (cookie: string) => {
    for (const path of ['/api/locate?lon=117.007&lat=30.007', '/api/areas/990101', '/api/grids?area=990101'])
      expect([path, (await desk.ask('GET', path, undefined, cookie)).status]).toEqual([path, 200]);
    // signed in: looking is no reason to write
    desk.ahead.ms += 120_000;
    expect((await desk.ask('GET', '/api/events?area=990101', undefined, cookie)).status).toBe(200);
  };
  const expectRefusals = async () => {
    const report = await desk.report();
    expect([report.status, report.code]).toEqual([507, 'storage-full']);
    const { payload, headers } = multipartOf([{ name: 'file', content: 'code\n1', fileName: 'a.csv' }]);
    const upload = await desk.ask('POST', '/api/imports?layer=places', payload, desk.tokens.admin, headers);
    expect([upload.status, upload.code]).toEqual([507, 'storage-full']);
  };

  it('is told apart from a disk with room, refuses what is written and answers what is read', async () => {
    const cookie = await desk.person('reader', 'dispatcher');
    await desk.reported();
    expect(await state()).toEqual(['ok', 'ok']);
    const before = await count();

    disk.fill(RESERVE_BYTES / 2);
    await expect.poll(state, { timeout: 10_000 }).toEqual(['degraded', 'storage-full']);
    await expectReads(cookie);
    await expectRefusals();
    expect(await count()).toBe(before);

    disk.free();
    await expect.poll(state, { timeout: 10_000 }).toEqual(['ok', 'ok']);
    await desk.reported();
    expect(await count()).toBe(before + 1);
  });

  it('undoes a transaction that was under way when the room went', async () => {
    const filling = db.transaction(async (tx) => {
      await tx.query(sql`create table half as select 1 as n`);
      disk.fill(RESERVE_BYTES / 2);
      for (let i = 0; i < 200; i++) {
        await tx.query(sql`insert into half values (2)`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    });
    await expect(filling).rejects.toMatchObject({ code: '53100' });
    expect(await db.query(sql`select to_regclass('half')::text as half`)).toEqual([{ half: null }]);
    disk.free();
    await expect.poll(state, { timeout: 10_000 }).toEqual(['ok', 'ok']);
    await db.query(sql`create table half as select 1 as n`);
  });

  it('goes on with not a byte left, and loses nothing that was acknowledged', async () => {
    const cookie = await desk.person('other-reader', 'dispatcher');
    const kept = await count();
    const restarts = databaseCounters.engineRestarts;
    disk.fill(0);
    await expect.poll(state, { timeout: 10_000 }).toEqual(['degraded', 'storage-full']);
    await expectReads(cookie);
    await expectRefusals();
    disk.free();
    await expect.poll(state, { timeout: 60_000 }).toEqual(['ok', 'ok']);
    expect(await count()).toBe(kept);
    await desk.reported();
    expect(databaseCounters.engineRestarts).toBe(restarts);
    expect(said.filter((message) => /engine was lost/.test(message))).toEqual([]);
  });

  it('is no reason not to start: what is kept can be read', async () => {
    const kept = await count();
    await desk.close();
    await db.close();
    disk.fill(2 * MEGABYTE);
    db = await openEmbedded({ folder: join(disk.folder, 'database'), log: (message) => said.push(message) });
    expect(await count()).toBe(kept);
    await expect(db.query(sql`create table other as select 1 as n`)).rejects.toMatchObject({ code: '53100' });
    disk.free();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await db.query(sql`create table other as select 1 as n`);
  });
});
