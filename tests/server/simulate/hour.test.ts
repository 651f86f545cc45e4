/** An hour of the demo county, played fast through the API of a service. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { ensureDemoUsers } from '../../../server/access/demo-users.ts';
import type { EventList } from '../../../server/contract/events.ts';
import type { VisitList } from '../../../server/contract/visits.ts';
import { sql } from '../../../server/database/sql.ts';
import { demoBegins, prepareDemoEvents } from '../../../server/events/demo-events.ts';
import { beginDemoBefore, importDemo, loadDemo } from '../../../server/exchange/demo.ts';
import { Api } from '../../../server/simulate/api.ts';
import { DEMO_COUNTY, simulate } from '../../../server/simulate/simulation.ts';
import { CHEAP } from '../../support/access-app.ts';
import { ADMIN_TOKEN, asAdmin, openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';

const FOLDER = fileURLToPath(new URL('../../../data/demo', import.meta.url));

eachDatabase((name, open) => {
  // both databases know the routes from their own tests: this one is of the simulation
  const one = name === 'embedded' ? it : it.skip;
  const closings: (() => Promise<void> | void)[] = [];
  afterAll(async () => {
    for (const close of closings.reverse()) await close();
  });

  async function demoService(demo: boolean): Promise<TestApp & { url: string }> {
    const service = await openApp(await open(), {}, { demo });
    closings.push(() => service.close());
    const { db, imports, maps } = service;
    const county = await loadDemo(imports, FOLDER);
    await ensureDemoUsers(db, county, CHEAP);
    await importDemo(imports, county, 'workers', join(FOLDER, 'workers.csv'));
    const now = new Date();
    await beginDemoBefore(db, maps, county, demoBegins(now));
    const scratch = mkdtempSync(join(tmpdir(), 'gezhong-simulate-'));
    await prepareDemoEvents(db, FOLDER, join(scratch, 'events.ndjson'), now);
    rmSync(scratch, { recursive: true });
    return { ...service, url: await service.app.listen({ host: '127.0.0.1', port: 0 }) };
  }

  one(
    'workers sign in, walk, visit and report, nothing is refused, and nothing is left open',
    async () => {
      const { app, db, url } = await demoService(true);
      const get = async <T>(path: string) => (await app.inject({ url: path, headers: asAdmin })).json() as T;
      const signal = new AbortController().signal;
      const hour = { seed: 3, daySeed: 3, workers: 8, minutes: 60, speed: 3600, goesOn: false, signal };
      const api = new Api(url);
      const played = await simulate({ api, ...hour });

      expect(api.refusals).toEqual([]);
      expect(played.signIns).toBeGreaterThanOrEqual(8);
      expect(played.signOuts).toBe(played.signIns);
      // stale: at an hour at which the county has ended the shift by itself already; it belongs to the trail all the same
      const { accepted = 0, coalesced = 0, stale = 0, ...other } = played.fixes;
      expect(other).toEqual({});
      expect(accepted + coalesced + stale).toBeGreaterThan(600);
      const { visits } = await get<VisitList>(`/api/visits?area=${DEMO_COUNTY}&limit=2000`);
      expect(visits.length).toBe(played.visits);
      expect(visits.length).toBeGreaterThan(10);
      expect(new Set(visits.map(({ proof }) => proof))).toEqual(new Set(['near']));
      const { events } = await get<EventList>(`/api/events?area=${DEMO_COUNTY}&limit=2000`);
      expect(events.length).toBe(played.events);
      expect(events.length).toBeGreaterThan(3);
      expect(events.every(({ grid, channel }) => grid !== null && channel === 'worker')).toBe(true);
      expect(events.some(({ state }) => state === 'closed')).toBe(true);

      const [rows] = await db.query<{
        kept: number;
        offDuty: number;
        open: number;
        elsewhere: number;
        tokens: number;
      }>(sql`
      select (select count(*)::int from position) as kept,
             (select count(*)::int from position f where not exists (
                select from shift s where s.worker_id = f.worker_id and f.t between extract(epoch from s.in_at) * 1000 and extract(epoch from s.out_at) * 1000)) as "offDuty",
             (select count(*)::int from shift where out_at is null) as open,
             (select count(*)::int from shift where in_place <> 'own-grid') as elsewhere,
             (select count(*)::int from machine_token where revoked_at is null) as tokens`);
      expect(rows).toEqual({ kept: accepted + stale, offDuty: 0, open: 0, elsewhere: 0, tokens: 0 });
      const shown = await get<{ positions: unknown[] }>(`/api/positions?area=${DEMO_COUNTY}`);
      expect(shown.positions).toEqual([]);

      // called off while they walk: all sign out; what another play left open goes on as the same shift
      const stop = new AbortController();
      const live = { ...hour, daySeed: 4, speed: 1, goesOn: true, signal: stop.signal, minutes: 360 };
      const running = simulate({ api, ...live });
      await expect
        .poll(async () => (await db.query(sql`select id from shift where out_at is null`)).length, { timeout: 110_000 })
        .toBeGreaterThan(0);
      stop.abort();
      await running;
      expect(await db.query(sql`select id from shift where out_at is null`)).toEqual([]);
      expect(api.refusals).toEqual([]);
    },
    360_000,
  );

  one(
    'a service that does not hold the demo county is left alone',
    async () => {
      const service = await openApp(await open());
      closings.push(() => service.close());
      const url = await service.app.listen({ host: '127.0.0.1', port: 0 });
      const signal = new AbortController().signal;
      const wish = { seed: 1, daySeed: 1, workers: 1, minutes: 5, speed: 60, goesOn: false, signal };
      await expect(simulate({ api: new Api(url), ...wish })).rejects.toThrow('demo county');
      expect(await service.db.query(sql`select from machine_token`)).toEqual([]);
      expect(ADMIN_TOKEN).not.toBe('');
    },
    120_000,
  );
});
