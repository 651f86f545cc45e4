/**
 * Two processes of the service on one PostgreSQL: what is published, told, signed in and counted by one holds for the other; and
 * what is acknowledged outlives the end of a process and of the database.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ADMIN_TOKEN } from '../../support/app.ts';
import { newEvent } from '../../support/event-desk.ts';
import { EventStream } from '../../support/event-stream.ts';
import { NO_SERVER } from '../../support/postgres-server.ts';
import {
  type Asking,
  askAt,
  importAt,
  PER_MINUTE,
  type ProcessPair,
  startPair,
  tokenAt,
} from '../../support/process-pair.ts';
import { box, COUNTY, GRIDS, gridsFile } from '../../support/small-county.ts';

const COMMUNITY = `${COUNTY}001001`;
const here = inject('postgresTemplate') !== undefined;

/** The whole map in one of its states, 1 to 3: borders, names and workers all say which. */
function edition(state: number): string {
  const east = (x: number) => Math.round((x + state / 1000) * 1e7) / 1e7;
  const basic = [
    [117, east(117.01)],
    [east(117.01), east(117.02)],
    [east(117.02), 117.03],
  ].map(([west, side], n) => ({
    ...{ code: `${COMMUNITY}00${n + 1}`, name: `${state} ${n + 1}`, worker: `${state} ${n + 1}` },
    box: box(west!, 30, side!, 30.01),
  }));
  return gridsFile([...basic, GRIDS[3]!]);
}

/** So many of each three are west of the border they stand along as the state says. */
const POINTS = [117.01, 117.02].map((x) => [0.0005, 0.0015, 0.0025].map((more) => [x + more, 30.008]));

describe.skipIf(!here)(here ? 'two processes' : `two processes (${NO_SERVER})`, () => {
  let pair: ProcessPair;
  let worker: string;
  let dispatcher: string;
  beforeAll(async () => {
    pair = await startPair();
    [worker, dispatcher] = await Promise.all([tokenAt(pair.a.url, 'worker'), tokenAt(pair.a.url, 'dispatcher')]);
  });
  afterAll(() => pair?.close());

  const atA = (method: string, path: string, asking?: Asking) => askAt(pair.a.url, method, path, asking);
  const atB = (method: string, path: string, asking?: Asking) => askAt(pair.b.url, method, path, asking);
  const report = (url: string, body = newEvent(), token = worker) =>
    askAt(url, 'POST', '/api/events', { payload: body, token });

  /** Every state that one answer of B speaks of: two ways of it in the index, three in the registers. */
  const statesOf = async (): Promise<string[]> => {
    const [located, grids] = await Promise.all([
      atB('POST', '/api/locate', { payload: { points: POINTS.flat() } }),
      atB('GET', `/api/grids?area=${COUNTY}&limit=100`),
    ]);
    const codes = located.body.codes as string[];
    const west = [0, 1].map((n) => codes.slice(3 * n, 3 * n + 3).filter((code) => code.endsWith(`00${n + 1}`)).length);
    type Feature = {
      properties: { kind: string; name: string; worker: { name: string } };
      geometry: { coordinates: unknown[] };
    };
    const listed = (grids.body.features as Feature[]).filter(({ properties }) => properties.kind !== 'micro');
    const borders = listed.slice(0, 2).map(({ geometry }, n) => {
      const numbers = geometry.coordinates.flat(9) as number[];
      const east = Math.max(...numbers.filter((_, i) => i % 2 === 0));
      return Math.round((east - 117.01 - n / 100) * 1000);
    });
    const said = listed
      .flatMap(({ properties: { name, worker } }) => [name, worker.name])
      .map((text) => text.split(' ')[0]!);
    return [west, [...borders, ...said]].map((all) => [...new Set(all.map(String))].join('+'));
  };

  it('serve what the other has published within a second, and never half of it', async () => {
    const after: number[] = [];
    await importAt(pair.a.url, 'grids', 'grids.geojson', edition(3));
    await expect.poll(statesOf, { timeout: 60_000 }).toEqual(['3', '3']);
    for (const state of [1, 2, 3]) {
      const seen: string[][] = [];
      let isOver = false;
      const looking = (async () => {
        while (!isOver) seen.push(await statesOf());
      })();
      await importAt(pair.a.url, 'grids', 'grids.geojson', edition(state));
      const acknowledged = performance.now();
      await expect.poll(statesOf, { timeout: 60_000, interval: 10 }).toEqual([`${state}`, `${state}`]);
      after.push(performance.now() - acknowledged);
      isOver = true;
      await looking;
      expect(seen.flat().filter((one) => one.includes('+'))).toEqual([]);
    }
    // the machine may be busy with other things, but not with each of them
    expect(Math.min(...after)).toBeLessThan(1000);
    for (const path of [
      `/api/grids?area=${COUNTY}`,
      `/api/places?area=${COUNTY}`,
      `/api/areas/${COUNTY}`,
      '/api/locate?lon=117.0125&lat=30.008',
      '/tiles/grids/14/13516/6759.mvt',
      '/tiles/areas/12/3379/1689.mvt',
    ]) {
      const [one, other] = [await atA('GET', path), await atB('GET', path)];
      expect([path, one.status, one.headers.get('etag')]).toEqual([path, 200, other.headers.get('etag')]);
      expect(other.body).toEqual(one.body);
    }
  });

  it('tell each other what happens: a stream of one hears of events and editions of the other', async () => {
    const path = `/api/live?area=${COUNTY}&view=events`;
    const stream = new EventStream([pair.b.url], path, dispatcher);
    await expect.poll(() => stream.heard.map(({ event }) => event), { timeout: 60_000 }).toContain('snapshot');
    const told = await report(pair.a.url);
    expect(told.status).toBe(201);
    const heardOf = () =>
      stream.heard
        .filter((one) => one.event !== 'snapshot')
        .some((one) => JSON.stringify(one.data).includes(told.body.event.id));
    await expect.poll(heardOf, { timeout: 60_000 }).toBe(true);
    await importAt(pair.a.url, 'grids', 'grids.geojson', edition(1));
    await expect.poll(() => stream.heard.map(({ event }) => event), { timeout: 60_000 }).toContain('published');
    await stream.close();
  });

  it('know each other’s sessions, and who guesses passwords at one has guessed at the other', async () => {
    const [login, password] = ['two.processes', 'a long enough password'];
    const account = { login, name: login, password, grants: [{ role: 'viewer', area: COUNTY }] };
    expect((await atA('POST', '/api/accounts', { payload: account, token: ADMIN_TOKEN })).status).toBe(201);
    const signedIn = await atA('POST', '/api/session', { payload: { login, password } });
    const cookie = /gezhong=([^;]*)/.exec(signedIn.headers.get('set-cookie') ?? '')![1]!;
    expect((await atB('GET', '/api/session', { cookie })).body).toMatchObject({ login });
    expect((await atB('DELETE', '/api/session', { cookie })).status).toBeLessThan(300);
    const events = `/api/events?area=${COUNTY}`;
    expect((await atA('GET', events, { cookie })).body.code).toBe('session-expired');

    const statuses: number[] = [];
    for (let i = 0; i < 8; i++) {
      const wrong = { payload: { login, password: 'not the password' } };
      statuses.push((await (i % 2 === 0 ? atA : atB)('POST', '/api/session', wrong)).status);
    }
    expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
    expect(statuses.at(-1)).toBe(429);
  });

  it('count requests together: who has used the limit at one is refused by the other', async () => {
    const address = '192.0.2.7';
    const ask = async (at: typeof atA) => (await at('GET', '/api/areas', { address })).status;
    let admitted = 0;
    while (admitted < PER_MINUTE) {
      const statuses = await Promise.all(Array.from({ length: 20 }, () => ask(atA)));
      admitted += statuses.filter((status) => status === 200).length;
      if (statuses.includes(429)) break;
    }
    expect(admitted).toBe(PER_MINUTE);
    let more = 0;
    await expect
      .poll(
        async () => {
          const status = await ask(atB);
          if (status === 200) more++;
          return status;
        },
        { timeout: 60_000, interval: 200 },
      )
      .toBe(429);
    // a twentieth, and what arrives between two tellings
    expect(more).toBeLessThan(PER_MINUTE / 20 + 50);
    expect((await atB('GET', '/api/areas', { address: '192.0.2.8' })).status).toBe(200);
  });

  /** Reports until told to stop, at one process after the other, each report until it is acknowledged. */
  const reportAlong = (urls: readonly string[]) => {
    const acknowledged = new Set<string>();
    const problems: string[] = [];
    let isOver = false;
    const one = async (n: number) => {
      for (let turn = n; !isOver; ) {
        const body = newEvent();
        for (;;) {
          const answer = await report(urls[turn % urls.length]!, body).catch(() => null);
          if (answer !== null && answer.status < 300) break;
          if (answer !== null && (answer.status !== 503 || answer.headers.get('retry-after') === null))
            problems.push(`${answer.status} ${JSON.stringify(answer.body)}`);
          turn++;
          await sleep(20);
        }
        acknowledged.add(body.id as string);
      }
    };
    const running = Promise.all(Array.from({ length: 8 }, (_, n) => one(n)));
    const stop = async () => {
      isOver = true;
      await running;
    };
    return { acknowledged, problems, stop };
  };
  const lostOf = async (url: string, ids: Iterable<string>): Promise<string[]> => {
    const left = [...ids];
    const lost: string[] = [];
    const look = async () => {
      for (let id = left.pop(); id !== undefined; id = left.pop()) {
        if ((await askAt(url, 'GET', `/api/events/${id}`, { token: dispatcher })).status !== 200) lost.push(id);
      }
    };
    await Promise.all(Array.from({ length: 8 }, look));
    return lost;
  };

  it('go on when one is killed under load: clients turn to the other, and nothing acknowledged is lost', async () => {
    const stream = new EventStream([pair.a.url, pair.b.url], `/api/live?area=${COUNTY}&view=events`, dispatcher);
    await expect.poll(() => stream.heard.length, { timeout: 60_000 }).toBeGreaterThan(0);
    const load = reportAlong([pair.a.url, pair.b.url]);
    await expect.poll(() => load.acknowledged.size, { timeout: 60_000 }).toBeGreaterThan(20);
    await pair.a.kill();
    const atDeath = load.acknowledged.size;
    await expect.poll(() => load.acknowledged.size, { timeout: 60_000 }).toBeGreaterThan(atDeath + 20);
    await load.stop();
    expect(load.problems).toEqual([]);
    expect(await lostOf(pair.b.url, load.acknowledged)).toEqual([]);

    // the stream stands at the other one, which told it everything it had missed or all there is
    const last = await report(pair.b.url);
    const hears = () =>
      stream.heard.some((one) => one.connection > 1 && JSON.stringify(one.data).includes(last.body.event.id));
    await expect.poll(hears, { timeout: 60_000 }).toBe(true);
    const known = JSON.stringify(stream.heard.map(({ data }) => data));
    expect([...load.acknowledged].filter((id) => !known.includes(id))).toEqual([]);
    await stream.close();

    pair.a = await pair.another();
    expect(await lostOf(pair.a.url, load.acknowledged)).toEqual([]);
  });

  it('say 503 and when to come again while the database is away, answer from memory, and recover by themselves', async () => {
    const urls = [pair.a.url, pair.b.url];
    const reads = ['/api/locate?lon=117.0125&lat=30.008', '/tiles/grids/14/13516/6759.mvt'];
    for (const url of urls) for (const path of reads) expect((await askAt(url, 'GET', path)).status).toBe(200);
    const load = reportAlong(urls);
    await expect.poll(() => load.acknowledged.size, { timeout: 60_000 }).toBeGreaterThan(20);
    const unexpected: string[] = [];
    let isOver = false;
    let refusals = 0;
    const reading = urls.map(async (url) => {
      for (let n = 0; !isOver; n++) {
        const path = [`/api/grids?area=${COUNTY}&limit=${1 + (n % 90)}`, `/api/events?area=${COUNTY}`][n % 2]!;
        const answer = await askAt(url, 'GET', path, { token: dispatcher });
        if (answer.status === 503 && Number(answer.headers.get('retry-after')) > 0) refusals++;
        else if (answer.status !== 200) unexpected.push(`${path} ${answer.status} ${JSON.stringify(answer.body)}`);
        await sleep(10);
      }
    });
    await pair.server.crash();
    for (const url of urls) {
      for (const path of reads) expect([path, (await askAt(url, 'GET', path)).status]).toEqual([path, 200]);
      const health = await askAt(url, 'GET', '/api/health');
      expect(health.body).toMatchObject({ status: 'degraded', database: { reachable: false, state: 'unreachable' } });
      expect((await askAt(url, 'GET', '/api/ready')).status).toBe(503);
    }
    await expect.poll(() => refusals, { timeout: 60_000 }).toBeGreaterThan(4);
    await pair.server.restart();
    const back = load.acknowledged.size;
    await expect.poll(() => load.acknowledged.size, { timeout: 60_000 }).toBeGreaterThan(back + 20);
    isOver = true;
    await Promise.all([load.stop(), ...reading]);
    expect([...unexpected, ...load.problems]).toEqual([]);
    expect(await lostOf(pair.b.url, load.acknowledged)).toEqual([]);

    // the lines for notifications are made again too
    await importAt(pair.a.url, 'grids', 'grids.geojson', edition(2));
    await expect.poll(statesOf, { timeout: 60_000 }).toEqual(['2', '2']);
    const body = { ...newEvent(), id: randomUUID() };
    const stream = new EventStream([pair.b.url], `/api/live?area=${COUNTY}&view=events`, dispatcher);
    await report(pair.a.url, body);
    const hears = () => JSON.stringify(stream.heard).includes(body.id);
    await expect.poll(hears, { timeout: 60_000 }).toBe(true);
    await stream.close();
  });
});
