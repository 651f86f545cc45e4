import { beforeAll, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { type AccessApp, accessApp, addAccount, addToken, ask, PASSWORD, signedIn } from '../../support/access-app.ts';
import { eachDatabase } from '../../support/database.ts';

eachDatabase((_name, open) => {
  let a: AccessApp;
  let root: string;
  let town: string;
  beforeAll(async () => {
    a = await accessApp(await open());
    await addAccount(a.db, 'root', [{ role: 'admin', area: null }]);
    await addAccount(a.db, 'town', [
      { role: 'admin', area: '110101001' },
      { role: 'planner', area: '110101' },
    ]);
    root = await signedIn(a.app, 'root');
    town = await addToken(a.db, 'town admin', [{ role: 'admin', area: '110101001' }]);
  });

  const body = (login: string, grants: unknown[], password = PASSWORD) => ({ login, name: '王芳', password, grants });

  it('makes an account that can sign in and do what it was given', async () => {
    const grants = [{ role: 'auditor', area: '110101' }];
    const made = await ask(a.app, 'POST', '/api/accounts', { cookie: root, payload: body('wang.fang', grants) });
    expect(made).toMatchObject({
      status: 201,
      headers: { location: '/api/accounts/wang.fang', 'cache-control': 'no-store' },
      body: { login: 'wang.fang', name: '王芳', grants, disabled: false, demo: false },
    });
    const cookie = await signedIn(a.app, 'wang.fang');
    expect((await ask(a.app, 'GET', '/api/audit', { cookie })).status).toBe(200);
    expect((await ask(a.app, 'GET', '/api/accounts', { cookie })).code).toBe('role-missing');
  });

  it('keeps a password at its full cost where the service was not made otherwise', async () => {
    const full = await accessApp(a.db, { passwords: 'full' });
    const made = await ask(full.app, 'POST', '/api/accounts', {
      cookie: root,
      payload: body('full.cost', [{ role: 'viewer', area: null }]),
    });
    expect(made.status).toBe(201);
    const rows = await a.db.query<{ hash: string }>(sql`
      select password_hash as hash from account where login in ('full.cost', 'wang.fang') order by login`);
    expect(rows.map(({ hash }) => hash.split('$').slice(0, 4).join('$'))).toEqual(['scrypt$15$8$3', 'scrypt$10$8$1']);
  });

  it.each([
    ['too short', 'nine char', 'too-short'],
    ['the login', 'chen.hong.1', 'is-login'],
    ['the login with a little more', 'Chen.Hong.1ab', 'is-login'],
    ['known to everybody', 'Password123', 'too-common'],
    ['one key pressed long', 'aaaaaaaaaaaaaa', 'too-common'],
    ['nine characters in wide letters', 'ｎｉｎｅ　ｃｈａ', 'too-short'],
  ])('refuses a password that is %s', async (_why, password, reason) => {
    const answer = await ask(a.app, 'POST', '/api/accounts', {
      cookie: root,
      payload: body('chen.hong.1', [], password),
    });
    expect([answer.status, answer.code, answer.body.params.reason]).toEqual([422, 'password-weak', reason]);
  });

  it('refuses a login that exists, in any case, or that the log uses for itself', async () => {
    for (const login of ['root', 'ROOT', 'public', 'System']) {
      const answer = await ask(a.app, 'POST', '/api/accounts', { cookie: root, payload: body(login, []) });
      expect([answer.status, answer.code], login).toEqual([409, 'duplicate']);
    }
  });

  it.each([
    ['everything', null],
    ['the county above', '110101'],
    ['a neighbour', '110101002'],
    ['a code that only begins alike', '110102'],
  ])('lets an admin of a town give nothing over %s', async (_what, area) => {
    const payload = body('climber', [{ role: 'viewer', area }]);
    const answer = await ask(a.app, 'POST', '/api/accounts', { token: town, payload });
    expect([answer.status, answer.code]).toEqual([403, 'area-forbidden']);
  });

  it('lets an admin of a town handle accounts of that town and no other', async () => {
    const inside = await ask(a.app, 'POST', '/api/accounts', {
      token: town,
      payload: body('insider', [{ role: 'worker', area: '110101001002' }]),
    });
    expect(inside.status).toBe(201);
    const listed = await ask(a.app, 'GET', '/api/accounts', { token: town });
    expect(listed.body.accounts.map((account: { login: string }) => account.login)).toEqual(['insider']);

    const up = { grants: [{ role: 'admin', area: '110101' }] };
    expect((await ask(a.app, 'PATCH', '/api/accounts/insider', { token: town, payload: up })).code).toBe(
      'area-forbidden',
    );
    for (const login of ['root', 'town']) {
      const taken = await ask(a.app, 'PATCH', `/api/accounts/${login}`, {
        token: town,
        payload: { password: 'mine from now on' },
      });
      expect([taken.status, taken.code]).toEqual([403, 'area-forbidden']);
      expect((await ask(a.app, 'DELETE', `/api/accounts/${login}`, { token: town })).code).toBe('area-forbidden');
    }
  });

  it('changes only what is named', async () => {
    await addAccount(a.db, 'half', [{ role: 'viewer', area: null }]);
    const renamed = await ask(a.app, 'PATCH', '/api/accounts/half', { cookie: root, payload: { name: '新名' } });
    expect(renamed.body).toEqual({
      login: 'half',
      name: '新名',
      grants: [{ role: 'viewer', area: null }],
      disabled: false,
      demo: false,
    });
    const granted = await ask(a.app, 'PATCH', '/api/accounts/half', { cookie: root, payload: { grants: [] } });
    expect(granted.body).toMatchObject({ name: '新名', grants: [] });
    const cookie = await signedIn(a.app, 'half');
    expect((await ask(a.app, 'GET', '/api/audit', { cookie })).code).toBe('role-missing');
  });

  it('takes a change of rights into account at the next request, not at the next sign-in', async () => {
    await addAccount(a.db, 'shift', [{ role: 'admin', area: null }]);
    const cookie = await signedIn(a.app, 'shift');
    expect((await ask(a.app, 'GET', '/api/tokens', { cookie })).status).toBe(200);
    await ask(a.app, 'PATCH', '/api/accounts/shift', {
      cookie: root,
      payload: { grants: [{ role: 'viewer', area: null }] },
    });
    expect((await ask(a.app, 'GET', '/api/tokens', { cookie })).code).toBe('role-missing');
  });

  it('keeps the last admin over everything', async () => {
    for (const [method, payload, pointer] of [
      ['DELETE', undefined, '/disabled'],
      ['PATCH', { disabled: true }, '/disabled'],
      ['PATCH', { grants: [{ role: 'admin', area: '110101' }] }, '/grants'],
    ] as const) {
      const answer = await ask(a.app, method, '/api/accounts/root', { cookie: root, payload });
      expect([answer.status, answer.body.errors]).toEqual([409, [{ pointer, code: 'last-admin' }]]);
    }
    await addAccount(a.db, 'second', [{ role: 'admin', area: null }]);
    const token = await addToken(a.db, 'helper', [{ role: 'admin', area: null }]);
    const both = await Promise.all(
      ['root', 'second'].map((login) => ask(a.app, 'DELETE', `/api/accounts/${login}`, { token })),
    );
    expect(both.map((answer) => answer.status).sort()).toEqual([204, 409]);
    await ask(a.app, 'PATCH', '/api/accounts/root', { token, payload: { disabled: false } });
    root = await signedIn(a.app, 'root');
  });

  it.each([
    [{ login: 'x', name: 'x', password: PASSWORD, grants: [] }, '/login', 'pattern'],
    [{ login: 'xy', name: '', password: PASSWORD, grants: [] }, '/name', 'min-length'],
    [{ login: 'xy', name: 'x', password: PASSWORD }, '/grants', 'missing'],
    [{ login: 'xy', name: 'x', password: PASSWORD, grants: [], isAdmin: true }, '/isAdmin', 'unknown-field'],
    [
      { login: 'xy', name: 'x', password: PASSWORD, grants: [{ role: 'god', area: null }] },
      '/grants/0/role',
      'not-allowed',
    ],
    [
      { login: 'xy', name: 'x', password: PASSWORD, grants: [{ role: 'viewer', area: '1%' }] },
      '/grants/0/area',
      'no-match',
    ],
    [{ login: 'xy', name: 'x', password: 12345678901, grants: [] }, '/password', 'type'],
  ])('says where a body is wrong: %j', async (payload, pointer, code) => {
    const answer = await ask(a.app, 'POST', '/api/accounts', { cookie: root, payload });
    expect([answer.status, answer.code]).toEqual([400, 'body-invalid']);
    expect(answer.body.errors).toEqual([expect.objectContaining({ pointer, code })]);
  });

  it('answers 404 for an account that is not there', async () => {
    expect((await ask(a.app, 'PATCH', '/api/accounts/ghost', { cookie: root, payload: {} })).code).toBe('not-found');
    expect((await ask(a.app, 'DELETE', '/api/accounts/ghost', { cookie: root })).code).toBe('not-found');
  });
});
