import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { audit, verifyAudit } from '../../../server/access/audit.ts';
import type { Database } from '../../../server/database/database.ts';
import { sql } from '../../../server/database/sql.ts';
import { accessApp, addAccount, addToken, ask, PASSWORD } from '../../support/access-app.ts';
import { eachDatabase } from '../../support/database.ts';

const entry = (n: number) => ({
  actor: 'li.na',
  action: 'test.write',
  target: `row ${n}`,
  area: n % 2 === 0 ? '110101' : '',
  detail: { n, nested: { 中文: ['字', 1.5, null, true] }, big: 1e21, empty: {} },
});

eachDatabase((_name, open) => {
  describe('the chain', () => {
    let db: Database;
    beforeAll(async () => {
      db = await open();
      for (let n = 0; n < 5; n++) await db.transaction((tx) => audit(tx, entry(n)));
    });

    it('is intact after rows of every kind of detail', async () => {
      expect(await verifyAudit(db)).toMatchObject({ intact: true, rows: 5, brokenAt: null });
    });

    it('stays one chain when many transactions write at the same moment, and some of them fail', async () => {
      const before = (await verifyAudit(db)).rows;
      const work = Array.from({ length: 20 }, (_, n) =>
        db.transaction(async (tx) => {
          await audit(tx, entry(n));
          if (n % 5 === 0) throw new Error('changed my mind');
        }),
      );
      const done = await Promise.allSettled(work);
      expect(done.filter((one) => one.status === 'fulfilled')).toHaveLength(16);
      expect(await verifyAudit(db)).toMatchObject({ intact: true, rows: before + 16 });
    });

    it('writes no row when what it is about did not happen', async () => {
      const before = await verifyAudit(db);
      const failing = db.transaction(async (tx) => {
        await audit(tx, entry(99));
        await tx.query(sql`insert into account (login, name, password_hash) values ('!', 'x', 'x')`);
      });
      await expect(failing).rejects.toMatchObject({ code: '23514' });
      expect(await verifyAudit(db)).toEqual(before);
    });

    it('cannot be changed by a statement', async () => {
      await expect(db.query(sql`update audit set actor = 'someone else'`)).rejects.toMatchObject({ code: '23514' });
      await expect(db.query(sql`delete from audit`)).rejects.toMatchObject({ code: '23514' });
    });

    it.each(['password', 'token', 'link', 'Authorization'])('refuses a detail named %s', async (key) => {
      const writing = db.transaction((tx) => audit(tx, { ...entry(0), detail: { [key]: 'x' } }));
      await expect(writing).rejects.toThrow(TypeError);
    });
  });
});

eachDatabase((_name, open) => {
  describe('tampering by someone who may switch the trigger off', () => {
    let db: Database;
    beforeEach(async () => {
      db ??= await open();
      await db.query(sql`alter table audit disable trigger user`);
      await db.query(sql`truncate audit restart identity`);
      for (let n = 0; n < 5; n++) await db.transaction((tx) => audit(tx, entry(n)));
    });
    // so that the database is of use to the next file
    afterAll(() => db.query(sql`alter table audit enable trigger user`));

    it.each([
      ['an actor', sql`update audit set actor = 'somebody' where id = 3`],
      ['a time, by a millisecond', sql`update audit set at = at + interval '1 millisecond' where id = 3`],
      ['a detail', sql`update audit set detail = jsonb_set(detail, '{n}', '7') where id = 3`],
      ['an area', sql`update audit set area_code = '310000' where id = 3`],
      ['a hash', sql`update audit set hash = sha256('x') where id = 3`],
      ['a row taken out', sql`delete from audit where id = 3`],
      ['the first row taken out', sql`delete from audit where id = 1`],
    ])('shows: %s', async (_what, statement) => {
      expect((await verifyAudit(db)).intact).toBe(true);
      await db.query(statement);
      const verdict = await verifyAudit(db);
      expect(verdict.intact).toBe(false);
      expect([2, 3, 4]).toContain(verdict.brokenAt);
    });

    it('shows a row cut off at the end only against a head that was written down', async () => {
      const { head } = await verifyAudit(db);
      await db.query(sql`delete from audit where id = 5`);
      const after = await verifyAudit(db);
      expect(after.intact).toBe(true);
      expect(after.head).not.toBe(head);
    });
  });
});

eachDatabase((_name, open) => {
  describe('GET /api/audit', () => {
    let a: Awaited<ReturnType<typeof accessApp>>;
    let everything: string;
    beforeAll(async () => {
      a = await accessApp(await open());
      await addAccount(a.db, 'root', [{ role: 'admin', area: null }]);
      everything = await addToken(a.db, 'auditor', [{ role: 'auditor', area: null }]);
      for (let n = 0; n < 7; n++) await a.db.transaction((tx) => audit(tx, entry(n)));
    });

    it('pages from the newest to the oldest, each row once', async () => {
      const seen: string[] = [];
      let after = '';
      for (let page = 0; page < 10; page++) {
        const answer = await ask(a.app, 'GET', `/api/audit?limit=3${after}`, { token: everything });
        expect(answer.body.intact).toBe(true);
        seen.push(...answer.body.rows.map((row: { target: string }) => row.target));
        if (answer.body.next === null) break;
        after = `&after=${answer.body.next}`;
      }
      expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `row ${n}`));
    });

    it('shows an auditor of an area the rows of that area only', async () => {
      const token = await addToken(a.db, 'county auditor', [{ role: 'auditor', area: '110101' }]);
      const answer = await ask(a.app, 'GET', '/api/audit', { token });
      expect(answer.body.rows.map((row: { target: string }) => row.target)).toEqual([
        'row 6',
        'row 4',
        'row 2',
        'row 0',
      ]);
      const foreign = await addToken(a.db, 'foreign auditor', [{ role: 'auditor', area: '310000' }]);
      expect((await ask(a.app, 'GET', '/api/audit', { token: foreign })).body.rows).toEqual([]);
    });

    it('tells one actor’s rows, who signed in, who failed to, and what an admin changed, without a secret', async () => {
      const wrong = 'not the right password';
      await ask(a.app, 'POST', '/api/session', { payload: { login: 'root', password: wrong } });
      const cookie = (await ask(a.app, 'POST', '/api/session', { payload: { login: 'root', password: PASSWORD } }))
        .cookie!;
      const grants = [{ role: 'viewer', area: '110101' }];
      await ask(a.app, 'POST', '/api/accounts', {
        cookie,
        payload: { login: 'new', name: 'n', password: PASSWORD, grants },
      });
      await ask(a.app, 'PATCH', '/api/accounts/new', { cookie, payload: { password: 'changed password' } });
      const made = await ask(a.app, 'POST', '/api/tokens', { cookie, payload: { name: 't', grants } });
      await ask(a.app, 'DELETE', `/api/tokens/${made.body.id}`, { cookie });
      await ask(a.app, 'DELETE', '/api/accounts/new', { cookie });
      await ask(a.app, 'DELETE', '/api/session', { cookie });
      const answer = await ask(a.app, 'GET', '/api/audit?actor=root', { token: everything });
      expect(answer.body.rows.map((row: { action: string }) => row.action)).toEqual([
        'session.end',
        'account.disable',
        'token.revoke',
        'token.create',
        'account.change',
        'account.create',
        'session.start',
      ]);
      const refused = await ask(a.app, 'GET', '/api/audit?actor=public', { token: everything });
      expect(refused.body.rows[0]).toMatchObject({ action: 'session.refuse', target: 'root' });
      const all = JSON.stringify((await ask(a.app, 'GET', '/api/audit', { token: everything })).body);
      for (const secret of [wrong, PASSWORD, 'changed password', made.body.token, cookie])
        expect(all).not.toContain(secret);
      expect(await verifyAudit(a.db)).toMatchObject({ intact: true });
    });

    it('says that the log was tampered with, on the page of the row and on the first page', async () => {
      await a.db.query(sql`alter table audit disable trigger audit_append_only`);
      await a.db.query(sql`update audit set actor = 'somebody' where id = 2`);
      a.clock.pass(61);
      expect((await ask(a.app, 'GET', '/api/audit?limit=1', { token: everything })).body.intact).toBe(false);
      expect((await ask(a.app, 'GET', '/api/audit?limit=1&after=3', { token: everything })).body.intact).toBe(false);
      expect((await ask(a.app, 'GET', '/api/audit?limit=1&after=6', { token: everything })).body.intact).toBe(true);
    });

    it.each(['x', '-1', '0', '1e3', '99999999999999999999', "1' or '1'='1"])('refuses the cursor %s', async (after) => {
      const answer = await ask(a.app, 'GET', `/api/audit?after=${encodeURIComponent(after)}`, { token: everything });
      expect([answer.status, answer.code]).toEqual([400, 'cursor-invalid']);
    });
  });
});
