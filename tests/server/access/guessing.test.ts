import { beforeEach, expect, it } from 'vitest';
import { beginAttempt } from '../../../server/access/attempts.ts';
import type { Database } from '../../../server/database/database.ts';
import { sql } from '../../../server/database/sql.ts';
import { type AccessApp, accessApp, addAccount, ask, PASSWORD } from '../../support/access-app.ts';
import { eachDatabase } from '../../support/database.ts';

eachDatabase((_name, open) => {
  let a: AccessApp;
  let db: Database;
  beforeEach(async () => {
    if (db === undefined) {
      db = await open();
      await addAccount(db, 'root', [{ role: 'admin', area: null }]);
    }
    await db.query(sql`delete from login_failure`);
    a = await accessApp(db);
  });

  const guess = (login: string, password: string, address = '192.0.2.1') =>
    ask(a.app, 'POST', '/api/session', { payload: { login, password }, address });

  it('makes each guess after the fifth wait twice as long, the right password too', async () => {
    for (let i = 0; i < 5; i++) expect((await guess('root', 'wrong password')).code).toBe('login-failed');
    for (const waitS of [2, 4, 8, 16]) {
      expect((await guess('root', 'wrong password')).code).toBe('login-failed');
      const blocked = await guess('root', PASSWORD, '198.51.100.9');
      expect([blocked.status, blocked.code]).toEqual([429, 'too-many-requests']);
      expect(blocked.headers['retry-after']).toBe(String(waitS));
      a.clock.pass(waitS);
    }
    expect((await guess('root', PASSWORD)).status).toBe(200);
  });

  it('never makes anyone wait longer than a quarter of an hour', async () => {
    for (let i = 0; i < 30; i++) {
      await beginAttempt(db, { login: 'root', address: `192.0.2.${i}` }, a.clock.now);
      a.clock.pass(900);
    }
    expect(await beginAttempt(db, { login: 'root', address: '192.0.2.99' }, a.clock.now)).toBeNull();
    expect(await beginAttempt(db, { login: 'root', address: '192.0.2.99' }, a.clock.now)).toBe(900);
  });

  it('forgets a login’s failures when the right password comes, or after an hour of quiet', async () => {
    for (let i = 0; i < 4; i++) await guess('root', 'wrong password');
    expect((await guess('root', PASSWORD)).status).toBe(200);
    for (let i = 0; i < 5; i++) expect((await guess('root', 'wrong password')).code).toBe('login-failed');
    a.clock.pass(3601);
    for (let i = 0; i < 5; i++) expect((await guess('root', 'wrong password')).code).toBe('login-failed');
    expect((await guess('root', PASSWORD)).status).toBe(200);
  });

  it('stops an address that goes through many logins, and does not let one known password free it', async () => {
    const from = { address: '192.0.2.1' };
    for (let i = 0; i < 20; i++) {
      expect(await beginAttempt(db, { login: `user-${i}`, ...from }, a.clock.now)).toBeNull();
      if (i === 10) expect((await guess('root', PASSWORD)).status).toBe(200);
    }
    expect((await guess('user-20', 'wrong password')).code).toBe('login-failed');
    expect((await guess('user-21', 'wrong password')).code).toBe('too-many-requests');
    expect((await guess('user-21', 'wrong password', '192.0.2.2')).code).toBe('login-failed');
  });

  it('counts tries of the same moment one by one', async () => {
    const tries = Array.from({ length: 12 }, (_, i) =>
      beginAttempt(db, { login: 'root', address: `192.0.2.${i}` }, a.clock.now),
    );
    const waits = await Promise.all(tries);
    expect(waits.filter((wait) => wait === null)).toHaveLength(6);
  });

  it('shares its memory with every process on the database', async () => {
    const other = await accessApp(db);
    for (let i = 0; i < 6; i++) await guess('root', 'wrong password');
    const answer = await ask(other.app, 'POST', '/api/session', { payload: { login: 'root', password: PASSWORD } });
    expect(answer.code).toBe('too-many-requests');
  });
});
