/**
 * Tells every process that the shifts, the posts or the person of a worker changed, when the transaction commits: who follows positions
 * holds them in memory. Null: anything may have changed, the settings of duty too.
 */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export const DUTY_CHANNEL = 'duty';

export async function tellDuty(tx: Queryable, worker: number | null): Promise<void> {
  await tx.query(sql`select pg_notify(${DUTY_CHANNEL}, ${worker === null ? '' : String(worker)})`);
}
