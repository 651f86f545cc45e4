/**
 * A database of an earlier program, with what that program wrote into it, is brought to the schema of this one and serves everything
 * that was there: release-0011.sql on migrations 0001 to 0011.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { migrate } from '../../../server/database/migrate.ts';
import { Sql, sql } from '../../../server/database/sql.ts';
import { splitStatements } from '../../../server/database/statement-splitter.ts';
import { addToken, ask, signedIn } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { MIGRATIONS } from '../../support/embedded-template.ts';
import { newEvent } from '../../support/event-desk.ts';
import { COMMUNITIES, COUNTY, GRIDS } from '../../support/planned-county.ts';
import { scratch } from '../../support/scratch.ts';
import { gridsFile } from '../../support/small-county.ts';

const LAST = '0011';

eachDatabase((name, open) => {
  const disk = scratch();
  let db: Database;
  let service: TestApp;
  let token: string;
  beforeAll(async () => {
    db = await open({ empty: true });
    const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'));
    const old = join(disk.folder, 'migrations');
    mkdirSync(old);
    for (const file of files.filter((one) => one.slice(0, 4) <= LAST)) cpSync(join(MIGRATIONS, file), join(old, file));
    await migrate(db, old);
    const data = readFileSync(join(import.meta.dirname, `release-${LAST}.sql`), 'utf8');
    await db.transaction(async (tx) => {
      for (const { text } of splitStatements(data)) await tx.query(new Sql([text], []));
    });
    const { applied } = await migrate(db, MIGRATIONS);
    expect(applied).toEqual(files.map((file) => file.slice(0, -4)).filter((one) => one.slice(0, 4) > LAST));
    service = await openApp(db);
    token = await addToken(db, 'after the upgrade', [
      { role: 'admin', area: null },
      { role: 'auditor', area: null },
      { role: 'planner', area: null },
      { role: 'dispatcher', area: null },
    ]);
  }, 240_000);
  afterAll(() => service?.close());

  const get = async (path: string) => {
    const answer = await ask(service.app, 'GET', path, { token });
    expect([path, answer.status]).toEqual([path, 200]);
    return answer.body;
  };

  it('serves the map, its people and its buildings as they were', async () => {
    expect(await get('/api/locate?lon=117.001&lat=30.001')).toMatchObject({
      edition: 2,
      grid: { code: `${COMMUNITIES[0]}001`, name: '南格二版' },
    });
    const { features } = await get(`/api/grids?area=${COUNTY}&limit=100`);
    const people = features.map(({ properties }: never) => {
      const { code, leader, worker, households } = properties as Record<string, { name: string } | string | number>;
      return [code, (leader as { name: string }).name, (worker as { name: string }).name, households];
    });
    expect(people.sort()).toEqual(
      GRIDS.map(({ code, leader, worker }, n) => [code, leader, n === 0 ? '新员' : worker, n % 2 === 0 ? 200 : 400]),
    );
    expect(
      (await get(`/api/editions?county=${COUNTY}`)).editions.map(({ number }: { number: number }) => number),
    ).toEqual([2, 1]);
    expect((await get(`/api/places?area=${COUNTY}&limit=100`)).features).toHaveLength(72);
    // the edition before is still there to be asked
    const [first] = await db.query<{ at: Date }>(
      sql`select in_force_from + interval '1 ms' as at from edition order by id`,
    );
    const then = await get(`/api/locate?lon=117.001&lat=30.001&asOf=${first!.at.toISOString()}`);
    expect(then).toMatchObject({ edition: 1, grid: { name: '南格' } });
  });

  it('keeps plans with their operations, accounts, checks and the chain of the audit', async () => {
    const { plans } = await get(`/api/plans?area=${COUNTY}`);
    expect(plans).toMatchObject([{ title: '旧版方案', state: 'submitted' }]);
    const state = await get(`/api/plans/${plans[0].id}/state?community=${COMMUNITIES[0]}`);
    expect(state.snapshot.communities).toHaveLength(1);
    expect((await get(`/api/plans/${plans[0].id}/operations`)).operations).toMatchObject([
      { seq: 1, operation: { kind: 'assign' } },
    ]);
    expect((await get(`/api/coverage/checks?area=${COUNTY}`)).checks).toHaveLength(1);
    expect(await signedIn(service.app, 'keeper')).not.toBe('');
    // the nine rows that were there, and this sign-in
    const audit = await get('/api/audit?limit=100');
    expect([audit.intact, audit.rows.length]).toEqual([true, 10]);
  });

  it('goes on: the next edition, and what the earlier program did not know', async () => {
    const job = await service.importText('grids', 'grids.geojson', gridsFile(GRIDS), { county: COUNTY });
    expect(job.state).toBe('done');
    expect(await get('/api/locate?lon=117.001&lat=30.001')).toMatchObject({ edition: 3, grid: { name: '南格' } });
    const body = { ...newEvent(), lon: 117.001, lat: 30.001 };
    const told = await ask(service.app, 'POST', '/api/events', { token, payload: body });
    expect([name, told.status, told.body.event?.grid]).toEqual([name, 201, `${COMMUNITIES[0]}001`]);
    expect((await get(`/api/workers?area=${COUNTY}`)).workers).toEqual([]);
  });
});
