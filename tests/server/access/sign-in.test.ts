import { beforeAll, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { type AccessApp, accessApp, addAccount, ask, PASSWORD, signedIn } from '../../support/access-app.ts';
import { eachDatabase } from '../../support/database.ts';

eachDatabase((_name, open) => {
  let a: AccessApp;
  beforeAll(async () => {
    a = await accessApp(await open());
    await addAccount(a.db, 'li.na', [{ role: 'planner', area: '110101' }]);
    await addAccount(a.db, 'root', [{ role: 'admin', area: null }]);
  });

  it('signs in, says who is signed in, and signs out', async () => {
    const answer = await ask(a.app, 'POST', '/api/session', { payload: { login: 'li.na', password: PASSWORD } });
    expect(answer).toMatchObject({
      status: 200,
      body: { login: 'li.na', name: 'li.na', grants: [{ role: 'planner', area: '110101' }], demo: false },
    });
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['set-cookie']).toMatch(
      /^gezhong=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=604800$/,
    );
    const cookie = answer.cookie!;
    expect((await ask(a.app, 'GET', '/api/session', { cookie })).body.login).toBe('li.na');
    expect((await ask(a.app, 'DELETE', '/api/session', { cookie })).status).toBe(204);
    const after = await ask(a.app, 'GET', '/api/session', { cookie });
    expect(after.body).toEqual({ login: null, name: null, grants: [], demo: false });
    expect(after.headers['set-cookie']).toMatch(/^gezhong=; .*Max-Age=0/);
  });

  it('finds a login whatever its case, as it was registered', async () => {
    const answer = await ask(a.app, 'POST', '/api/session', { payload: { login: 'LI.NA', password: PASSWORD } });
    expect(answer.body.login).toBe('li.na');
  });

  it('answers a wrong password and an unknown login alike', async () => {
    const wrong = await ask(a.app, 'POST', '/api/session', { payload: { login: 'root', password: 'wrong password' } });
    const unknown = await ask(a.app, 'POST', '/api/session', {
      payload: { login: 'nobody', password: 'wrong password' },
    });
    expect([wrong.status, wrong.code]).toEqual([401, 'login-failed']);
    expect({ ...wrong.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
    expect(wrong.cookie).toBeUndefined();
  });

  it.each([
    ["' or 1=1 --", 400, 'body-invalid'],
    ['li.na" ; drop table account', 400, 'body-invalid'],
    ['a\u0000b', 400, 'body-invalid'],
    ['%', 400, 'body-invalid'],
    ['_i.na', 401, 'login-failed'],
  ])('does not take the login %j for anything but text', async (login, status, code) => {
    const answer = await ask(a.app, 'POST', '/api/session', {
      payload: { login, password: PASSWORD },
      address: '192.0.2.77',
    });
    expect([answer.status, answer.code]).toEqual([status, code]);
  });

  it('gives a new id at every sign-in and ends the presented one, so that none can be planted', async () => {
    const first = await signedIn(a.app, 'root');
    const again = await ask(a.app, 'POST', '/api/session', {
      cookie: first,
      payload: { login: 'root', password: PASSWORD },
    });
    expect(again.cookie).not.toBe(first);
    expect((await ask(a.app, 'GET', '/api/accounts', { cookie: first })).code).toBe('session-expired');
    expect((await ask(a.app, 'GET', '/api/accounts', { cookie: again.cookie! })).status).toBe(200);
    const planted = 'A'.repeat(43);
    const fixed = await ask(a.app, 'POST', '/api/session', {
      cookie: planted,
      payload: { login: 'root', password: PASSWORD },
    });
    expect(fixed.cookie).not.toBe(planted);
  });

  it('stores of a session nothing a thief of the table could use', async () => {
    const cookie = await signedIn(a.app, 'root');
    const rows = await a.db.query<{ id_hash: Uint8Array }>(sql`select id_hash from session`);
    const stored = rows.map((row) => Buffer.from(row.id_hash));
    expect(stored.length).toBeGreaterThan(0);
    for (const hash of stored) {
      expect(hash.length).toBe(32);
      expect((await ask(a.app, 'GET', '/api/accounts', { cookie: hash.toString('base64url') })).code).toBe(
        'session-expired',
      );
    }
    expect(stored.map(String)).not.toContain(cookie);
  });

  it('refuses a tampered cookie', async () => {
    const cookie = await signedIn(a.app, 'root');
    const tampered = (cookie[0] === 'A' ? 'B' : 'A') + cookie.slice(1);
    for (const wrong of [tampered, `${cookie}x`, cookie.slice(0, -1), cookie.toUpperCase(), '..%2f..', '"']) {
      const answer = await ask(a.app, 'GET', '/api/accounts', { cookie: wrong });
      expect([answer.status, answer.code], wrong).toEqual([401, 'session-expired']);
    }
  });

  it('ends a session after 12 idle hours, and after 7 days even when used', async () => {
    const idle = await signedIn(a.app, 'root');
    a.clock.pass(12 * 3600 - 1);
    expect((await ask(a.app, 'GET', '/api/accounts', { cookie: idle })).status).toBe(200);
    a.clock.pass(12 * 3600);
    expect((await ask(a.app, 'GET', '/api/accounts', { cookie: idle })).code).toBe('session-expired');

    const busy = await signedIn(a.app, 'root');
    for (let hours = 0; hours < 7 * 24 - 8; hours += 8) {
      a.clock.pass(8 * 3600);
      expect((await ask(a.app, 'GET', '/api/accounts', { cookie: busy })).status).toBe(200);
    }
    a.clock.pass(8 * 3600);
    expect((await ask(a.app, 'GET', '/api/accounts', { cookie: busy })).code).toBe('session-expired');
  });

  it('ends the sessions of an account that is disabled or gets another password', async () => {
    await addAccount(a.db, 'leaver', [{ role: 'viewer', area: null }]);
    const root = await signedIn(a.app, 'root');
    const before = await signedIn(a.app, 'leaver');
    const change = { password: 'another long password' };
    expect((await ask(a.app, 'PATCH', '/api/accounts/leaver', { cookie: root, payload: change })).status).toBe(200);
    expect((await ask(a.app, 'GET', '/api/session', { cookie: before })).body.login).toBeNull();
    const since = await signedIn(a.app, 'leaver', change.password);
    expect((await ask(a.app, 'DELETE', '/api/accounts/leaver', { cookie: root })).status).toBe(204);
    expect((await ask(a.app, 'GET', '/api/session', { cookie: since })).body.login).toBeNull();
    const refused = await ask(a.app, 'POST', '/api/session', { payload: { login: 'leaver', ...change } });
    expect(refused.code).toBe('login-failed');
  });

  it('marks the cookie Secure when browsers reach the service by https', async () => {
    const b = await accessApp(a.db, { publicUrl: 'https://map.example.cn' });
    b.clock.now = a.clock.now;
    const answer = await ask(b.app, 'POST', '/api/session', { payload: { login: 'root', password: PASSWORD } });
    expect(answer.headers['set-cookie']).toContain('; Secure');
  });

  it.each([
    ['a page elsewhere', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['a page on a sister domain', { 'sec-fetch-site': 'same-site', origin: 'https://other.example.cn' }],
    ['a foreign Origin alone', { origin: 'http://evil.example' }],
    ['an opaque Origin', { origin: 'null' }],
    ['another port', { origin: 'http://localhost:81' }],
    ['nobody that says where it comes from', {}],
  ])('refuses a write with the cookie that comes from %s', async (_from, sent) => {
    const cookie = await signedIn(a.app, 'root');
    const headers = { cookie: `gezhong=${cookie}`, host: 'localhost:80', ...(sent as Record<string, string>) };
    for (const [method, url, payload] of [
      ['POST', '/api/accounts', { login: 'planted', name: 'x', password: PASSWORD, grants: [] }],
      ['DELETE', '/api/session', undefined],
    ] as const) {
      const answer = await ask(a.app, method, url, { headers, payload });
      expect([answer.status, answer.code]).toEqual([403, 'origin-forbidden']);
    }
    expect((await ask(a.app, 'GET', '/api/accounts', { headers })).status).toBe(200);
    expect((await ask(a.app, 'GET', '/api/session', { cookie })).body.login).toBe('root');
  });

  it.each([
    ['the same Origin', { host: 'localhost:8080', origin: 'http://localhost:8080' }],
    ['the same host behind a proxy that ends TLS', { host: 'map.example.cn', origin: 'https://map.example.cn' }],
    [
      'our own page, by Sec-Fetch-Site',
      { host: 'inside:1', origin: 'https://map.example.cn', 'sec-fetch-site': 'same-origin' },
    ],
  ])('takes a write with the cookie from %s', async (_from, sent) => {
    const cookie = await signedIn(a.app, 'root');
    const answer = await ask(a.app, 'DELETE', '/api/session', { headers: { cookie: `gezhong=${cookie}`, ...sent } });
    expect(answer.status).toBe(204);
  });

  it('does not let a foreign page sign anyone in', async () => {
    const answer = await ask(a.app, 'POST', '/api/session', {
      payload: { login: 'root', password: PASSWORD },
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect([answer.status, answer.code, answer.cookie]).toEqual([403, 'origin-forbidden', undefined]);
  });
});
