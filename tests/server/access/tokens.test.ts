import { beforeAll, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { type AccessApp, accessApp, addToken, ask } from '../../support/access-app.ts';
import { eachDatabase } from '../../support/database.ts';

const ADMIN_TOKEN = 'a token from the environment';

eachDatabase((_name, open) => {
  let a: AccessApp;
  const token = ADMIN_TOKEN.replaceAll(' ', '-');
  beforeAll(async () => {
    a = await accessApp(await open(), { adminToken: token });
  });

  const create = (payload: unknown, by = token) => ask(a.app, 'POST', '/api/tokens', { token: by, payload });

  it('takes the token of the environment as an admin over everything', async () => {
    expect((await ask(a.app, 'GET', '/api/tokens', { token })).status).toBe(200);
    for (const wrong of [`${token}x`, token.slice(0, -1), token.toUpperCase()]) {
      const answer = await ask(a.app, 'GET', '/api/tokens', { token: wrong });
      expect([answer.status, answer.code, answer.headers['www-authenticate']]).toEqual([
        401,
        'token-invalid',
        'Bearer realm="gezhong"',
      ]);
    }
  });

  it('shows a token once, stores its hash, and lets it do what it was given', async () => {
    const grants = [{ role: 'auditor', area: null }];
    const made = await create({ name: 'nightly audit', grants });
    expect(made.status).toBe(201);
    expect(made.body.token).toMatch(/^gz_[\w-]{43}$/);
    const listed = await ask(a.app, 'GET', '/api/tokens', { token });
    expect(JSON.stringify(listed.body)).not.toContain(made.body.token);
    expect(listed.body.tokens).toContainEqual({
      id: made.body.id,
      name: 'nightly audit',
      grants,
      expiresAt: null,
      createdAt: a.clock.now.toISOString(),
    });
    expect((await ask(a.app, 'GET', '/api/audit', { token: made.body.token })).status).toBe(200);
    expect((await ask(a.app, 'GET', '/api/accounts', { token: made.body.token })).code).toBe('role-missing');
    const rows = await a.db.query(sql`select * from machine_token`);
    expect(JSON.stringify(rows)).not.toContain(made.body.token);
  });

  it('refuses a revoked and an expired token', async () => {
    const expiresAt = new Date(a.clock.now.getTime() + 60_000).toISOString();
    const short = await create({ name: 'short', grants: [{ role: 'admin', area: null }], expiresAt });
    expect((await ask(a.app, 'GET', '/api/tokens', { token: short.body.token })).status).toBe(200);
    a.clock.pass(60);
    expect((await ask(a.app, 'GET', '/api/tokens', { token: short.body.token })).code).toBe('token-invalid');

    const long = await create({ name: 'long', grants: [{ role: 'admin', area: null }] });
    expect((await ask(a.app, 'DELETE', `/api/tokens/${long.body.id}`, { token })).status).toBe(204);
    expect((await ask(a.app, 'GET', '/api/tokens', { token: long.body.token })).code).toBe('token-invalid');
    expect((await ask(a.app, 'DELETE', `/api/tokens/${long.body.id}`, { token })).code).toBe('not-found');
  });

  it.each(['/api/tokens?token=TOKEN', '/api/tokens?access_token=TOKEN', '/api/tokens?authorization=Bearer%20TOKEN'])(
    'does not look at a token in the query: %s',
    async (url) => {
      const answer = await ask(a.app, 'GET', url.replace('TOKEN', token));
      expect([answer.status, answer.code]).toEqual([401, 'login-required']);
    },
  );

  it.each([
    ['Basic', 'Basic dXNlcjpwYXNz', 'login-required'],
    ['an empty token', 'Bearer ', 'login-required'],
    ['two words', 'Bearer a b', 'login-required'],
    ['a token of the right form that nobody made', `Bearer gz_${'A'.repeat(43)}`, 'token-invalid'],
    ['SQL', "Bearer gz_'or'1'='1", 'token-invalid'],
  ])('lets nobody in with %s', async (_what, authorization, code) => {
    const answer = await ask(a.app, 'GET', '/api/tokens', { headers: { authorization } });
    expect([answer.status, answer.code]).toEqual([401, code]);
  });

  it('needs no origin: a machine is not led to foreign pages', async () => {
    const made = await ask(a.app, 'POST', '/api/tokens', {
      token,
      headers: { 'sec-fetch-site': 'cross-site' },
      payload: { name: 'from a script', grants: [{ role: 'viewer', area: null }] },
    });
    expect(made.status).toBe(201);
  });

  it('lets nobody give a token more than they have, nor handle one beyond their area', async () => {
    const town = await addToken(a.db, 'town', [{ role: 'admin', area: '110101001' }]);
    const beyond = await create({ name: 'up', grants: [{ role: 'viewer', area: '110101' }] }, town);
    expect([beyond.status, beyond.code]).toEqual([403, 'area-forbidden']);
    const mixed = [
      { role: 'viewer', area: '110101001' },
      { role: 'viewer', area: null },
    ];
    expect((await create({ name: 'up', grants: mixed }, town)).code).toBe('area-forbidden');
    const other = await create({ name: 'other town', grants: [{ role: 'viewer', area: '110101002' }] });
    expect((await ask(a.app, 'DELETE', `/api/tokens/${other.body.id}`, { token: town })).code).toBe('area-forbidden');
    const own = await create({ name: 'own', grants: [{ role: 'viewer', area: '110101001003' }] }, town);
    expect(own.status).toBe(201);
    const listed = await ask(a.app, 'GET', '/api/tokens', { token: town });
    expect(listed.body.tokens.map((one: { name: string }) => one.name).sort()).toEqual(['own', 'town']);
  });

  it.each([
    [{ name: 'GEZHONG_ADMIN_TOKEN', grants: [{ role: 'viewer', area: null }] }, 409, 'duplicate'],
    [{ name: 'n', grants: [] }, 400, 'body-invalid'],
    [
      { name: 'n', grants: [{ role: 'viewer', area: null }], expiresAt: '2020-01-01T00:00:00Z' },
      422,
      'value-out-of-bounds',
    ],
    [{ name: 'n', grants: [{ role: 'viewer', area: null }], expiresAt: 'tomorrow' }, 400, 'body-invalid'],
  ])('refuses %j', async (payload, status, code) => {
    const answer = await create(payload);
    expect([answer.status, answer.code]).toEqual([status, code]);
  });

  it('keeps the names of tokens in use apart, for the log tells them by name', async () => {
    const grants = [{ role: 'viewer', area: null }];
    const first = await create({ name: 'twin', grants });
    expect((await create({ name: 'twin', grants })).code).toBe('duplicate');
    await ask(a.app, 'DELETE', `/api/tokens/${first.body.id}`, { token });
    expect((await create({ name: 'twin', grants })).status).toBe(201);
  });
});
