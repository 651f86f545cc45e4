import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { migrate } from '../../../server/database/migrate.ts';
import { sql } from '../../../server/database/sql.ts';
import { eachDatabase } from '../../support/database.ts';
import { MIGRATIONS } from '../../support/embedded-template.ts';

eachDatabase((_name, open) => {
  it('a test database has every migration of the project, and is nobody else’s', async () => {
    const files = readdirSync(MIGRATIONS)
      .filter((file) => file.endsWith('.sql'))
      .sort();
    const [one, other] = [await open(), await open()];
    const applied = await one.query<{ name: string }>(sql`select name from schema_migration order by name`);
    expect(applied.map(({ name }) => `${name}.sql`)).toEqual(files);
    expect(await migrate(one, MIGRATIONS)).toEqual({ applied: [] });
    await one.query(sql`create table mine ()`);
    expect(await other.query(sql`select to_regclass('mine') as mine`)).toEqual([{ mine: null }]);
  });
});
