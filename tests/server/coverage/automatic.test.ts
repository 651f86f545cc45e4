/** What happens by itself after a publish, on both databases: the check of the county, once, and the news of it. */
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../server/contract/access.ts';
import type { CoverageCheck } from '../../../server/contract/coverage.ts';
import { sql } from '../../../server/database/sql.ts';
import { ask, tokenOfEachRole } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { AREAS, box, COUNTY, GRIDS, gridsFile } from '../../support/small-county.ts';

interface Heard {
  id: string;
  event: string;
  data: { area?: string; check?: string; added?: number; gone?: number };
}

/** An open stream; `heard` grows. */
async function listen(service: TestApp, token: string, query = '', last?: string) {
  const { port } = service.app.server.address() as AddressInfo;
  const giveUp = new AbortController();
  const response = await fetch(`http://127.0.0.1:${port}/api/live${query}`, {
    headers: { authorization: `Bearer ${token}`, ...(last === undefined ? {} : { 'last-event-id': last }) },
    signal: giveUp.signal,
  });
  const heard: Heard[] = [];
  const reading = (async () => {
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const parts = text.split('\n\n');
      text = parts.pop()!;
      for (const part of parts) {
        const line = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(part)?.[1];
        if (line('event') !== undefined)
          heard.push({ id: line('id')!, event: line('event')!, data: JSON.parse(line('data')!) });
      }
    }
  })().catch(() => {});
  const until = async (event: string, count: number): Promise<Heard[]> => {
    for (let i = 0; i < 1500 && heard.filter((one) => one.event === event).length < count; i++) await sleep(10);
    return heard.filter((one) => one.event === event);
  };
  const stop = async (): Promise<void> => {
    giveUp.abort();
    await reading;
  };
  return { response, heard, until, stop };
}

eachDatabase((_name, open) => {
  let service: TestApp;
  let tokens: Record<Role, string>;
  beforeAll(async () => {
    service = await openApp(await open(), {}, { checksAfterPublish: true });
    tokens = await tokenOfEachRole(service.db, COUNTY);
    await service.app.listen({ port: 0, host: '127.0.0.1' });
    await service.importText('areas', 'areas.geojson', AREAS, { county: COUNTY });
  });
  afterAll(() => service.close());

  const history = async (): Promise<CoverageCheck[]> =>
    (await ask(service.app, 'GET', `/api/coverage/checks?area=${COUNTY}`, { token: tokens.viewer })).body.checks;
  const done = async (count: number): Promise<CoverageCheck[]> => {
    for (let i = 0; i < 1500; i++) {
      const checks = await history();
      if (checks.length >= count && checks.every(({ state }) => state === 'done')) return checks;
      await sleep(10);
    }
    throw new Error('no check came');
  };
  const publish = (east: number) =>
    service.importText(
      'grids',
      'grids.geojson',
      gridsFile(
        GRIDS.map((grid) => (grid.code.endsWith('003') ? { ...grid, box: box(117.02, 30, east, 30.01) } : grid)),
      ),
      { county: COUNTY },
    );

  describe('after a publish', () => {
    it('the county is checked by the system, once, and listeners hear of it', async () => {
      const stream = await listen(service, tokens.viewer);
      expect(stream.response.headers.get('content-type')).toContain('text/event-stream');
      await publish(117.03);
      const [first] = await stream.until('coverage', 1);
      expect(first!.data).toMatchObject({ area: COUNTY, gone: 0 });
      expect((await stream.until('published', 1))[0]!.data).toEqual({ area: COUNTY });
      const checks = await done(1);
      expect(checks).toHaveLength(1);
      expect(checks[0]).toMatchObject({ id: first!.data.check, author: 'system', editionNumber: 1, state: 'done' });
      await publish(117.025);
      const [, second] = await stream.until('coverage', 2);
      expect(second!.data.added).toBeGreaterThan(0);
      expect((await done(2))[0]).toMatchObject({ editionNumber: 2 });
      const manual = await ask(service.app, 'GET', `/api/coverage?area=${COUNTY}`, { token: tokens.viewer });
      expect((await done(2))[0]!.counts).toEqual(manual.body.counts);
      await stream.stop();
    });

    it('another process leaves it alone, and takes over what a lost one left', async () => {
      const other = await openApp(service.db, {}, { checksAfterPublish: true });
      await sleep(200);
      expect(await history()).toHaveLength(2);
      await other.close();
      const [{ id }] = (await history()) as [CoverageCheck];
      await service.db.query(sql`
        update coverage_check set state = 'running', heard_at = now() - interval '1 hour', finished_at = null, data_hash = null,
          data_state = null, clean = null, totals = null, counts = null, bands = null, findings = null
        where id = ${id}`);
      const heir = await openApp(service.db, {}, { checksAfterPublish: true });
      const checks = await done(2);
      expect(checks.map((check) => check.id)).toContain(id);
      await heir.close();
    });
  });

  describe('the stream', () => {
    it('goes on where a listener lost it, and says when it cannot', async () => {
      const stream = await listen(service, tokens.viewer);
      await publish(117.03);
      const [news] = await stream.until('published', 1);
      await stream.until('coverage', 1);
      const before = [...stream.heard];
      await stream.stop();
      const resumed = await listen(service, tokens.viewer, '', news!.id);
      await resumed.until('coverage', 1);
      expect(resumed.heard).toEqual(before.slice(before.findIndex(({ id }) => id === news!.id) + 1));
      await resumed.stop();
      const lost = await listen(service, tokens.viewer, '', 'long-ago');
      expect((await lost.until('reset', 1)).length).toBe(1);
      await lost.stop();
    });

    it('tells each what its roles and its question reach', async () => {
      const elsewhere = await tokenOfEachRole(service.db, '310000');
      const foreign = await listen(service, elsewhere.viewer);
      const asked = await listen(service, tokens.viewer, `?area=${COUNTY}001001`);
      await publish(117.025);
      await asked.until('coverage', 1);
      expect(foreign.heard).toEqual([]);
      await foreign.stop();
      await asked.stop();
      const code = async (token: string | undefined, query: string) =>
        (await ask(service.app, 'GET', `/api/live${query}`, token === undefined ? {} : { token })).code;
      expect(await code(undefined, '')).toBe('login-required');
      expect(await code(tokens.viewer, '?area=310000')).toBe('area-forbidden');
    });
  });
});
