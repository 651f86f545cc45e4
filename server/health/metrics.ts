/** What the service counts besides requests: answers by rule, the maps in force, and what the database layer had to mend. */
import { databaseCounters } from '../database/counters.ts';
import type { Database } from '../database/database.ts';
import type { Metrics } from '../http/metrics.ts';
import type { PublishedMaps } from '../locate/published-maps.ts';
import type { LocateService } from '../locate/service.ts';

const KEBAB = /[A-Z]/g;

export function registerServiceMetrics(
  metrics: Metrics,
  { locate, maps, db }: { locate: LocateService; maps: PublishedMaps; db: Database },
): void {
  metrics.counterOf('gezhong_locate_answers_total', 'Point questions by what decided', 'rule', () =>
    Object.entries(locate.answered),
  );
  metrics.gauge('gezhong_edition', 'Newest edition served, 0 before the first', () => maps.edition() ?? 0);
  metrics.gauge('gezhong_grids', 'Grids in force, micro grids included', () =>
    maps.all().reduce((sum, map) => sum + map.grids.length + map.micros.length, 0),
  );
  metrics.gauge('gezhong_index_bytes', 'Memory of the indexes in force', () =>
    maps.all().reduce((sum, map) => sum + map.index.byteLength + map.microIndex.byteLength, 0),
  );
  metrics.gauge(
    'gezhong_replica_lag_seconds',
    'How far the replica is behind at most, -1 without one or unknown',
    () => {
      const lagMs = db.replica?.()?.lagMs ?? null;
      return lagMs === null ? -1 : lagMs / 1000;
    },
  );
  metrics.counterOf('gezhong_replica_reads_total', 'Questions a replica might answer, by who did', 'by', () =>
    Object.entries(db.replica?.()?.answered ?? {}),
  );
  metrics.counterOf('gezhong_database_repairs_total', 'What the database layer met and mended', 'kind', () =>
    Object.entries(databaseCounters).map(([kind, count]): [string, number] => [
      kind.replace(KEBAB, (letter) => `-${letter.toLowerCase()}`),
      count,
    ]),
  );
}
