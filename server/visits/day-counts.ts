/** The counts of a worker's own page. Patrols are counted by those who keep positions. */
import type { Database } from '../database/database.ts';
import { type DayCounts, NO_COUNTS } from '../duty/counts-today.ts';
import { visitsOfWorker } from './repository.ts';

export function dayCounts(db: Database, patrols: DayCounts['patrols'] = NO_COUNTS.patrols): DayCounts {
  return { visits: (worker, from, to) => visitsOfWorker(db, worker, from, to), patrols };
}
