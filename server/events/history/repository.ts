/** SQL of histories that wait for the decision on their import. */
import type { Channel } from '../../contract/events.ts';
import type { Queryable } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import type { Placed } from '../event-file.ts';
import type { KeptStep } from '../state-repository.ts';
import type { Whereabouts } from '../whereabouts.ts';

/** A row of import_row of the layer events. Instants in ms. */
export interface StoredHistory {
  seq: number;
  id: string;
  dictionary: string;
  text: string;
  channel: Channel;
  ticket: string | null;
  occurredAt: number;
  reportedAt: number;
  reporter: string;
  where: Whereabouts;
  area: string | null;
  steps: { step: KeptStep; state: string }[];
  placed?: Placed;
  notLocated?: string | null;
}

const PAGE = 500;

export async function historyPage(
  tx: Queryable,
  jobId: string,
  after: number,
): Promise<{ seq: number; row: StoredHistory }[]> {
  return tx.query(sql`
    select seq, data as row from import_row where job_id = ${jobId} and seq > ${after} order by seq limit ${PAGE}`);
}
