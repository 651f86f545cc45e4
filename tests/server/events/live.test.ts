/** GET /api/live?view=events on both databases: snapshot, deltas, resuming, who sees what, and when a stream ends. */
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { forgetTokens } from '../../../server/access/known-tokens.ts';
import type { Role } from '../../../server/contract/access.ts';
import type { EventRow } from '../../../server/contract/events.ts';
import { sql } from '../../../server/database/sql.ts';
import { addToken, ask, tokenOfEachRole } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { insertEvents, report, sampleEvent, step } from '../../support/event-rows.ts';
import { COUNTY } from '../../support/small-county.ts';

interface Heard {
  id: string | undefined;
  event: string;
  data: {
    at: string;
    events: EventRow[];
    gone: string[];
    counts: Record<string, number>;
    reason?: string;
    area?: string;
  };
}

const GRID_1 = '990101001001';
const GRID_2 = '990101001002';

eachDatabase((name, open) => {
  let service: TestApp;
  let tokens: Record<Role, string>;
  const ends: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    service = await openApp(await open());
    tokens = await tokenOfEachRole(service.db, COUNTY);
    await service.app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });
  afterAll(() => service.close());

  async function listen(token: string, { query = '', last = '', of = service } = {}) {
    const { port } = of.app.server.address() as AddressInfo;
    const giveUp = new AbortController();
    const response = await fetch(`http://127.0.0.1:${port}/api/live?view=events${query}`, {
      headers: { authorization: `Bearer ${token}`, ...(last === '' ? {} : { 'last-event-id': last }) },
      signal: giveUp.signal,
    });
    const heard: Heard[] = [];
    const state = { ended: false, id: '' };
    const reading = (async () => {
      let text = '';
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        const parts = text.split('\n\n');
        text = parts.pop()!;
        for (const part of parts) {
          const line = (field: string) => new RegExp(`^${field}: (.*)$`, 'm').exec(part)?.[1];
          state.id = line('id') ?? state.id;
          if (line('event') !== undefined)
            heard.push({ id: line('id'), event: line('event')!, data: JSON.parse(line('data')!) });
        }
      }
      state.ended = true;
    })().catch(() => {});
    const stop = async (): Promise<void> => {
      giveUp.abort();
      await reading;
    };
    ends.push(stop);
    const until = async (done: () => boolean): Promise<void> => {
      for (let i = 0; i < 1000 && !done(); i++) await sleep(10);
      expect(done(), JSON.stringify(heard).slice(-600)).toBe(true);
    };
    await until(() => response.status !== 200 || heard.length > 0);
    /** What a page would show: the last snapshot with every delta after it. */
    const shown = (): Map<number, EventRow> => {
      const rows = new Map<number, EventRow>();
      for (const { event, data } of heard) {
        if (event === 'snapshot') rows.clear();
        for (const row of data.events ?? []) rows.set(row.serial, row);
        for (const id of data.gone ?? []) for (const [serial, row] of rows) if (row.id === id) rows.delete(serial);
      }
      return rows;
    };
    return { response, heard, state, until, stop, shown };
  }

  describe('a stream of events', () => {
    it('begins with all that are open or ended today, and tells each change once with the numbers', async () => {
      const yesterday = new Date(Date.now() - 36 * 3600_000);
      await insertEvents(service.db, [sampleEvent({ state: 'closed', reported_at: yesterday, ended_at: yesterday })]);
      const [serial] = (await report(service.db, [sampleEvent({ state: 'filed' })])) as [number];
      const stream = await listen(tokens.viewer);
      await stream.until(() => stream.shown().has(serial));
      expect(stream.heard[0]!.event).toBe('snapshot');
      expect([...stream.shown().values()].every(({ state }) => state !== 'closed')).toBe(true);
      const before = stream.heard.at(-1)!.data.counts;
      await step(service.db, serial, { state: 'suspended', version: 2, clock: null, due_at: null });
      await stream.until(() => stream.shown().get(serial)!.version === 2);
      const delta = stream.heard.at(-1)!;
      expect(delta).toMatchObject({ event: 'events', data: { gone: [], events: [{ serial, state: 'suspended' }] } });
      expect(delta.data.counts.suspended).toBe(before.suspended! + 1);
      expect(delta.data.counts.open).toBe(before.open);
    });

    it('brings many changes of a moment together', async () => {
      const [serial] = (await report(service.db, [sampleEvent()])) as [number];
      const stream = await listen(tokens.viewer);
      await stream.until(() => stream.shown().has(serial));
      const frames = stream.heard.length;
      for (let version = 2; version <= 12; version++) await step(service.db, serial, { version });
      await stream.until(() => stream.shown().get(serial)!.version === 12);
      expect(stream.heard.length - frames).toBeLessThan(11);
      const metrics = (await service.app.inject('/metrics')).body;
      // by the tick, which counts them, or already where the table is read: whichever is later takes them together
      expect(metrics).toMatch(/gezhong_live_coalesced_total\{[^}]*\} \d+/);
      expect(metrics).toMatch(/gezhong_live_groups 1\n/);
    });

    it('shows nobody what is outside the area, and takes away what leaves it', async () => {
      const token = await addToken(service.db, `viewer of 1 ${name}`, [{ role: 'viewer', area: GRID_1 }]);
      const inside = await listen(token);
      const asked = await listen(tokens.viewer, { query: `&area=${GRID_2}` });
      const [a, b] = (await report(service.db, [sampleEvent(), sampleEvent({ area_code: GRID_2 })])) as [
        number,
        number,
      ];
      await inside.until(() => inside.shown().has(a));
      await asked.until(() => asked.shown().has(b));
      await step(service.db, a, { area_code: GRID_2, version: 2 });
      await asked.until(() => asked.shown().has(a));
      await inside.until(() => !inside.shown().has(a));
      await step(service.db, b, { version: 7 });
      await asked.until(() => asked.shown().get(b)!.version === 7);
      await sleep(150);
      expect(inside.heard.flatMap(({ data }) => data.events ?? []).some(({ area }) => area !== GRID_1)).toBe(false);
      expect(JSON.stringify(inside.heard.map(({ data }) => data.events))).not.toContain(`"serial":${b},`);
      const code = async (query: string, token: string) =>
        (await ask(service.app, 'GET', `/api/live?view=events${query}`, { token })).code;
      expect(await code('&area=310000', tokens.viewer)).toBe('area-forbidden');
      expect(await code('', tokens.planner)).toBe('role-missing');
    });

    it('goes on where the line was lost, also with what left meanwhile, and begins anew where it cannot', async () => {
      const token = await addToken(service.db, `viewer of 1b ${name}`, [{ role: 'viewer', area: GRID_1 }]);
      const [a, b] = (await report(service.db, [sampleEvent(), sampleEvent()])) as [number, number];
      const stream = await listen(token);
      await stream.until(() => stream.shown().has(b));
      const last = stream.state.id;
      await stream.stop();
      await step(service.db, a, { version: 2 });
      await step(service.db, b, { version: 2, area_code: GRID_2 });
      await step(service.db, a, { version: 3 });
      await sleep(200);
      const resumed = await listen(token, { last });
      // what is written last may be heard of only now
      await resumed.until(() => resumed.shown().get(a)?.version === 3);
      expect(resumed.heard.every(({ event }) => event === 'events')).toBe(true);
      expect(resumed.heard.flatMap(({ data }) => data.gone ?? [])).toHaveLength(1);
      const lost = await listen(token, { last: '0123456789-7' });
      await lost.until(() => lost.heard.length >= 2);
      expect(lost.heard.map(({ event }) => event)).toEqual(['reset', 'snapshot']);
      expect(lost.heard[0]!.data.reason).toBe('unknown-id');
    });

    it('carries news too, with positions of its own, and a reset of the news is a new beginning', async () => {
      const stream = await listen(tokens.viewer);
      await service.db.notify('published', COUNTY);
      await stream.until(() => stream.heard.some(({ event }) => event === 'published'));
      expect(stream.heard.find(({ event }) => event === 'published')!.data).toEqual({ area: COUNTY });
      expect(stream.state.id).toMatch(/^[0-9a-f]{10}-\d+$/);
      await service.db.notify('live', '');
      await stream.until(() => stream.heard.filter(({ event }) => event === 'snapshot').length === 2);
      const again = stream.heard.findLastIndex(({ event }) => event === 'snapshot');
      expect(stream.heard[again - 1]).toMatchObject({ event: 'reset', data: { reason: 'news-lost' } });
    });

    it.skipIf(name === 'embedded')('is the same in another process', async () => {
      const other = await openApp(service.db);
      await other.app.listen({ port: 0, host: '127.0.0.1' });
      const [here, there] = [await listen(tokens.viewer), await listen(tokens.viewer, { of: other })];
      const [serial] = (await report(service.db, [sampleEvent()])) as [number];
      await here.until(() => here.shown().has(serial));
      await there.until(() => there.shown().has(serial));
      await step(service.db, serial, { version: 2 });
      await there.until(() => there.shown().get(serial)!.version === 2);
      expect([...there.shown().keys()].sort()).toEqual([...here.shown().keys()].sort());
      await there.stop();
      await other.close();
    });
  });

  describe('while connected', () => {
    it('a token that was revoked ends the stream, one whose area changed begins anew', async () => {
      const revoked = await addToken(service.db, `revoked ${name}`, [{ role: 'viewer', area: COUNTY }]);
      const moved = await addToken(service.db, `moved ${name}`, [{ role: 'viewer', area: COUNTY }]);
      const [one, other] = [await listen(revoked), await listen(moved)];
      await report(service.db, [sampleEvent()]);
      await other.until(() => [...other.shown().values()].some(({ area }) => area === GRID_1));
      await service.db.query(sql`update machine_token set revoked_at = now() where name = ${`revoked ${name}`}`);
      await service.db.query(
        sql`update machine_token set grants = ${JSON.stringify([{ role: 'viewer', area: GRID_2 }])}::jsonb where name = ${`moved ${name}`}`,
      );
      // as the service does when it revokes one
      forgetTokens(service.db);
      await service.app.liveRounds.round();
      await one.until(() => one.state.ended);
      await other.until(() => other.heard.some(({ event }) => event === 'reset'));
      await other.until(() => other.heard.at(-1)!.event === 'snapshot');
      expect([...other.shown().values()].every(({ area }) => area === GRID_2)).toBe(true);
    });
  });
});
