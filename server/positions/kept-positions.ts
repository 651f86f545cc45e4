/** Where a worker was at an instant, from the fixes that are kept: what a visit is proved by. */
import type { Database } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { toDegrees } from '../geometry/lattice.ts';
import type { KnownPosition, PositionAt } from '../visits/position-at.ts';
import { dayOf, dayText } from './rules/shanghai-day.ts';

/** A fix further from the instant says nothing of it. */
const NEAR_MS = 5 * 60_000;

interface Kept {
  x: number;
  y: number;
  accuracy: number;
}

/** The fix nearest to the instant, five minutes before or after it at most. Fixes of a packed day are no longer asked. */
export function keptPositions(db: Database): PositionAt {
  return {
    async at(worker, instant): Promise<KnownPosition | null> {
      const t = instant.getTime();
      const days = [...new Set([dayOf(t - NEAR_MS), dayOf(t + NEAR_MS)])].map(dayText);
      const [fix] = await db.query<Kept>(sql`
        select x, y, accuracy from position
        where day = any(${days}::date[]) and worker_id = ${worker}::bigint
          and t between ${t - NEAR_MS}::bigint and ${t + NEAR_MS}::bigint
        order by abs(t - ${t}::bigint), t limit 1`);
      if (fix === undefined) return null;
      return { lon: toDegrees(fix.x), lat: toDegrees(fix.y), accuracyM: fix.accuracy };
    },
  };
}
