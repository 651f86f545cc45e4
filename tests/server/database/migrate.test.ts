import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../server/database/database.ts';
import { migrate } from '../../../server/database/migrate.ts';
import { openPostgres } from '../../../server/database/postgres.ts';
import { Sql, sql } from '../../../server/database/sql.ts';
import { eachDatabase, makePlace } from '../../support/database.ts';

const FIRST = `-- one; 'two'
create table area (code text primary key, name text default 'a;b');
/* nested /* comment; */ here; */
create function twice(n int) returns int language plpgsql as $body$ begin return n * 2; end; $body$;
insert into area values ('it''s; one');
`;
const SECOND = 'create table grid (code text primary key);\ninsert into grid select code from area;\n';

eachDatabase((name, open) => {
  let db: Database;
  let folder: string;
  beforeAll(async () => {
    db = await open({ empty: true });
  });
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gezhong-migrations-'));
    await db.query(sql`drop table if exists schema_migration, area, grid, third`);
    await db.query(sql`drop function if exists twice`);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const files = (texts: Record<string, string>): void => {
    for (const [file, text] of Object.entries(texts)) writeFileSync(join(folder, file), text);
  };
  const tables = async (): Promise<unknown[]> =>
    (await db.query(sql`select relname from pg_class where relname in ('area', 'grid', 'third') order by relname`)).map(
      ({ relname }) => relname,
    );

  it('applies every file once, in order, statement by statement', async () => {
    files({ '0001_area.sql': FIRST, '0002_grid.sql': SECOND, 'notes.txt': 'not sql' });
    expect(await migrate(db, folder)).toEqual({ applied: ['0001_area', '0002_grid'] });
    expect(await migrate(db, folder)).toEqual({ applied: [] });
    expect(await db.query(sql`select code, twice(21) as n from grid`)).toEqual([{ code: "it's; one", n: 42 }]);
    const rows = await db.query(
      sql`select name, length(checksum) as length, applied_at <= now() as past from schema_migration order by name`,
    );
    expect(rows).toEqual([
      { name: '0001_area', length: 64, past: true },
      { name: '0002_grid', length: 64, past: true },
    ]);
  });

  it('applies what was added since', async () => {
    files({ '0001_area.sql': FIRST });
    await migrate(db, folder);
    files({ '0002_grid.sql': SECOND });
    expect(await migrate(db, folder)).toEqual({ applied: ['0002_grid'] });
  });

  it('takes other line ends for the same text', async () => {
    files({ '0001_area.sql': FIRST });
    await migrate(db, folder);
    files({ '0001_area.sql': FIRST.replaceAll('\n', '\r\n') });
    expect(await migrate(db, folder)).toEqual({ applied: [] });
  });

  it('names file and line of a statement that fails, undoes that file and keeps those before it', async () => {
    files({ '0001_area.sql': FIRST, '0002_grid.sql': 'create table grid (id int);\n\nselect 1 / 0;' });
    await expect(migrate(db, folder)).rejects.toMatchObject({
      code: '22012',
      message: expect.stringMatching(/^0002_grid\.sql:3: /),
    });
    expect(await tables()).toEqual(['area']);
    files({ '0002_grid.sql': SECOND });
    expect(await migrate(db, folder)).toEqual({ applied: ['0002_grid'] });
  });

  it('undoes a file whose geometry statement fails', async () => {
    const bow = "'POLYGON((0 0,2 2,2 0,0 2,0 0))'::geometry";
    files({
      '0001_area.sql': `create table area (g geometry);\ninsert into area select ST_Union(${bow}, ST_Translate(${bow}, 0.5, 0.1));`,
    });
    await expect(migrate(db, folder)).rejects.toMatchObject({
      code: 'XX000',
      message: expect.stringContaining('0001_area.sql:2'),
    });
    expect(await tables()).toEqual([]);
  });

  const broken: [string, Record<string, string>, Record<string, string>, string, string][] = [
    [
      'a file changed since',
      { '0001_area.sql': FIRST },
      { '0001_area.sql': `${FIRST}\n` },
      'migration-changed',
      '0001_area',
    ],
    [
      'a file gone',
      { '0001_area.sql': FIRST, '0002_grid.sql': SECOND },
      { '0001_other.sql': '', '0002_grid.sql': SECOND },
      'migration-missing',
      '0001_area',
    ],
    [
      'a newer schema',
      { '0001_area.sql': FIRST, '0002_grid.sql': SECOND },
      { '0001_area.sql': FIRST },
      'schema-newer',
      '0002_grid',
    ],
    ['a gap', {}, { '0001_area.sql': FIRST, '0003_grid.sql': SECOND }, 'migration-gap', '0003_grid.sql'],
    ['a number used twice', {}, { '0001_area.sql': FIRST, '0001_grid.sql': SECOND }, 'migration-gap', '0001_grid.sql'],
    ['a first file that is not 0001', {}, { '0002_grid.sql': SECOND }, 'migration-gap', '0002_grid.sql'],
    ['a name without a number', {}, { 'area.sql': FIRST }, 'migration-misnamed', 'area.sql'],
    ['capitals in a name', {}, { '0001_Area.sql': FIRST }, 'migration-misnamed', '0001_Area.sql'],
    [
      'an open quote',
      {},
      { '0001_area.sql': FIRST, '0002_grid.sql': "\nselect 'x" },
      'migration-unreadable',
      '0002_grid.sql',
    ],
    ['an open body', {}, { '0001_area.sql': 'do $x$ begin' }, 'migration-unreadable', 'line 1'],
    [
      'a commit of its own',
      {},
      { '0001_area.sql': 'create table area ();\ncommit;' },
      'migration-unreadable',
      '0001_area.sql:2',
    ],
  ];
  it.each(broken)('refuses %s and changes nothing', async (_what, before, after, code, message) => {
    files(before);
    await migrate(db, folder);
    const then = await tables();
    rmSync(folder, { recursive: true });
    folder = mkdtempSync(join(tmpdir(), 'gezhong-migrations-'));
    files(after);
    await expect(migrate(db, folder)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
    expect(await tables()).toEqual(then);
  });

  it('refuses a file below the last applied one', async () => {
    files({ '0001_area.sql': FIRST, '0002_grid.sql': SECOND });
    await migrate(db, folder);
    await db.query(sql`delete from schema_migration where name = '0001_area'`);
    await expect(migrate(db, folder)).rejects.toMatchObject({ code: 'migration-out-of-order' });
  });

  it('applies each file once when several start at the same time', async () => {
    files({ '0001_area.sql': FIRST, '0002_grid.sql': SECOND, '0003_third.sql': 'create table third ();' });
    const results = await Promise.all([migrate(db, folder), migrate(db, folder), migrate(db, folder)]);
    expect(results.flatMap(({ applied }) => applied).sort()).toEqual(['0001_area', '0002_grid', '0003_third']);
  });

  it.runIf(name === 'postgres')('says so when PostGIS is not there and the role may not create it', async () => {
    const place = await makePlace('postgres', { empty: true });
    const admin = await openPostgres(place.at);
    await admin.query(sql`drop extension postgis`);
    await admin.query(
      sql`do $$ begin if not exists (select 1 from pg_roles where rolname = 'gezhong_weak') then create role gezhong_weak login; end if; end $$`,
    );
    await admin.query(sql`grant create on schema public to gezhong_weak`);
    const url = new URL(place.at);
    url.username = 'gezhong_weak';
    const weak = await openPostgres(url.href);
    files({ '0001_area.sql': FIRST });
    await expect(migrate(weak, folder)).rejects.toMatchObject({ code: 'postgis-not-allowed' });
    await weak.close();
    await admin.query(new Sql(['create extension postgis'], []));
    await admin.close();
    await place.remove();
  });
});
