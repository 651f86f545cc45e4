/**
 * No secret that a request carries, wherever it carries it, is in the log at its most talkative, in an answer but the one that
 * gives it, or in any row of the database.
 */
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureSetupLink } from '../../../server/access/setup-link.ts';
import { Sql, sql } from '../../../server/database/sql.ts';
import { makeLogger } from '../../../server/http/request-log.ts';
import { type Answer, ask, PASSWORD, signedIn } from '../../support/access-app.ts';
import { ADMIN_TOKEN, openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { multipartOf } from '../../support/multipart.ts';
import { hire } from '../../support/people.ts';
import { AREAS, COUNTY, gridsFile } from '../../support/small-county.ts';

eachDatabase((_name, open) => {
  let service: TestApp;
  let log = '';
  const token = ADMIN_TOKEN;
  beforeAll(async () => {
    service = await openApp(await open());
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        log += chunk.toString();
        done();
      },
    });
    service.app.log = makeLogger('trace', stream);
  });
  afterAll(() => service.close());

  const send = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, extra: Parameters<typeof ask>[3] = {}) =>
    ask(service.app, method, url, extra);

  it('are told by no request, and kept nowhere', async () => {
    const link = (await ensureSetupLink(service.db, new Date()))!;
    const secrets = {
      ...{ admin: token, password: PASSWORD, link, token: '', session: '', device: '' },
      changed: 'another long password of first',
      guessed: 'a wrong password that is long',
    };
    const first = { link, login: 'first', name: '首位', password: secrets.password };
    expect((await send('POST', '/api/setup', { payload: first })).status).toBe(200);
    expect((await send('POST', '/api/setup', { payload: first })).code).toBe('setup-link-invalid');

    const grants = [{ role: 'admin', area: null }];
    const made = await send('POST', '/api/tokens', { token, payload: { name: '导出', grants } });
    secrets.token = made.body.token;
    const cookie = await signedIn(service.app, 'first');
    secrets.session = cookie;
    const answers: Answer[] = [];
    const also = async (answer: Promise<Answer>): Promise<void> => void answers.push(await answer);
    await also(send('PATCH', '/api/accounts/first', { token: secrets.token, payload: { password: secrets.changed } }));
    await also(send('POST', '/api/session', { payload: { login: 'first', password: secrets.guessed } }));
    await also(send('POST', '/api/session', { payload: { login: 'first', password: secrets.guessed, more: 1 } }));
    const broken = `{"login":"first","password":"${secrets.changed}"`;
    await also(send('POST', '/api/session', { payload: broken, headers: { 'content-type': 'application/json' } }));

    for (const url of ['/api/accounts', '/api/plans/1', '/tiles/grids', '/api/nothing', '/ogc/collections', '/kiosk']) {
      const query = `?token=${secrets.token}&access_token=${secrets.token}&authorization=Bearer%20${secrets.token}`;
      await also(send('GET', `${url}${query}`));
      await also(send('GET', url, { token: secrets.token }));
      await also(send('GET', url, { token: `${secrets.token}x` }));
      await also(send('GET', url, { cookie }));
      await also(send('GET', url, { headers: { authorization: `Basic ${secrets.token}`, 'x-api-key': token } }));
    }

    await service.importText('areas', 'areas.geojson', AREAS, { county: COUNTY });
    await service.importText('grids', 'grids.geojson', gridsFile(), { county: COUNTY });
    const worker = (await hire(service.db, { since: new Date() })).id;
    const tracker = await send('POST', '/api/trackers', { token, payload: { worker, name: '手机' } });
    secrets.device = tracker.body.key;
    const device = `lat=30.005&lon=117.005&timestamp=${Math.floor(Date.now() / 1000)}`;
    const taken = await send('GET', `/api/positions/osmand?id=${secrets.device}&${device}`);
    expect(taken.status).toBe(200);
    answers.push(taken);
    await also(send('POST', `/api/positions/osmand?deviceid=${secrets.device}&${device}`));
    await also(send('GET', `/api/positions/osmand?id=${secrets.device}x&${device}`));
    await also(send('GET', `/api/positions/osmand?id=${secrets.device}&lat=NaN&lon=x`));
    const upload = multipartOf([
      { name: 'token', content: secrets.token },
      { name: 'file', content: '{', fileName: 'a.geojson' },
    ]);
    await also(send('POST', '/api/imports?layer=grids', { token: secrets.token, ...upload }));

    const lines = log.split('\n').filter((line) => line !== '');
    expect(lines.length).toBeGreaterThan(30);
    for (const [what, secret] of Object.entries(secrets)) {
      expect(secret.length, what).toBeGreaterThan(12);
      expect(
        lines.filter((line) => line.includes(secret)),
        what,
      ).toEqual([]);
      expect(
        answers.filter(({ body }) => JSON.stringify(body ?? '').includes(secret)),
        what,
      ).toEqual([]);
    }
    // the people who asked are there, by name
    expect(log).toContain('token:导出');

    const tables = await service.db.query<{ name: string }>(sql`
      select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`);
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['account', 'session', 'tracker', 'audit']));
    for (const { name } of tables) {
      const rows = await service.db.query<{ row: string }>(new Sql([`select t::text as row from "${name}" t`], []));
      const kept = Object.entries(secrets).filter(([, secret]) => rows.some(({ row }) => row.includes(secret)));
      expect([name, kept]).toEqual([name, []]);
    }
  });

  describe('when something of ours breaks', () => {
    it('is told what broke, without the request', async () => {
      const { query, transaction } = service.db;
      const before = log.length;
      const broken = () => Promise.reject(new TypeError('a fault of ours'));
      Object.assign(service.db, { query: broken, transaction: broken });
      const secret = 'a password nobody may read';
      const payload = { login: 'first', password: secret };
      const answer = await send('POST', `/api/session?token=${token}`, { payload, token }).finally(() =>
        Object.assign(service.db, { query, transaction }),
      );
      expect([answer.status, answer.code]).toEqual([500, 'internal']);
      const told = log.slice(before);
      expect(told).toContain('a fault of ours');
      expect(told).toContain(answer.body.requestId);
      for (const one of [secret, token]) expect(told + JSON.stringify(answer.body)).not.toContain(one);
      expect(JSON.stringify(answer.body)).not.toContain('fault');
    });
  });
});
