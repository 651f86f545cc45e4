/** Tokens kept for a second: asked for once by many at the same time, and dead at once, or elsewhere within that second. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { forgetTokens } from '../../../server/access/known-tokens.ts';
import { callerOfToken } from '../../../server/access/token.ts';
import type { Database } from '../../../server/database/database.ts';
import { sql } from '../../../server/database/sql.ts';
import { addToken } from '../../support/access-app.ts';
import { eachDatabase } from '../../support/database.ts';

eachDatabase((_name, open) => {
  let db: Database;
  let asked = 0;
  /** Counts what is asked of the database. */
  let counted: Database;
  beforeAll(async () => {
    db = await open();
    counted = {
      ...{
        kind: db.kind,
        transaction: db.transaction.bind(db),
        listen: db.listen.bind(db),
        notify: db.notify.bind(db),
        holdAlone: db.holdAlone.bind(db),
        close: async () => {},
      },
      query(statement) {
        asked++;
        return db.query(statement);
      },
    };
  });
  afterAll(() => forgetTokens(db));

  const who = (token: string) => callerOfToken(counted, token, undefined, new Date('2026-11-22T09:00:00Z'));
  const revoke = (name: string) => db.query(sql`update machine_token set revoked_at = now() where name = ${name}`);

  it('is looked up once for a thousand requests of a moment', async () => {
    const token = await addToken(db, 'busy', [{ role: 'worker', area: '990101' }]);
    asked = 0;
    const callers = await Promise.all(Array.from({ length: 1000 }, () => who(token)));
    expect(asked).toBe(1);
    expect(new Set(callers.map((caller) => caller?.actor))).toEqual(new Set(['token:busy']));
  });

  it('is dead at once where it was revoked, and within a second elsewhere', async () => {
    const token = await addToken(db, 'leaked', [{ role: 'worker', area: '990101' }]);
    expect((await who(token))?.actor).toBe('token:leaked');
    await revoke('leaked');
    forgetTokens(counted);
    expect(await who(token)).toBeUndefined();

    const other = await addToken(db, 'elsewhere', [{ role: 'worker', area: '990101' }]);
    await who(other);
    await revoke('elsewhere');
    await new Promise((resolve) => setTimeout(resolve, 1010));
    expect(await who(other)).toBeUndefined();
  });

  it('that is unknown is asked for again', async () => {
    const unknown = `gz_${'A'.repeat(43)}`;
    asked = 0;
    expect(await who(unknown)).toBeUndefined();
    expect(await who(unknown)).toBeUndefined();
    expect(asked).toBe(2);
  });

  it('still ends at its own time', async () => {
    const token = await addToken(db, 'short', [{ role: 'worker', area: null }], new Date('2026-11-22T08:30:00Z'));
    expect((await callerOfToken(counted, token, undefined, new Date('2026-11-22T08:00:00Z')))?.actor).toBe(
      'token:short',
    );
    expect(await who(token)).toBeUndefined();
  });
});
