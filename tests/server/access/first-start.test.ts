import { beforeEach, describe, expect, it } from 'vitest';
import { ensureDemoUsers } from '../../../server/access/demo-users.ts';
import { ensureSetupLink } from '../../../server/access/setup-link.ts';
import { DEMO_USERS } from '../../../server/contract/demo.ts';
import { sql } from '../../../server/database/sql.ts';
import { type AccessApp, accessApp, addAccount, ask, CHEAP, PASSWORD, signedIn } from '../../support/access-app.ts';
import { eachDatabase } from '../../support/database.ts';

eachDatabase((_name, open) => {
  describe('the setup link', () => {
    let a: AccessApp;
    beforeEach(async () => {
      a = await accessApp(a?.db ?? (await open()));
      await a.db.query(sql`delete from account`);
      await a.db.query(sql`delete from setup_link`);
    });

    const setUp = (link: string, more: object = {}) =>
      ask(a.app, 'POST', '/api/setup', { payload: { link, login: 'first', name: '一', password: PASSWORD, ...more } });

    it('makes the first admin, signs in, and is used up', async () => {
      const link = (await ensureSetupLink(a.db, a.clock.now))!;
      expect(link).toMatch(/^[\w-]{43}$/);
      const answer = await setUp(link);
      expect(answer).toMatchObject({ status: 200, body: { login: 'first', grants: [{ role: 'admin', area: null }] } });
      expect((await ask(a.app, 'GET', '/api/accounts', { cookie: answer.cookie! })).status).toBe(200);
      const again = await setUp(link, { login: 'second' });
      expect([again.status, again.code]).toEqual([404, 'setup-link-invalid']);
      expect(await ensureSetupLink(a.db, a.clock.now)).toBeNull();
    });

    it('is worth nothing after 24 hours, altered, or made up', async () => {
      const link = (await ensureSetupLink(a.db, a.clock.now))!;
      for (const wrong of ['', 'x', `${link}x`, link.toLowerCase(), 'A'.repeat(43)]) {
        expect((await setUp(wrong)).code, wrong).toBe('setup-link-invalid');
      }
      a.clock.pass(24 * 3600);
      expect((await setUp(link)).code).toBe('setup-link-invalid');
    });

    it('makes one admin when it is used twice at the same moment, or two links are', async () => {
      const links = [(await ensureSetupLink(a.db, a.clock.now))!, (await ensureSetupLink(a.db, a.clock.now))!];
      const answers = await Promise.all([...links, ...links].map((link, i) => setUp(link, { login: `admin-${i}` })));
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 404, 404, 404]);
    });

    it('survives a password that is too weak', async () => {
      const link = (await ensureSetupLink(a.db, a.clock.now))!;
      expect((await setUp(link, { password: 'short' })).code).toBe('password-weak');
      expect((await setUp(link)).status).toBe(200);
    });

    it('is not given while anybody has an account, disabled or not', async () => {
      await addAccount(a.db, 'someone', []);
      await a.db.query(sql`update account set disabled = true`);
      expect(await ensureSetupLink(a.db, a.clock.now)).toBeNull();
    });
  });
});

eachDatabase((_name, open) => {
  describe('the demo users', () => {
    it('are one a role, over the county only, once, and do not stand in the way of the setup link', async () => {
      const a = await accessApp(await open());
      expect(await ensureDemoUsers(a.db, '110101', CHEAP)).toBe(7);
      expect(await ensureDemoUsers(a.db, '110101', CHEAP)).toBe(0);
      expect(await ensureSetupLink(a.db, a.clock.now)).not.toBeNull();
      for (const user of DEMO_USERS) {
        const answer = await ask(a.app, 'POST', '/api/session', {
          payload: { login: user.login, password: user.password },
        });
        expect(answer.body.grants, user.login).toEqual([{ role: user.role, area: '110101' }]);
      }
      const cookie = await signedIn(a.app, 'demo-admin', DEMO_USERS.find((user) => user.role === 'admin')!.password);
      const climb = { login: 'climber', name: 'x', password: PASSWORD, grants: [{ role: 'admin', area: null }] };
      expect((await ask(a.app, 'POST', '/api/accounts', { cookie, payload: climb })).code).toBe('area-forbidden');
      const listed = await ask(a.app, 'GET', '/api/accounts', { cookie });
      expect(listed.body.accounts.every((account: { demo: boolean }) => account.demo)).toBe(true);
    });
  });
});
