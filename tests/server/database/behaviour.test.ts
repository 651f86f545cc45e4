import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { databaseCounters } from '../../../server/database/counters.ts';
import type { Database, Queryable } from '../../../server/database/database.ts';
import { join, nothing, type Sql, sql } from '../../../server/database/sql.ts';
import { eachDatabase } from '../../support/database.ts';

eachDatabase((_name, open) => {
  let db: Database;
  beforeAll(async () => {
    db = await open({ empty: true });
    await db.query(
      sql`create table t (id int primary key, name text not null check (name <> ''), parent int references t)`,
    );
  });

  const one = async (statement: Sql): Promise<unknown> => Object.values((await db.query(statement))[0]!)[0];
  const ids = async (): Promise<unknown[]> => (await db.query(sql`select id from t order by id`)).map(({ id }) => id);
  const emptied = (): Promise<unknown> => db.query(sql`truncate t`);

  const values: [string, Sql, unknown][] = [
    ['int4', sql`select 7::int4`, 7],
    ['int8', sql`select 9007199254740991::int8`, 9007199254740991],
    ['a count', sql`select count(*) from pg_class where false`, 0],
    ['numeric', sql`select 12.50::numeric`, 12.5],
    ['float8', sql`select 0.1::float8 + 0.2::float8`, 0.1 + 0.2],
    ['NaN', sql`select 'NaN'::float8`, Number.NaN],
    ['bool', sql`select true`, true],
    ['text in Chinese', sql`select '格中' || chr(128512)`, '格中😀'],
    ['null', sql`select null::int8`, null],
    ['date', sql`select date '2026-02-28'`, '2026-02-28'],
    ['timestamptz', sql`select timestamptz '2026-03-01 08:00:00.123+08'`, new Date('2026-03-01T00:00:00.123Z')],
    ['infinite timestamptz', sql`select timestamptz 'infinity'`, Number.POSITIVE_INFINITY],
    ['timestamp as its text', sql`select timestamp '2026-03-01 08:00'`, '2026-03-01 08:00:00'],
    ['json', sql`select '{"a":[1,null,"x"]}'::json`, { a: [1, null, 'x'] }],
    ['jsonb', sql`select '[{"b":1.5}]'::jsonb`, [{ b: 1.5 }]],
    ['json null', sql`select 'null'::jsonb`, null],
    ['bytea', sql`select '\\x00ff10'::bytea`, new Uint8Array([0, 255, 16])],
    ['empty bytea', sql`select ''::bytea`, new Uint8Array()],
    ['int array', sql`select array[1,null,3]`, [1, null, 3]],
    [
      'nested array',
      sql`select array[[1,2],[3,4]]`,
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['empty array', sql`select '{}'::text[]`, []],
    [
      'text array with every trap',
      sql`select array['a,b', 'c"d', '', 'NULL', null, '{e}', 'f\\g', '格']`,
      ['a,b', 'c"d', '', 'NULL', null, '{e}', 'f\\g', '格'],
    ],
    ['array with bounds', sql`select '[0:1]={5,6}'::int[]`, [5, 6]],
    ['bytea array', sql`select array['\\x01'::bytea, null]`, [new Uint8Array([1]), null]],
    ['timestamptz array', sql`select array[timestamptz '2026-01-01 00:00+00']`, [new Date('2026-01-01T00:00:00Z')]],
    ['jsonb array', sql`select array['{"a":1}'::jsonb]`, [{ a: 1 }]],
    ['uuid', sql`select '00000000-0000-0000-0000-00000000000a'::uuid`, '00000000-0000-0000-0000-00000000000a'],
    [
      'GeoJSON',
      sql`select ST_AsGeoJSON(ST_MakePoint(116.4, 39.9))::json`,
      { type: 'Point', coordinates: [116.4, 39.9] },
    ],
    ['WKB', sql`select ST_AsBinary(ST_MakePoint(0, 0))`, Uint8Array.from([1, 1, ...new Array(19).fill(0)])],
  ];
  it.each(values)('a column of %s arrives as its value', async (_what, statement, expected) => {
    expect(await one(statement)).toEqual(expected);
  });

  const parameters: [string, Sql, unknown][] = [
    ['a number to int', sql`select ${42}::int + 1`, 43],
    ['a number to float8', sql`select ${0.1}::float8`, 0.1],
    ['a bigint', sql`select ${12345678901n}::int8`, 12345678901],
    ['true', sql`select not ${true}::bool`, false],
    ['undefined as null', sql`select ${undefined}::text is null`, true],
    ['text that looks like SQL', sql`select ${"'; drop table t; --"}::text`, "'; drop table t; --"],
    ['a Date', sql`select ${new Date('2026-05-01T01:02:03.004Z')}::timestamptz`, new Date('2026-05-01T01:02:03.004Z')],
    ['bytes', sql`select ${new Uint8Array([1, 0, 255])}::bytea`, new Uint8Array([1, 0, 255])],
    ['an object as json', sql`select ${{ a: [1, '格'] }}::jsonb`, { a: [1, '格'] }],
    ['JSON text', sql`select ${'[1,2]'}::jsonb`, [1, 2]],
    ['an int array', sql`select ${[1, 2, null]}::int[]`, [1, 2, null]],
    ['an Int32Array', sql`select ${new Int32Array([-5, 2147483647])}::int[]`, [-5, 2147483647]],
    [
      'a text array with every trap',
      sql`select ${['a,b', 'c"d', '', 'NULL', null, '{e}', 'f\\g']}::text[]`,
      ['a,b', 'c"d', '', 'NULL', null, '{e}', 'f\\g'],
    ],
    [
      'nested arrays',
      sql`select ${[[1, 2], [3, 4]]}::int[]`,
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['an array of dates', sql`select ${[new Date(0)]}::timestamptz[]`, [new Date(0)]],
    ['an array of bytes', sql`select ${[new Uint8Array([9])]}::bytea[]`, [new Uint8Array([9])]],
    ['WKB as geometry', sql`select ST_X(ST_GeomFromWKB(${Uint8Array.from([1, 1, ...new Array(19).fill(0)])}))`, 0],
    ['fragments, nested', sql`select ${1}::int + ${sql`${2}::int * ${sql`${3}::int`}`} ${nothing}`, 7],
    [
      'joined fragments',
      sql`select array[${join(
        [1, 2, 3].map((n) => sql`${n}::int`),
        ', ',
      )}]`,
      [1, 2, 3],
    ],
  ];
  it.each(parameters)('a parameter that is %s means what it says', async (_what, statement, expected) => {
    expect(await one(statement)).toEqual(expected);
  });

  it.each([
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['an invalid date', new Date(Number.NaN)],
  ])('refuses %s as a parameter', async (_what, value) => {
    await expect(db.query(sql`select ${value}`)).rejects.toMatchObject({ code: 'parameter-invalid' });
  });

  it('refuses to round an int8 that no number can hold, and goes on working', async () => {
    await expect(db.query(sql`select 9007199254740993::int8`)).rejects.toMatchObject({ code: 'value-unsafe' });
    expect(await one(sql`select 1`)).toBe(1);
  });

  it('returns no rows for a statement without result', async () => {
    expect(await db.query(sql`create temporary table gone (id int)`)).toEqual([]);
    expect(await db.query(sql`select 1 where false`)).toEqual([]);
  });

  const refusals: [string, Sql, object][] = [
    [
      'a second row with one key',
      sql`insert into t values (1, 'a'), (1, 'b')`,
      { code: '23505', constraint: 't_pkey', table: 't' },
    ],
    ['a missing parent', sql`insert into t values (2, 'a', 99)`, { code: '23503', table: 't' }],
    ['a broken check', sql`insert into t values (3, '')`, { code: '23514', constraint: 't_name_check' }],
    ['a missing value', sql`insert into t (id) values (4)`, { code: '23502', column: 'name' }],
    ['nonsense', sql`selec 1`, { code: '42601', position: 1 }],
    ['an unknown table', sql`select * from nowhere`, { code: '42P01' }],
    ['a division by zero', sql`select 1 / ${0}::int`, { code: '22012' }],
    ['text that is no number', sql`select ${'x'}::int`, { code: '22P02' }],
    ['a month that is none', sql`select ${'2026-13-01'}::date`, { code: '22008' }],
    ['two statements in one', sql`select 1; select 2`, { code: '42601' }],
    ['geometry text cut short', sql`select ST_GeomFromText('POLYGON((0 0')`, { code: 'XX000' }],
  ];
  it.each(refusals)('rejects %s with the server’s code', async (_what, statement, expected) => {
    await expect(db.query(statement)).rejects.toMatchObject({ name: 'DatabaseError', ...expected });
    expect(await one(sql`select 1`)).toBe(1);
  });

  it('still answers after thousands of errors', async () => {
    for (let i = 0; i < 4000; i++) await db.query(sql`select 1 / ${0}::int`).catch(() => undefined);
    expect(await one(sql`select 1`)).toBe(1);
  });

  describe('transaction', () => {
    it('commits what its work did and returns what it returned', async () => {
      await emptied();
      const result = await db.transaction(async (tx) => {
        await tx.query(sql`insert into t values (1, 'a')`);
        return (await tx.query(sql`select id from t`)).length;
      });
      expect(result).toBe(1);
      expect(await ids()).toEqual([1]);
    });

    it('undoes everything when its work rejects, and rejects with the same error', async () => {
      await emptied();
      const reason = new Error('changed my mind');
      const work = db.transaction(async (tx) => {
        await tx.query(sql`insert into t values (1, 'a')`);
        throw reason;
      });
      await expect(work).rejects.toBe(reason);
      expect(await ids()).toEqual([]);
    });

    it('undoes everything when a statement fails, even if the work caught that', async () => {
      await emptied();
      const work = db.transaction(async (tx) => {
        await tx.query(sql`insert into t values (1, 'a')`);
        await tx.query(sql`insert into t values (1, 'b')`).catch(() => undefined);
        return 'all well';
      });
      await expect(work).rejects.toMatchObject({ code: 'transaction-aborted', cause: { code: '23505' } });
      expect(await ids()).toEqual([]);
    });

    it('refuses further statements after one has failed', async () => {
      await emptied();
      const work = db.transaction(async (tx) => {
        await tx.query(sql`select 1 / 0`).catch(() => undefined);
        await tx.query(sql`insert into t values (1, 'a')`);
      });
      await expect(work).rejects.toMatchObject({ code: '25P02' });
    });

    it('refuses its handle after its end', async () => {
      let kept: Queryable | undefined;
      await db.transaction(async (tx) => {
        kept = tx;
      });
      await expect(kept!.query(sql`select 1`)).rejects.toMatchObject({ code: 'transaction-closed' });
    });

    it('waits for statements its work did not wait for', async () => {
      await emptied();
      await db.transaction(async (tx) => {
        void tx.query(sql`insert into t values (1, 'a')`);
        void tx.query(sql`insert into t values (2, 'b')`);
      });
      expect(await ids()).toEqual([1, 2]);
    });

    it('refuses a question to the database itself from inside, which would wait for ever', async () => {
      const inside = (work: () => Promise<unknown>): Promise<unknown> =>
        db.transaction(async () => {
          await sleep(1);
          return work();
        });
      await expect(inside(() => db.query(sql`select 1`))).rejects.toMatchObject({ code: 'nested-transaction' });
      await expect(inside(() => db.transaction(async () => 1))).rejects.toMatchObject({ code: 'nested-transaction' });
      await expect(inside(() => db.notify('c', 'x'))).rejects.toMatchObject({ code: 'nested-transaction' });
    });

    it('lets work it started go on after its end', async () => {
      let later: Promise<unknown> | undefined;
      await db.transaction(async () => {
        later = sleep(30).then(() => db.query(sql`select 1`));
      });
      await expect(later).resolves.toHaveLength(1);
    });

    it('hides what is not committed from others, and shows it all at once', async () => {
      await emptied();
      const seen: number[] = [];
      const writers = [1, 2, 3, 4].map((n) =>
        db.transaction(async (tx) => {
          await tx.query(sql`insert into t values (${n * 10}, 'a')`);
          await sleep(5);
          await tx.query(sql`insert into t values (${n * 10 + 1}, 'b')`);
        }),
      );
      const readers = Array.from({ length: 20 }, async (_, i) => {
        await sleep(i);
        seen.push((await ids()).length);
      });
      await Promise.all([...writers, ...readers]);
      expect(seen.filter((n) => n % 2 === 1)).toEqual([]);
      expect((await ids()).length).toBe(8);
    });

    it('runs again after a serialization failure and after a deadlock', async () => {
      await emptied();
      const failures = [
        sql`do $$ begin raise exception using errcode = '40001'; end $$`,
        sql`do $$ begin raise exception using errcode = '40P01'; end $$`,
      ];
      const before = databaseCounters.transactionRetries;
      let round = 0;
      await db.transaction(async (tx) => {
        await tx.query(sql`insert into t values (${round}, 'a')`);
        const failure = failures[round++];
        if (failure !== undefined) await tx.query(failure);
      });
      expect(await ids()).toEqual([2]);
      expect(databaseCounters.transactionRetries - before).toBe(2);
    });

    it('gives up after four serialization failures', async () => {
      let rounds = 0;
      const work = db.transaction(async (tx) => {
        rounds++;
        await tx.query(sql`do $$ begin raise exception using errcode = '40P01'; end $$`);
      });
      await expect(work).rejects.toMatchObject({ code: '40P01' });
      expect(rounds).toBe(4);
    });
  });

  describe('notifications', () => {
    /** Waits until `count` payloads were heard. */
    const hearing = async (channel: string): Promise<{ heard: string[]; stop: () => Promise<void> }> => {
      const heard: string[] = [];
      return { heard, stop: await db.listen(channel, (payload) => heard.push(payload)) };
    };
    const until = async (done: () => boolean): Promise<void> => {
      for (let i = 0; i < 200 && !done(); i++) await sleep(10);
    };

    it('arrive at every listener of the channel, in order, and at no other', async () => {
      const [a, b, other] = [await hearing('news'), await hearing('news'), await hearing('Other "channel"')];
      for (let i = 0; i < 5; i++) await db.notify('news', `n${i}`);
      await db.notify('Other "channel"', '格');
      await until(() => b.heard.length === 5 && other.heard.length === 1);
      expect([a.heard, b.heard, other.heard]).toEqual([
        ['n0', 'n1', 'n2', 'n3', 'n4'],
        ['n0', 'n1', 'n2', 'n3', 'n4'],
        ['格'],
      ]);
      await Promise.all([a.stop(), b.stop(), other.stop()]);
    });

    it('sent inside a transaction arrive when it commits, never when it does not', async () => {
      const { heard, stop } = await hearing('news');
      await db.transaction(async (tx) => {
        await tx.query(sql`select pg_notify('news', 'kept')`);
        await sleep(30);
        expect(heard).toEqual([]);
      });
      await db
        .transaction(async (tx) => {
          await tx.query(sql`select pg_notify('news', 'undone')`);
          throw new Error('undo');
        })
        .catch(() => undefined);
      await db.notify('news', 'last');
      await until(() => heard.length === 2);
      expect(heard).toEqual(['kept', 'last']);
      await stop();
    });

    it('stop when asked, for that listener only', async () => {
      const [a, b] = [await hearing('news'), await hearing('news')];
      await a.stop();
      await db.notify('news', 'one');
      await until(() => b.heard.length === 1);
      await b.stop();
      await db.notify('news', 'two');
      const c = await hearing('news');
      await db.notify('news', 'three');
      await until(() => c.heard.length === 1);
      expect([a.heard, b.heard, c.heard]).toEqual([[], ['one'], ['three']]);
      await c.stop();
    });

    it('reach the others when one listener throws', async () => {
      const stopBad = await db.listen('news', () => {
        throw new Error('bad listener');
      });
      const { heard, stop } = await hearing('news');
      const warned = new Promise((resolve) => process.once('warning', resolve));
      await db.notify('news', 'x');
      await until(() => heard.length === 1);
      expect(heard).toEqual(['x']);
      expect(String(await warned)).toContain('bad listener');
      await Promise.all([stopBad(), stop()]);
    });
  });

  it('takes a megabyte of JSON and ten thousand polygons through unharmed', async () => {
    const big = JSON.stringify(
      Array.from({ length: 20_000 }, (_, i) => ({ id: i, name: `网格员 ${i} ${'x'.repeat(20)}` })),
    );
    expect(big.length).toBeGreaterThan(1_000_000);
    expect(
      await one(
        sql`select count(*) from json_to_recordset(${big}::json) as r(id int, name text) where name like '网格员%'`,
      ),
    ).toBe(20_000);
    const rows = await db.query<{ id: number; wkb: Uint8Array }>(
      sql`select i as id, ST_AsBinary(ST_Buffer(ST_MakePoint(i, 0), 0.5, 8)) as wkb from generate_series(1, 10000) i`,
    );
    expect(rows).toHaveLength(10_000);
    for (const { id, wkb } of rows) {
      const view = new DataView(wkb.buffer, wkb.byteOffset, wkb.byteLength);
      expect(wkb.byteLength).toBe(9 + 4 + 33 * 16);
      expect(view.getFloat64(13, true)).toBe(id + 0.5);
    }
  });

  it('refuses questions after it was closed, and closes twice without harm', async () => {
    const own = await open({ empty: true });
    const open1 = own.query(sql`select pg_sleep(0.05)`);
    await Promise.all([own.close(), own.close()]);
    await open1;
    await expect(own.query(sql`select 1`)).rejects.toMatchObject({ code: 'database-closed' });
    await expect(own.transaction(async () => 1)).rejects.toMatchObject({ code: 'database-closed' });
    await expect(own.listen('c', () => {})).rejects.toMatchObject({ code: 'database-closed' });
  });
});
