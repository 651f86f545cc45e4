/**
 * A process of its own that opens the embedded database in the folder given, says `open`, and inserts rows one after
 * another, saying each row's number once its insert was acknowledged. Ends only when killed.
 */
import { openEmbedded } from '../../server/database/embedded.ts';
import { sql } from '../../server/database/sql.ts';

const db = await openEmbedded({ folder: process.argv[2]! });
await db.query(sql`create table if not exists written (id int primary key, pair int not null)`);
process.stdout.write('open\n');
for (let id = 1; ; id++) {
  if (id % 5 === 0) {
    await db.transaction(async (tx) => {
      await tx.query(sql`insert into written values (${id}, 1)`);
      await tx.query(sql`insert into written values (${-id}, 2)`);
    });
  } else await db.query(sql`insert into written values (${id}, 0)`);
  process.stdout.write(`${id}\n`);
}
