/**
 * PostgreSQL is stopped at once and started again in the middle of a stream of reports and steps. What was acknowledged is there
 * exactly once; meanwhile the service says that it cannot, and for how long; then it goes on by itself.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { migrate } from '../../../server/database/migrate.ts';
import { openPostgres } from '../../../server/database/postgres.ts';
import { sql } from '../../../server/database/sql.ts';
import { refoldAll } from '../../../server/events/refold.ts';
import { MIGRATIONS } from '../../support/embedded-template.ts';
import { type Desk, newEvent, openDesk } from '../../support/event-desk.ts';
import { NO_SERVER, startTestServer, type TestServer } from '../../support/postgres-server.ts';

const REPORTERS = 12;
const BEFORE_MS = 300;
const DOWN_MS = 1000;
const AFTER_MS = 300;

const here = inject('postgresTemplate') !== undefined;

describe.skipIf(!here)(here ? 'a database that is restarted under load' : `a database restarted (${NO_SERVER})`, () => {
  let server: TestServer;
  let db: Database;
  let desk: Desk;
  beforeAll(async () => {
    server = (await startTestServer({ keeping: true }))!;
    db = await openPostgres(server.url, { log: () => {} });
    await db.query(sql`create extension postgis`);
    await migrate(db, MIGRATIONS);
    desk = await openDesk(db);
  });
  afterAll(async () => {
    await desk?.close();
    await db?.close();
    await server?.stop();
  });

  it('loses and doubles nothing that was acknowledged, and serves again without help', async () => {
    const filed = new Map<string, number>();
    const refused: { status: number; retryAfter: string | undefined; at: 'report' | 'step' }[] = [];
    let repeated = 0;
    let isOver = false;

    /** Until it is taken, with the same body: the id makes the second try the same report. */
    const persist = async (at: 'report' | 'step', attempt: () => ReturnType<Desk['report']>) => {
      for (;;) {
        const answer = await attempt();
        if (answer.status < 300) return answer;
        const header = answer.headers['retry-after'];
        if (answer.status < 500) throw new Error(`${at}: ${answer.status} ${JSON.stringify(answer.body)}`);
        refused.push({ status: answer.status, retryAfter: header === undefined ? undefined : String(header), at });
        await sleep(20);
      }
    };
    const reporter = async () => {
      while (!isOver) {
        const body = newEvent();
        const told = await persist('report', () => desk.report(body));
        const { serial, id } = told.body.event;
        if (told.body.repeated) repeated++;
        const step = { id: randomUUID(), step: 'file' };
        const tag = String(told.headers.etag);
        await persist('step', () =>
          desk.ask('POST', `/api/events/${id}/steps`, step, desk.tokens.dispatcher, { 'if-match': tag }),
        );
        filed.set(id, serial);
      }
    };
    const working = Promise.all(Array.from({ length: REPORTERS }, reporter));

    const enough = { timeout: 60_000, interval: 50 };
    await expect.poll(() => filed.size, enough).toBeGreaterThan(REPORTERS);
    await sleep(BEFORE_MS);
    const before = filed.size;
    await server.crash();
    const down = filed.size;
    await sleep(DOWN_MS);
    // nothing is acknowledged that nobody can keep
    expect(filed.size).toBe(down);
    const meanwhile = await desk.report();
    expect([meanwhile.status, meanwhile.code]).toEqual([503, 'database-unavailable']);
    expect(Number(meanwhile.headers['retry-after'])).toBeGreaterThan(0);
    await server.restart();
    await expect.poll(() => filed.size - down, enough).toBeGreaterThan(REPORTERS);
    await sleep(AFTER_MS);
    isOver = true;
    await working;

    expect(before).toBeGreaterThan(REPORTERS);
    expect(filed.size - down).toBeGreaterThan(REPORTERS);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.filter(({ status, retryAfter }) => status !== 503 || !(Number(retryAfter) > 0))).toEqual([]);

    const kept = await db.query<{ id: string; serial: number; state: string; steps: string[] }>(sql`
      select e.id, e.serial, e.state, array(select s.step from event_step s where s.serial = e.serial order by s.seq) as steps
      from event e`);
    expect(kept.length).toBe(new Set(kept.map(({ id }) => id)).size);
    const byId = new Map(kept.map((row) => [row.id, row]));
    expect([...filed].filter(([id, serial]) => byId.get(id)?.serial !== serial)).toEqual([]);
    // every report was followed to its end: there is none that was not acknowledged, and each step was taken once
    expect(kept.length).toBe(filed.size);
    expect(kept.filter(({ steps }) => steps.join() !== 'report,file,route')).toEqual([]);
    expect(await refoldAll(db)).toMatchObject({ disagreements: [] });
    expect(repeated).toBeLessThanOrEqual(REPORTERS);
  });

  it('follows again what is written: every event is held in memory, and one that comes now too', async () => {
    const held = async () =>
      /^gezhong_events_held (\d+)$/m.exec((await desk.ask('GET', '/metrics')).body as string)?.[1];
    const count = async () => (await db.query<{ n: string }>(sql`select count(*)::text as n from event`))[0]!.n;
    await expect.poll(held, { timeout: 15_000 }).toBe(await count());
    await desk.reported();
    await expect.poll(held, { timeout: 15_000 }).toBe(await count());
  });
});
