/** Of two processes on one PostgreSQL one plays the demo's day, and the other when that one is gone. */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { openPostgres } from '../../../server/database/postgres.ts';
import { sql } from '../../../server/database/sql.ts';
import { startOnePlayer } from '../../../server/simulate/one-player.ts';
import { makePlace, type TestPlace } from '../../support/database.ts';
import { NO_SERVER } from '../../support/postgres-server.ts';

const here = inject('postgresTemplate') !== undefined;

describe.skipIf(!here)(here ? 'the demo live day' : `the demo live day (${NO_SERVER})`, () => {
  let place: TestPlace;
  let a: Database;
  let b: Database;
  beforeAll(async () => {
    place = await makePlace('postgres', { empty: true });
    [a, b] = await Promise.all([openPostgres(place.at, { log: () => {} }), openPostgres(place.at, { log: () => {} })]);
  });
  afterAll(async () => {
    await Promise.all([a?.close(), b?.close()]);
    await place?.remove();
  });

  it('is played by one, by the other when that one ends, and when its line to the database breaks', async () => {
    const playing = new Set<string>();
    let most = 0;
    const player = (db: Database, name: string) =>
      startOnePlayer(
        db,
        () => {
          playing.add(name);
          most = Math.max(most, playing.size);
          return { close: async () => void playing.delete(name) };
        },
        20,
      );
    const now = () => [...playing];
    const first = player(a, 'a');
    await expect.poll(now, { timeout: 60_000 }).toEqual(['a']);
    const second = player(b, 'b');
    await expect(b.holdAlone('gezhong demo live', () => {})).resolves.toBe(null);
    expect(now()).toEqual(['a']);

    // as when the process is killed: its connection ends, and the lock with it
    const cut = () =>
      a.query(sql`
        select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and
          database = (select oid from pg_database where datname = current_database())`);
    await first.close();
    await expect.poll(now, { timeout: 60_000 }).toEqual(['b']);
    const third = player(a, 'a');
    await cut();
    // whoever is quicker has it; nobody is left without
    await expect.poll(now, { timeout: 60_000 }).toHaveLength(1);
    await Promise.all([second.close(), third.close()]);
    expect(now()).toEqual([]);
    expect(most).toBeLessThanOrEqual(2);
    expect(await (await b.holdAlone('gezhong demo live', () => {}))!()).toBe(undefined);
  });
});
