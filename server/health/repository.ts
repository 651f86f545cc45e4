/** The smallest question to the database. */
import type { Database } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** A database that has not answered within this time counts as out of reach. */
const PATIENCE_MS = 2000;

/** Whether it answers. The embedded one may be busy with an import for longer: being busy is being there. */
export async function isReachable(db: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(db.kind === 'embedded'), PATIENCE_MS);
  });
  const asked = db.query(sql`select 1`).then(
    () => true,
    () => false,
  );
  return Promise.race([asked, patience]).finally(() => clearTimeout(timer));
}
