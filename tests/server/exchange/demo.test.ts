/** The demo county comes in through the same door as everybody's, whole. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ensureDemoUsers } from '../../../server/access/demo-users.ts';
import { sql } from '../../../server/database/sql.ts';
import { demoBegins, prepareDemoEvents } from '../../../server/events/demo-events.ts';
import { refoldAll } from '../../../server/events/refold.ts';
import { beginDemoBefore, importDemo, loadDemo } from '../../../server/exchange/demo.ts';
import { CHEAP } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';

const FOLDER = fileURLToPath(new URL('../../../data/demo', import.meta.url));
const featuresOf = (file: string) =>
  (
    JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as { features: { properties: Record<string, unknown> }[] }
  ).features.map(({ properties }) => properties);

eachDatabase((_name, open) => {
  let service: TestApp;
  let county: string;
  const steps: string[] = [];
  beforeAll(async () => {
    service = await openApp(await open());
    county = await loadDemo(service.imports, FOLDER, (step) => steps.push(step));
  });
  afterAll(() => service.close());

  it('every row of every file is there', async () => {
    expect(steps).toEqual(['areas', 'grids', 'places', 'base']);
    const [row] = await service.db.query(sql`
      select (select count(*) from area where county_code = ${county}) as areas, (select count(*) from grid where county_code = ${county}) as grids,
             (select count(*) from place where county_code = ${county}) as places, (select count(*) from base_feature where county_code = ${county}) as base`);
    const files = ['areas', 'grids', 'places', 'base'] as const;
    expect(row).toEqual(Object.fromEntries(files.map((layer) => [layer, featuresOf(`${layer}.geojson`).length])));
  });

  it('everybody who holds a post is in the register of workers, and the demo user is one of them', async () => {
    const { db, imports } = service;
    await ensureDemoUsers(db, county, CHEAP);
    const posts = async () =>
      db.query<{ role: string; posts: number; linked: number }>(sql`
        select role, count(*)::int as posts, count(worker_id)::int as linked from post where valid_to is null group by role order by role`);
    const before = new Map((await posts()).map((row) => [row.role, row]));
    await importDemo(imports, county, 'workers', join(FOLDER, 'workers.csv'));
    const rows = readFileSync(join(FOLDER, 'workers.csv'), 'utf8').trim().split('\n').slice(1);
    for (const { role, posts: held, linked } of await posts()) {
      expect([role, held, linked]).toEqual([role, rows.filter((row) => row.split(',')[4] === role).length, held]);
      if (before.has(role)) expect(held, 'no post is there twice').toBe(before.get(role)!.posts);
    }
    const [worker] = await db.query<{ name: string; demo: boolean }>(sql`
      select w.name, w.demo from worker w join account a on a.id = w.account_id where a.login = 'demo-worker'`);
    expect(worker).toEqual({ name: rows.find((row) => row.endsWith('demo-worker'))!.split(',')[1], demo: true });
  });

  it('households of the grids are those of the places they answer for', async () => {
    const [row] = await service.db.query<{ tallied: number; counted: number }>(sql`
      select (select sum(households) from grid_tally t join grid g on g.id = t.grid_id where g.kind <> 'micro') as tallied,
             (select sum(households) from place p where p.grid_code is not null and (p.kind = 'unit' or (p.kind = 'building' and not exists (
                select from place u where u.kind = 'unit' and u.parent_code = p.code and u.households is not null)))) as counted`);
    expect(row!.tallied).toBe(row!.counted);
    expect(row!.tallied).toBeGreaterThan(40_000);
  });

  it('the map answers', () => {
    const map = service.maps.county(county)!;
    expect(map.grids.length + map.micros.length).toBe(featuresOf('grids.geojson').length);
    expect(map.grids.every(({ path }) => path.length === 4)).toBe(true);
  });

  it('its events are of today, each where the loop has brought it by now', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'gezhong-demo-')), 'demo-events.ndjson');
    const now = new Date();
    await beginDemoBefore(service.db, service.maps, county, demoBegins(now));
    await prepareDemoEvents(service.db, FOLDER, path, now);
    await importDemo(service.imports, county, 'events', path);
    const rows = await service.db.query<{ state: string; located: boolean; n: number }>(sql`
      select state, grid_code is not null as located, count(*)::int as n from event group by 1, 2`);
    const of = (state: string) => rows.filter((row) => row.state === state).reduce((sum, { n }) => sum + n, 0);
    expect(of('closed') + of('followed-up')).toBeGreaterThan(700);
    expect(of('merged')).toBeGreaterThan(10);
    expect(rows.filter(({ located }) => !located).reduce((sum, { n }) => sum + n, 0)).toBeGreaterThan(3);
    expect(await refoldAll(service.db)).toMatchObject({ disagreements: [] });
  });

  it('each of them knows who answered for its grid, for the county began before the first of them', async () => {
    const [row] = await service.db.query<Record<string, number>>(sql`
      with answered as (
        select e.worker, e.edition, (select p.holder from post p where p.county_code = e.county_code and p.grid_code = e.grid_code
          and p.role = 'worker' order by p.id limit 1) as holder from event e where e.grid_code is not null)
      select count(*)::int as located, count(holder)::int as with_post,
        count(*) filter (where worker is distinct from holder)::int as wrong,
        count(*) filter (where edition is null)::int as without_edition,
        (select count(*)::int from event e, edition d where e.occurred_at < d.in_force_from) as early from answered`);
    expect(row).toMatchObject({ wrong: 0, without_edition: 0, early: 0 });
    expect(row!.with_post).toBeGreaterThan(900);
  });

  it('loading it again changes nothing', async () => {
    const editions = () => service.db.query(sql`select count(*) as n from edition`);
    const before = await editions();
    await loadDemo(service.imports, FOLDER);
    expect(await editions()).toEqual(before);
  });
});
