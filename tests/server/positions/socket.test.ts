/** GET /api/live/socket on both databases: who gets in, what is told, and when it ends. */
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { forgetTokens } from '../../../server/access/known-tokens.ts';
import type { Role } from '../../../server/contract/access.ts';
import { sql } from '../../../server/database/sql.ts';
import { addAccount, addToken, ask, signedIn, tokenOfEachRole } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { type CellMessage, readCellMessage } from '../../support/cell-message.ts';
import { eachDatabase } from '../../support/database.ts';
import { hire, signOut } from '../../support/people.ts';
import { AREAS, COUNTY, gridsFile } from '../../support/small-county.ts';

const BBOX = [117.0, 30.0, 117.03, 30.01];
const GRID_1 = `${COUNTY}001001001`;

eachDatabase((name, open) => {
  let service: TestApp;
  let tokens: Record<Role, string>;
  const opened: WebSocket[] = [];
  const since = new Date(Date.now() - 3_600_000);
  beforeAll(async () => {
    service = await openApp(await open());
    await service.importText('areas', 'areas.geojson', AREAS, { county: COUNTY });
    await service.importText('grids', 'grids.geojson', gridsFile(), { county: COUNTY });
    tokens = await tokenOfEachRole(service.db, COUNTY);
    await service.app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterEach(() => {
    for (const web of opened.splice(0)) web.terminate();
  });
  afterAll(() => service.close());

  const port = () => (service.app.server.address() as AddressInfo).port;

  async function connect(headers: Record<string, string> = {}) {
    const web = new WebSocket(`ws://127.0.0.1:${port()}/api/live/socket`, { headers });
    opened.push(web);
    // biome-ignore lint/suspicious/noExplicitAny: tests look into messages freely
    const said: any[] = [];
    const cells: CellMessage[] = [];
    const stream: Buffer[] = [];
    const end: { code: number | undefined; status: number | undefined } = { code: undefined, status: undefined };
    web.on('message', (data: Buffer, binary) => {
      if (binary && data[0] === 3) stream.push(data.subarray(4));
      else if (binary) cells.push(readCellMessage(data));
      else said.push(JSON.parse(data.toString()));
    });
    web.on('close', (code) => {
      end.code = code;
    });
    web.on('unexpected-response', (_request, response) => {
      end.status = response.statusCode;
      response.resume();
    });
    web.on('error', () => {});
    await expect
      .poll(() => web.readyState === WebSocket.OPEN || end.status !== undefined, { timeout: 10_000 })
      .toBe(true);
    const tell = (message: object) => web.send(JSON.stringify(message));
    const hello = async (token?: string, more: object = {}): Promise<void> => {
      tell({ type: 'hello', ...(token === undefined ? {} : { token }), ...more });
      await expect.poll(() => said[0]?.type ?? end.code, { timeout: 10_000 }).toBe('welcome');
    };
    const look = (bbox = BBOX, zoom = 14) => tell({ type: 'subscribe', bbox, zoom });
    /** Who is shown, as a client would: snapshots replace a cell, ticks change it. */
    const shown = (): number[] => {
      const byCell = new Map<string, Set<number>>();
      for (const { kind, cell, rows, gone } of cells) {
        const held = kind === 'snapshot' ? new Set<number>() : (byCell.get(cell.join()) ?? new Set());
        for (const { id } of rows) held.add(id);
        for (const id of gone) held.delete(id);
        byCell.set(cell.join(), held);
      }
      return [...byCell.values()].flatMap((held) => [...held]).sort((a, b) => a - b);
    };
    const closes = () => expect.poll(() => end.code, { timeout: 10_000 });
    /** The event stream as it came, record by record: kind and body. */
    const records = () =>
      Buffer.concat(stream)
        .toString()
        .split('\n\n')
        .filter((record) => record !== '')
        .map((record) => ({
          id: /^id: (.*)$/m.exec(record)?.[1],
          kind: /^event: (.*)$/m.exec(record)?.[1],
          body: JSON.parse(/^data: (.*)$/m.exec(record)![1]!),
        }));
    /** What a client says of what it holds when it comes back. */
    const held = () => ({
      epoch: said[0].epoch,
      cells: [...new Map(cells.map(({ cell, seq }) => [cell.join(), [...cell, seq]])).values()],
    });
    return { web, said, cells, end, tell, hello, look, shown, closes, records, held };
  }

  const stand = async (worker: number, lon: number, seconds: number): Promise<void> => {
    const fix = {
      worker,
      t: Date.now() - 60_000 + seconds * 1000,
      lon,
      lat: 30.005,
      accuracy: 6,
      speed: 1.5,
      course: 90,
    };
    const answer = await ask(service.app, 'POST', '/api/positions', {
      token: tokens.worker,
      payload: { fixes: [fix] },
    });
    expect(answer.body.results).toEqual(['accepted']);
  };

  it('tells a dispatcher who is there, who moves, and who is gone', async () => {
    const { id } = await hire(service.db, { since, grids: [GRID_1] });
    await stand(id, 117.005, 0);
    const { hello, look, said, cells, shown } = await connect();
    await hello(tokens.dispatcher);
    expect(said[0]).toMatchObject({ tickMs: 100, exact: true, limits: { cells: 64, cellZoom: 13 } });
    look();
    await expect.poll(shown, { timeout: 10_000 }).toContain(id);
    expect(said[1]).toMatchObject({ type: 'subscribed', mode: 'cells' });
    const row = () => cells.flatMap(({ rows }) => rows).findLast((one) => one.id === id);
    expect(row()).toMatchObject({ lon: 117.005, lat: 30.005, speed: 15, course: 90, accuracy: 6, flags: 0 });
    await stand(id, 117.0055, 10);
    await expect.poll(() => row()?.lon, { timeout: 10_000 }).toBe(117.0055);
    expect(cells.at(-1)).toMatchObject({ kind: 'tick' });
    await signOut(service.db, id, new Date());
    await expect.poll(shown, { timeout: 10_000 }).not.toContain(id);
    expect(service.app.liveRounds.size).toBe(1);
    expect((await service.app.inject('/metrics')).body).toMatch(/gezhong_socket_viewers 1\n/);
  });

  it('tells others numbers only, and everybody on a wide map', async () => {
    const { id } = await hire(service.db, { since });
    await stand(id, 117.005, 0);
    const viewer = await connect();
    await viewer.hello(tokens.viewer);
    expect(viewer.said[0].exact).toBe(false);
    viewer.look();
    await expect.poll(() => viewer.said.at(-1), { timeout: 10_000 }).toMatchObject({ type: 'counts', outside: 0 });
    expect(viewer.said[1]).toEqual({ type: 'subscribed', mode: 'counts', cells: [] });
    expect(viewer.said.at(-1).grids.find(([grid]: [string]) => grid === GRID_1)[1]).toBeGreaterThan(0);
    expect(viewer.cells).toEqual([]);
    const wide = await connect();
    await wide.hello(tokens.dispatcher);
    wide.look([110, 25, 120, 35], 6);
    await expect.poll(() => wide.said.at(-1)?.type, { timeout: 10_000 }).toBe('counts');
    expect(wide.cells).toEqual([]);
  });

  it('shows nobody of a foreign area', async () => {
    const { id } = await hire(service.db, { since });
    await stand(id, 117.005, 0);
    const elsewhere = await tokenOfEachRole(service.db, '310000');
    const one = await connect();
    await one.hello(elsewhere.dispatcher);
    one.look();
    await expect.poll(() => one.cells.length, { timeout: 10_000 }).toBeGreaterThan(0);
    await stand(id, 117.0055, 10);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(one.shown()).toEqual([]);
  });

  it('takes the session of our own page, and no page of somebody else', async () => {
    const login = `socket-${name}`;
    await addAccount(service.db, login, [{ role: 'dispatcher', area: COUNTY }]);
    const cookie = `gezhong=${await signedIn(service.app, login)}`;
    const own = await connect({ cookie, origin: `http://127.0.0.1:${port()}` });
    await own.hello();
    const foreign = await connect({ cookie, origin: 'https://example.org' });
    expect(foreign.end.status).toBe(403);
    const nobody = await connect({ cookie });
    nobody.tell({ type: 'hello' });
    await nobody.closes().toBe(4401);
  });

  it('closes on what it cannot read and on whom it does not know', async () => {
    const cases: [string, number][] = [
      ['no json', 4400],
      [JSON.stringify({ type: 'subscribe', bbox: BBOX, zoom: 14 }), 4400],
      [JSON.stringify({ type: 'hello', token: 'gz_wrong' }), 4401],
      [JSON.stringify({ type: 'hello' }), 4401],
      [JSON.stringify({ type: 'hello', more: 1 }), 4400],
    ];
    for (const [text, code] of cases) {
      const { web, closes } = await connect();
      web.send(text);
      await closes().toBe(code);
    }
    const twice = await connect();
    await twice.hello(tokens.dispatcher);
    twice.tell({ type: 'hello', token: tokens.dispatcher });
    await twice.closes().toBe(4400);
    const long = await connect();
    long.web.send('x'.repeat(10_000));
    await long.closes().toBe(1009);
    expect((await ask(service.app, 'GET', '/api/live/socket')).code).toBe('request-invalid');
  });

  it('ends with the token it came with', async () => {
    const token = await addToken(service.db, `short ${name}`, [{ role: 'dispatcher', area: COUNTY }]);
    const one = await connect();
    await one.hello(token);
    await service.db.query(sql`update machine_token set revoked_at = now() where name = ${`short ${name}`}`);
    forgetTokens(service.db);
    await service.app.liveRounds.round();
    await one.closes().toBe(4401);
  });

  it('tells who comes back only the cells that changed', async () => {
    const { id } = await hire(service.db, { since });
    const moved = await hire(service.db, { since });
    await stand(id, 117.005, 0);
    // in the next cell, which begins at 117.0264°
    await stand(moved.id, 117.0275, 0);
    const first = await connect();
    await first.hello(tokens.dispatcher);
    expect(first.said[0].resumed).toBe(false);
    first.look();
    await expect.poll(first.shown, { timeout: 10_000 }).toEqual(expect.arrayContaining([id, moved.id]));
    const since1 = first.held();
    first.web.terminate();
    await stand(moved.id, 117.0278, 10);
    const second = await connect();
    await second.hello(tokens.dispatcher, { since: since1 });
    expect(second.said[0].resumed).toBe(true);
    second.look();
    await expect.poll(second.shown, { timeout: 10_000 }).toContain(moved.id);
    expect(second.shown()).not.toContain(id);
    await stand(id, 117.0055, 10);
    await expect.poll(second.shown, { timeout: 10_000 }).toContain(id);
    // another epoch is another service: everything
    const third = await connect();
    await third.hello(tokens.dispatcher, { since: { ...since1, epoch: 'other' } });
    expect(third.said[0].resumed).toBe(false);
    third.look();
    await expect.poll(third.shown, { timeout: 10_000 }).toEqual(expect.arrayContaining([id, moved.id]));
  });

  it('brings the events on the same line, whole, to those who may see them', async () => {
    const one = await connect();
    await one.hello(tokens.dispatcher);
    one.tell({ type: 'events', area: COUNTY });
    await expect.poll(() => one.records()[0]?.kind, { timeout: 10_000 }).toBe('snapshot');
    const report = () => ({
      id: randomUUID(),
      category: '0103',
      text: '同一条线路上的事件',
      channel: 'hotline',
      lon: 117.005,
      lat: 30.005,
    });
    const made = await ask(service.app, 'POST', '/api/events', { token: tokens.dispatcher, payload: report() });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    await expect
      .poll(() => one.records().flatMap(({ kind, body }) => (kind === 'events' ? body.events : [])), {
        timeout: 10_000,
      })
      .toContainEqual(expect.objectContaining({ id: made.body.event.id }));
    const last = one.records().findLast(({ id }) => id !== undefined)!.id;
    one.web.terminate();
    const again = await connect();
    await again.hello(tokens.dispatcher);
    again.look();
    again.tell({ type: 'events', area: COUNTY, last });
    await ask(service.app, 'POST', '/api/events', {
      token: tokens.dispatcher,
      payload: { ...report(), text: '断线之后的事件', lon: 117.0051 },
    });
    await expect.poll(() => again.records().some(({ kind }) => kind === 'events'), { timeout: 10_000 }).toBe(true);
    expect(again.records().map(({ kind }) => kind)).not.toContain('snapshot');
    again.tell({ type: 'events' });
    await again.closes().toBe(4400);
    const foreign = await connect();
    await foreign.hello(tokens.dispatcher);
    foreign.tell({ type: 'events', area: '310000' });
    await foreign.closes().toBe(4403);
  });

  it('answers other routes that are asked to upgrade, and goes on', async () => {
    const web = new WebSocket(`ws://127.0.0.1:${port()}/api/health`);
    const status = await new Promise<number | undefined>((resolve) => {
      web.on('unexpected-response', (_request, response) => {
        response.resume();
        resolve(response.statusCode);
      });
      web.on('error', () => {});
    });
    expect(status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port()}/api/health`)).status).toBe(200);
  });
});
