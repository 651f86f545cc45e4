/** The smallest question to the database. */
import type { Health } from '../contract/health.ts';
import type { Database } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** A database that has not answered within this time counts as out of reach. */
const PATIENCE_MS = 2000;

export type DatabaseState = Health['database']['state'];

/**
 * Whether it answers, and takes what is written: a standby and a full disk do not. The embedded one may be busy with an import for
 * longer: being busy is being there.
 */
export async function stateOf(db: Database): Promise<DatabaseState> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<DatabaseState>((resolve) => {
    timer = setTimeout(() => resolve(db.kind === 'embedded' ? 'ok' : 'unreachable'), PATIENCE_MS);
  });
  const asked = db
    .query<{ writable: boolean }>(sql`select current_setting('transaction_read_only') = 'off' as writable`)
    .then(
      ([row]): DatabaseState =>
        row?.writable !== false ? 'ok' : db.kind === 'embedded' ? 'storage-full' : 'read-only',
      (): DatabaseState => 'unreachable',
    );
  return Promise.race([asked, patience]).finally(() => clearTimeout(timer));
}
