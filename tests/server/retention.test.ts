/** What deploy/README.md says is kept for a while is removed by the running service, by itself. */
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureSetupLink } from '../../server/access/setup-link.ts';
import type { Database } from '../../server/database/database.ts';
import { sql } from '../../server/database/sql.ts';
import { addAccount, ask, PASSWORD, signedIn } from '../support/access-app.ts';
import { openApp, type TestApp } from '../support/app.ts';
import { eachDatabase } from '../support/database.ts';
import { hire } from '../support/people.ts';
import { AREAS, COUNTY, gridsFile } from '../support/small-county.ts';

const DAY = 24 * 3600_000;
const table = /^## What is kept how long\n([\s\S]*?)^## /m.exec(readFileSync('deploy/README.md', 'utf8'))![1]!;
const listed = [...table.matchAll(/^\| (.*?) \|/gm)].map((match) => match[1]!).slice(1);
/** The first cells of the rows that are tried here, in their order. */
const TRIED = [
  '`position`, `trail`, `movement`',
  '`session`',
  '`login_failure`',
  '`setup_link`',
  '`import_row`',
  'uploads in `GEZHONG_DATA`',
];

it('every row of the table is tried', () => {
  expect(listed).toEqual(TRIED);
});

eachDatabase((_name, open) => {
  let db: Database;
  let service: TestApp;
  let ahead = 0;
  const clock = (): Date => new Date(Date.now() + ahead);
  const count = async (name: 'session' | 'login_failure' | 'setup_link' | 'import_row' | 'trail' | 'movement') => {
    const statements = {
      session: sql`select count(*)::int as n from session`,
      login_failure: sql`select count(*)::int as n from login_failure`,
      setup_link: sql`select count(*)::int as n from setup_link`,
      import_row: sql`select count(*)::int as n from import_row`,
      trail: sql`select count(*)::int as n from trail`,
      movement: sql`select count(*)::int as n from movement`,
    };
    return (await db.query<{ n: number }>(statements[name]))[0]!.n;
  };
  beforeAll(async () => {
    db = await open();
    service = await openApp(db, {}, { clock });
    await service.importText('areas', 'areas.geojson', AREAS, { county: COUNTY });
    await service.importText('grids', 'grids.geojson', gridsFile(), { county: COUNTY });
  });
  afterAll(() => service.close());

  it('links of a first start go when the next one is made', async () => {
    await ensureSetupLink(db, clock());
    ahead = DAY;
    await ensureSetupLink(db, clock());
    expect(await count('setup_link')).toBe(1);
    ahead = 0;
  });

  it('sessions that are over and failed sign-ins go with the next sign-in', async () => {
    await addAccount(db, 'one', [{ role: 'viewer', area: COUNTY }]);
    await addAccount(db, 'two', [{ role: 'viewer', area: COUNTY }]);
    await signedIn(service.app, 'one');
    const wrong = { login: 'one', password: `not ${PASSWORD}` };
    await ask(service.app, 'POST', '/api/session', { payload: wrong, address: '192.0.2.1' });
    expect([await count('session'), (await count('login_failure')) > 0]).toEqual([1, true]);
    ahead = 2 * DAY;
    await signedIn(service.app, 'two');
    expect(await count('session')).toBe(1);
    const left = await db.query<{ key: string }>(sql`select key from login_failure where key like '%192.0.2.1'`);
    expect(left).toEqual([]);
    ahead = 0;
  });

  it('rows of imports that are over and forgotten uploads go with the next start', async () => {
    const [job] = await db.query<{ id: string }>(sql`select id::text as id from import_job limit 1`);
    await db.query(sql`insert into import_row (job_id, seq, data) values (${job!.id}::uuid, 1, '{}'::jsonb)`);
    const folder = service.imports.uploadFolder();
    mkdirSync(folder, { recursive: true });
    const [old, fresh] = [join(folder, 'old'), join(folder, 'fresh')];
    for (const path of [old, fresh]) writeFileSync(path, 'left by a process that was killed');
    utimesSync(old, new Date(Date.now() - 2 * DAY), new Date(Date.now() - 2 * DAY));
    await service.imports.recover(db);
    expect(await count('import_row')).toBe(0);
    // on PostgreSQL another process may be using the fresh one
    expect([existsSync(old), existsSync(fresh)]).toEqual([false, db.kind === 'postgres']);
  });

  it('trails and moves go by themselves once the service runs', async () => {
    const { id } = await hire(db, { since: new Date(Date.now() - 60 * DAY) });
    for (const days of [40, 2]) {
      const at = new Date(Date.now() - days * DAY);
      await db.query(sql`
        insert into trail (county_code, worker_id, day, fixes, from_t, to_t, packed) values
          (${COUNTY}, ${id}::bigint, ${at.toISOString().slice(0, 10)}::date, 1, 0, 1, ''::bytea)`);
      await db.query(sql`
        insert into movement (county_code, worker_id, kind, since_at, at, reason) values
          (${COUNTY}, ${id}::bigint, 'moved', ${at}::timestamptz, ${at}::timestamptz, 'distance')`);
    }
    const running = await openApp(db, {}, { clock, checksAfterPublish: true });
    await expect.poll(async () => [await count('trail'), await count('movement')], { timeout: 20_000 }).toEqual([1, 1]);
    await running.close();
  });
});
