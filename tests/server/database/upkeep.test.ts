import { expect, it } from 'vitest';
import { upkeep } from '../../../server/database/embedded-upkeep.ts';
import { sql } from '../../../server/database/sql.ts';
import { eachDatabase } from '../../support/database.ts';

eachDatabase((name, open) => {
  it.runIf(name === 'embedded')('analyzes what changed, vacuums what died, and leaves the rest alone', async () => {
    const db = await open({ empty: true });
    const ask = (): Promise<string[]> => upkeep((statement) => db.query(statement));
    await db.query(sql`create table "Odd name" as select i from generate_series(1, 2000) i`);
    await db.query(sql`create table small as select i from generate_series(1, 100) i`);
    expect(await ask()).toContain('analyze public."Odd name"');
    expect(await ask()).toEqual([]);
    await db.query(sql`delete from "Odd name" where i > 500`);
    expect(await ask()).toEqual(['vacuum (analyze) public."Odd name"']);
    expect(await ask()).toEqual([]);
    expect(await db.query(sql`select reltuples from pg_class where relname = 'Odd name'`)).toEqual([
      { reltuples: 500 },
    ]);
  });
});
