import { describe, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { lateDatabase } from '../../../server/database/late.ts';
import { sql } from '../../../server/database/sql.ts';
import { healthRoutes } from '../../../server/health/routes.ts';
import { registerProblems } from '../../../server/http/problems.ts';
import { makeServer } from '../../../server/http/server-options.ts';
import { registerStartingGate } from '../../../server/http/starting-gate.ts';

function later<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: Error) => void } {
  let resolve = (_value: T): void => {};
  let reject = (_error: Error): void => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** Answers every question with one row. */
const ready = { kind: 'embedded', query: async () => [{ one: 1 }], close: async () => {} } as unknown as Database;

async function starting() {
  const opening = later<Database>();
  const started = opening.promise.then(() => {});
  const db = lateDatabase('embedded', opening.promise);
  const app = makeServer({ logLevel: 'silent', trustProxy: false });
  registerStartingGate(app, started);
  registerProblems(app);
  await healthRoutes(app, { db, started, edition: () => 3, demo: () => false, programVersion: '1' });
  app.get('/api/fast', { config: { access: 'public', fast: true } }, (_request, reply) => reply.send('here'));
  app.get('/api/slow', { config: { access: 'public' } }, async () => (await db.query(sql`select 1`)).length);
  return { app, opening };
}

describe('a service whose database is still being opened', () => {
  it('answers points, says that it is starting, and lets the rest wait', async () => {
    const { app, opening } = await starting();
    expect((await app.inject('/api/fast')).body).toBe('here');
    expect((await app.inject('/api/health')).json()).toMatchObject({ status: 'starting', edition: 3 });
    expect((await app.inject('/api/ready')).statusCode).toBe(503);
    const order: string[] = [];
    const slow = app.inject('/api/slow').then((answer) => {
      order.push('slow');
      return answer;
    });
    await app.inject('/api/fast');
    order.push('fast');
    opening.resolve(ready);
    expect((await slow).body).toBe('1');
    expect(order).toEqual(['fast', 'slow']);
    expect((await app.inject('/api/health')).json()).toMatchObject({ status: 'ok' });
    expect((await app.inject('/api/ready')).statusCode).toBe(200);
    await app.close();
  });

  it('refuses what waited when the database cannot be opened', async () => {
    const { app, opening } = await starting();
    const slow = app.inject('/api/slow');
    opening.reject(new Error('no such folder'));
    expect((await slow).statusCode).toBe(500);
    await app.close();
  });
});
