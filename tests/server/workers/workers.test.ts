/** The register of workers and their posts over HTTP, on both databases: who may, what maps learn of it, and what is written down. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Post, Worker } from '../../../server/contract/workers.ts';
import { sql } from '../../../server/database/sql.ts';
import { addAccount, signedIn } from '../../support/access-app.ts';
import { eachDatabase } from '../../support/database.ts';
import { COMMUNITY, type Desk, openDesk, tokenOver } from '../../support/event-desk.ts';
import { COUNTY, gridsFile } from '../../support/small-county.ts';

const GRID = (number: string) => `${COMMUNITY}${number}`;

eachDatabase((_name, open) => {
  let desk: Desk;
  let code = 0;
  beforeAll(async () => {
    desk = await openDesk(await open());
  });
  afterAll(() => desk.close());

  const add = async (more: Record<string, unknown> = {}, token = desk.tokens.planner) =>
    desk.ask('POST', '/api/workers', { code: `w${++code}`, area: COMMUNITY, name: '陈静', ...more }, token);
  const added = async (more: Record<string, unknown> = {}): Promise<Worker> => {
    const answer = await add(more);
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  const openPost = (id: number, body: Record<string, unknown>, token = desk.tokens.planner) =>
    desk.ask('POST', `/api/workers/${id}/posts`, body, token);
  const opened = async (id: number, body: Record<string, unknown>): Promise<Post> => {
    const answer = await openPost(id, body);
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  const endPost = (id: number, body: Record<string, unknown> = {}, token = desk.tokens.planner) =>
    desk.ask('POST', `/api/posts/${id}/end`, body, token);
  const change = (id: number, body: Record<string, unknown>, token = desk.tokens.planner) =>
    desk.ask('PATCH', `/api/workers/${id}`, body, token);
  const workerAt = async (lon: number) => (await desk.ask('GET', `/api/locate?lon=${lon}&lat=30.007`)).body.grid.worker;
  const lastAudit = async () => {
    const [row] = await desk.service.db.query<{ action: string; target: string; actor: string; area: string }>(
      sql`select action, target, actor, area_code as area from audit order by id desc limit 1`,
    );
    return row!;
  };

  describe('a worker', () => {
    it('is taken into the register by a planner of the area, with an audit row', async () => {
      const { status, body, headers } = await add({ phone: ' 0000-7 ' });
      expect([status, body.phone, body.login, body.left, body.posts]).toEqual([201, '0000-7', null, null, []]);
      expect(headers.location).toBe(`/api/workers/${body.id}`);
      expect(await lastAudit()).toMatchObject({ action: 'worker.add', target: String(body.id), area: COMMUNITY });
      expect((await desk.ask('GET', `/api/workers/${body.id}`, undefined, desk.tokens.viewer)).body).toEqual(body);
    });

    it('is refused for a reason that is told', async () => {
      const known = await added();
      const other = await tokenOver(desk.service.db, 'planner', '990102');
      const rows: [Record<string, unknown>, string, string][] = [
        [{ code: known.code }, desk.tokens.planner, 'duplicate'],
        [{ name: '  ' }, desk.tokens.planner, 'body-invalid'],
        [{ area: `${COUNTY}999` }, desk.tokens.planner, 'area-unknown'],
        [{ login: 'somebody' }, desk.tokens.planner, 'role-missing'],
        [{ login: 'somebody' }, desk.tokens.admin, 'reference-missing'],
        [{}, other, 'area-forbidden'],
        [{}, desk.tokens.dispatcher, 'role-missing'],
        [{ idCard: '1' }, desk.tokens.planner, 'body-invalid'],
      ];
      for (const [body, token, expected] of rows) expect((await add(body, token)).code, expected).toBe(expected);
    });

    it('signs in with an account of the county, which signs in as nobody else', async () => {
      const { db } = desk.service;
      await addAccount(db, 'chen', [{ role: 'worker', area: COMMUNITY }]);
      await addAccount(db, 'far', [{ role: 'worker', area: '990102' }]);
      const [one, two] = [await added(), await added()];
      expect((await change(one.id, { login: 'far' }, desk.tokens.admin)).code).toBe('reference-missing');
      expect((await change(one.id, { login: 'chen' })).code).toBe('role-missing');
      expect((await change(one.id, { login: 'chen' }, desk.tokens.admin)).body.login).toBe('chen');
      expect((await change(two.id, { login: 'chen' }, desk.tokens.admin)).code).toBe('duplicate');
      expect((await change(one.id, { login: null }, desk.tokens.admin)).body.login).toBe(null);
      expect((await change(two.id, { login: 'chen' }, desk.tokens.admin)).body.login).toBe('chen');
    });

    it('may be looked at by those of the area, of a grid held in it, and by the worker', async () => {
      const { db } = desk.service;
      await addAccount(db, 'lin', [{ role: 'worker', area: '990101002' }]);
      const lin = await added({ area: COUNTY });
      await change(lin.id, { login: 'lin' }, desk.tokens.admin);
      const cookie = await signedIn(desk.service.app, 'lin');
      const look = (token: string) => desk.ask('GET', `/api/workers/${lin.id}`, undefined, token);
      const here = await tokenOver(db, 'viewer', COMMUNITY);
      expect([(await look(cookie)).status, (await look(here)).code]).toEqual([200, 'area-forbidden']);
      await opened(lin.id, { grid: GRID('003'), role: 'police' });
      expect((await look(here)).status).toBe(200);
      const list = await desk.ask('GET', `/api/workers?area=${COMMUNITY}&role=police`, undefined, here);
      expect(list.body.workers.map(({ id }: Worker) => id)).toEqual([lin.id]);
      expect((await desk.ask('GET', '/api/workers/999999', undefined, here)).code).toBe('worker-unknown');
    });

    it('is listed by name as names are sorted in Chinese, then by code, page by page', async () => {
      const names = ['赵一', '安一', '李一', '王一', '李一'];
      const list = [];
      for (const name of names) list.push(await added({ name: `${name}序` }));
      const url = `/api/workers?area=${COMMUNITY}&q=${encodeURIComponent('一序')}&limit=2`;
      const seen: string[] = [];
      for (let after = ''; ; ) {
        const { body } = await desk.ask('GET', `${url}${after}`, undefined, desk.tokens.viewer);
        seen.push(...body.workers.map(({ name, code }: Worker) => `${name} ${code}`));
        if (body.next === null) break;
        after = `&after=${body.next}`;
      }
      const [zhao, an, li, wang, li2] = list.map(({ name, code }) => `${name} ${code}`);
      expect(seen).toEqual([an, li, li2, wang, zhao]);
      expect((await desk.ask('GET', `${url}&after=bm8`, undefined, desk.tokens.viewer)).code).toBe('cursor-invalid');
    });
  });

  describe('a post', () => {
    it('is on the map at once, and off it when it ends; the revision of the county has moved', async () => {
      const version = desk.service.maps.version();
      const worker = await added({ name: '周芳', phone: '0000-9' });
      const post = await opened(worker.id, { grid: GRID('003'), role: 'worker' });
      expect(post).toMatchObject({ gridName: '第3网格', holder: '周芳', worker: worker.id, to: null });
      expect(await workerAt(117.025)).toEqual({ name: '周芳', phone: '0000-9' });
      expect(desk.service.maps.version()).not.toBe(version);
      expect(await lastAudit()).toMatchObject({ action: 'post.open', target: String(post.id), area: COMMUNITY });
      const ended = await endPost(post.id);
      expect(ended.body.to).not.toBe(null);
      expect(await workerAt(117.025)).toBe(null);
      expect((await endPost(post.id)).code).toBe('post-ended');
      expect(await lastAudit()).toMatchObject({ action: 'post.end' });
    });

    it('keeps to its times, and to one of a kind for a worker at a time', async () => {
      const worker = await added();
      const held = { grid: GRID('002'), role: 'volunteer' };
      const first = await opened(worker.id, { ...held, from: '2026-01-01T00:00:00Z', to: '2026-03-01T00:00:00Z' });
      const refused: [Record<string, unknown>, string][] = [
        [{ ...held, from: '2026-02-01T00:00:00Z' }, 'duplicate'],
        [{ ...held, from: '2026-04-01T00:00:00Z', to: '2026-03-01T00:00:00Z' }, 'period-invalid'],
        [{ ...held, to: '2026-03-01T00:00:00Z' }, 'period-invalid'],
        [{ ...held, from: '1900-01-01T00:00:00Z' }, 'date-invalid'],
        [{ ...held, grid: GRID('009') }, 'grid-unknown'],
      ];
      for (const [body, expected] of refused) expect((await openPost(worker.id, body)).code, expected).toBe(expected);
      await opened(worker.id, { ...held, from: '2026-03-01T00:00:00Z' });
      await opened(worker.id, { ...held, role: 'legal' });
      const at = (asOf: string) =>
        desk.ask('GET', `/api/posts?area=${COUNTY}&asOf=${asOf}`, undefined, desk.tokens.viewer);
      const roles = (await at('2026-02-01')).body.posts;
      expect(roles.map(({ id, gridName }: Post) => [id, gridName])).toEqual([[first.id, null]]);
      expect((await endPost(first.id)).code).toBe('post-ended');
      expect((await endPost(999_999)).code).toBe('post-unknown');
    });

    it('of the grids of an area is listed, names without a worker too, page by page', async () => {
      const all = (await desk.ask('GET', `/api/posts?area=${COMMUNITY}`, undefined, desk.tokens.viewer)).body.posts;
      expect(all.find(({ holder }: Post) => holder === '李建国')).toMatchObject({ worker: null, role: 'leader' });
      const first = await desk.ask('GET', `/api/posts?area=${COUNTY}&limit=1`, undefined, desk.tokens.viewer);
      const url = `/api/posts?area=${COUNTY}&limit=2000&after=${first.body.next}`;
      const rest = await desk.ask('GET', url, undefined, desk.tokens.viewer);
      expect([...first.body.posts, ...rest.body.posts].length).toBe(all.length);
    });

    it('is published anew under a new name, and the past keeps the old one', async () => {
      const worker = await added({ name: '旧名' });
      const before = await opened(worker.id, { grid: GRID('003'), role: 'worker' });
      // the database counts finer than a text of milliseconds
      const between = new Date(Date.parse(before.from) + 1).toISOString();
      await new Promise((resolve) => setTimeout(resolve, 5));
      const { body } = await change(worker.id, { name: '新名', phone: '0000-1' });
      expect(body.posts.map(({ holder, phone }: Post) => [holder, phone])).toEqual([['新名', '0000-1']]);
      expect(await workerAt(117.025)).toEqual({ name: '新名', phone: '0000-1' });
      const past = await desk.ask('GET', `/api/posts?area=${COUNTY}&asOf=${between}`, undefined, desk.tokens.viewer);
      expect(past.body.posts.find(({ id }: Post) => id === before.id)?.holder).toBe('旧名');
      expect((await change(worker.id, { area: '990101001' })).body.posts.length, 'nothing published changed').toBe(1);
    });

    it('ends when its worker leaves, who holds none until the return', async () => {
      const worker = await added({ name: '将离' });
      await opened(worker.id, { grid: GRID('003'), role: 'worker' });
      await opened(worker.id, { grid: GRID('003'), role: 'micro', from: '2099-01-01T00:00:00Z' });
      const left = await change(worker.id, { left: true });
      expect([left.body.left === null, left.body.posts]).toEqual([false, []]);
      expect((await workerAt(117.025))?.name).not.toBe('将离');
      expect((await openPost(worker.id, { grid: GRID('003'), role: 'worker' })).code).toBe('worker-left');
      const listed = async (more: string) =>
        (await desk.ask('GET', `/api/workers?area=${COUNTY}&q=${encodeURIComponent('将离')}${more}`)).body.workers
          .length;
      expect([await listed(''), await listed('&all=true')]).toEqual([0, 1]);
      expect((await change(worker.id, { left: false })).body.left).toBe(null);
    });

    it('outlives an import of grids when it is another role, and is linked to a worker of that name alone', async () => {
      const police = await added({ name: '孙警官' });
      const beat = await opened(police.id, { grid: GRID('002'), role: 'police' });
      const named = await added({ name: '赵强' });
      const file = JSON.parse(gridsFile());
      file.features[1].properties.worker = '钱进';
      await desk.service.importText('grids', 'grids.geojson', JSON.stringify(file), { county: COUNTY });
      file.features[1].properties.worker = '赵强';
      const job = await desk.service.importText('grids', 'grids.geojson', JSON.stringify(file), { county: COUNTY });
      expect(job.state).toBe('done');
      const { body } = await desk.ask('GET', `/api/workers/${named.id}`);
      expect(body.posts).toMatchObject([{ grid: GRID('002'), role: 'worker', holder: '赵强' }]);
      expect((await desk.ask('GET', `/api/workers/${police.id}`)).body.posts).toMatchObject([{ id: beat.id }]);
    });
  });

  describe('the roster', () => {
    const url = `/api/roster/${COUNTY}`;
    it('asks for a leader and a worker until the county says otherwise on the version it saw', async () => {
      const { body, headers } = await desk.ask('GET', url, undefined, desk.tokens.viewer);
      expect(body.required).toEqual({ basic: ['leader', 'worker'], dedicated: ['leader', 'worker'], micro: [] });
      const roster = { county: COUNTY, required: { basic: ['worker', 'police'], micro: ['micro'] } };
      const put = (more: Record<string, string>, token = desk.tokens.admin, payload: unknown = roster) =>
        desk.ask('PUT', url, payload, token, more);
      const match = { 'if-match': String(headers.etag) };
      expect((await put({})).code).toBe('precondition-required');
      expect((await put(match, desk.tokens.planner)).code).toBe('role-missing');
      expect((await put(match, desk.tokens.admin, { ...roster, county: '990102' })).code).toBe('body-invalid');
      expect((await put(match, desk.tokens.admin, { ...roster, required: { macro: ['leader'] } })).code).toBe(
        'body-invalid',
      );
      expect((await put(match)).body.required).toEqual({
        basic: ['worker', 'police'],
        dedicated: [],
        micro: ['micro'],
      });
      expect((await put(match)).code).toBe('precondition-failed');
      expect(await lastAudit()).toMatchObject({ action: 'roster.change', target: COUNTY });
    });
  });
});
