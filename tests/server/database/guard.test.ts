import { rmSync } from 'node:fs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { databaseCounters } from '../../../server/database/counters.ts';
import type { Database } from '../../../server/database/database.ts';
import { startEngine } from '../../../server/database/embedded-engine.ts';
import { readResult } from '../../../server/database/result.ts';
import { Sql, sql } from '../../../server/database/sql.ts';
import { eachDatabase, makePlace } from '../../support/database.ts';

/** Rows 1–3 and 5–6 are squares, row 4 two bow-ties that no overlay can take. */
const SHAPES = sql`
  insert into shape
  select i,
         case when i = 4 then 'POLYGON((0 0,2 2,2 0,0 2,0 0))'::geometry else ST_MakeEnvelope(0, 0, 1, 1) end,
         case when i = 4 then ST_Translate('POLYGON((0 0,2 2,2 0,0 2,0 0))'::geometry, 0.5, 0.1) else ST_MakeEnvelope(0, 0, 1, 1) end
  from generate_series(1, 6) i`;

eachDatabase((name, open) => {
  let db: Database;
  beforeAll(async () => {
    db = await open({ empty: true });
    await db.query(sql`create table shape (id int primary key, a geometry not null, b geometry not null)`);
    await db.query(SHAPES);
    await db.query(sql`create table kept (id int)`);
    await db.query(sql`
      create function looks() returns trigger language plpgsql as $$
      begin perform sum(ST_Area(ST_Union(a, b))) from shape; return null; end $$`);
    await db.query(sql`create table late (id int)`);
    await db.query(sql`
      create constraint trigger late_looks after insert on late deferrable initially deferred
      for each row execute function looks()`);
  });
  beforeEach(async () => {
    await db.query(sql`truncate kept`);
  });

  const kept = async (): Promise<unknown[]> =>
    (await db.query(sql`select id from kept order by id`)).map(({ id }) => id);

  const overlays: [string, Sql][] = [
    ['ST_Union', sql`insert into kept select id from shape where ST_Area(ST_Union(a, b)) > 0`],
    ['ST_Intersection', sql`insert into kept select id from shape where ST_Area(ST_Intersection(a, b)) > 0`],
    [
      'ST_Union as an aggregate',
      sql`insert into kept select 1 from (select ST_Union(a) as u from shape) s where not ST_IsEmpty(u)`,
    ],
    [
      'a nonsense ST_Relate pattern',
      sql`insert into kept select id from shape where ST_Relate(a, b, repeat('bogus', id))`,
    ],
    [
      'a constant, at planning',
      sql`insert into kept select 1 where ST_Area(ST_Buffer('POINT(0 0)'::geometry, 'infinity'::float8)) > 0`,
    ],
  ];

  it.each(overlays)(
    '%s of broken shapes is an error and keeps no row, outside a transaction',
    async (_what, statement) => {
      await expect(db.query(statement)).rejects.toMatchObject({ name: 'DatabaseError', code: 'XX000' });
      expect(await kept()).toEqual([]);
    },
  );

  it.each(overlays)('%s of broken shapes undoes the whole transaction', async (_what, statement) => {
    const work = db.transaction(async (tx) => {
      await tx.query(sql`insert into kept values (9)`);
      await expect(tx.query(statement)).rejects.toMatchObject({ code: 'XX000' });
      await expect(tx.query(sql`insert into kept values (11)`)).rejects.toMatchObject({ code: '25P02' });
    });
    await expect(work).rejects.toMatchObject({ code: 'transaction-aborted' });
    expect(await kept()).toEqual([]);
  });

  it('says what the geometry library said', async () => {
    const union = db.query(sql`select ST_Union(a, b) from shape`);
    await expect(union).rejects.toThrow(
      /TopologyException: (side location conflict|Input geom \d is invalid: Self-intersection) at [\d. ]+/,
    );
  });

  it('lets PL/pgSQL catch the error, and goes on after it', async () => {
    await db.query(sql`
      do $$ begin
        begin
          perform sum(ST_Area(ST_Union(a, b))) from shape;
          insert into kept values (1);
        exception when others then insert into kept values (2);
        end;
        insert into kept values (3);
      end $$`);
    expect(await kept()).toEqual([2, 3]);
  });

  it('undoes a commit whose deferred trigger fails', async () => {
    await expect(db.query(sql`insert into late values (1)`)).rejects.toMatchObject({ code: 'XX000' });
    const work = db.transaction(async (tx) => {
      await tx.query(sql`insert into kept values (1)`);
      await tx.query(sql`insert into late values (1)`);
    });
    await expect(work).rejects.toMatchObject({ code: 'XX000' });
    expect(await db.query(sql`select * from late`)).toEqual([]);
    expect(await kept()).toEqual([]);
  });

  it('answers rightly after thousands of such errors, which make the embedded engine start anew', async () => {
    const restarts = databaseCounters.engineRestarts;
    for (let i = 0; i < (name === 'embedded' ? 5100 : 200); i++) {
      await db.query(sql`select ST_Union(a, b) from shape where id = 4`).catch(() => undefined);
    }
    expect(
      await db.query(sql`select count(*) as n, sum(ST_Area(ST_Union(a, b))) as m2 from shape where id <> 4`),
    ).toEqual([{ n: 5, m2: 5 }]);
    expect(databaseCounters.engineRestarts - restarts).toBe(name === 'embedded' ? 1 : 0);
  });

  it.runIf(name === 'embedded')('counts what it turned into errors', async () => {
    const before = databaseCounters.geometryExceptions;
    await db.query(sql`select ST_Union(a, b) from shape`).catch(() => undefined);
    expect(databaseCounters.geometryExceptions).toBe(before + 1);
  });
});

describe('the engine without its hook', () => {
  it('ends a swallowed statement with an error of its own and keeps none of its rows', async () => {
    const place = await makePlace('embedded', { empty: true });
    const thrown: number[] = [];
    const engine = await startEngine(`${place.at}/pgdata`, {
      heard: () => {},
      // What the hook does not turn into an SQL error goes the way it would go without the hook.
      thrown: () => {
        thrown.push(1);
        throw 4;
      },
    });
    const ask = async (statement: Sql): Promise<unknown[]> =>
      readResult(await engine.run(statement.compile().text, [])).rows;
    const bad = sql`insert into kept select id from shape where ST_Area(ST_Union(a, b)) > 0`;
    await ask(sql`create table shape (id int primary key, a geometry not null, b geometry not null)`);
    await ask(SHAPES);
    await ask(sql`create table kept (id int)`);

    await expect(ask(bad)).rejects.toMatchObject({ code: 'swallowed-error' });
    expect(await ask(sql`select * from kept`)).toEqual([]);

    await ask(sql`begin`);
    await ask(sql`insert into kept values (9)`);
    await expect(ask(bad)).rejects.toMatchObject({ code: 'swallowed-error' });
    await expect(ask(sql`insert into kept values (11)`)).rejects.toMatchObject({ code: '25P02' });
    expect(readResult(await engine.run('commit', [])).command).toBe('ROLLBACK');
    expect(await ask(sql`select * from kept`)).toEqual([]);

    const constant = new Sql([`select ST_Buffer('POINT(0 0)'::geometry, 'infinity'::float8)`], []);
    await expect(ask(constant)).rejects.toMatchObject({ code: 'swallowed-error' });
    expect(thrown).toHaveLength(3);
    expect(readResult(await engine.run(' -- nothing\n', []))).toEqual({ rows: [], command: '' });
    await engine.close();
    rmSync(place.at, { recursive: true });
  });
});
