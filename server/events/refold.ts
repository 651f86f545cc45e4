/** Folds the steps of every event again and compares with the rows: they never disagree, and this is how one can see it. */
import type { Database } from '../database/database.ts';
import { bySerial, fileOf } from './event-files.ts';
import { derivedColumns, headsFrom, readOneMoment, stepsOf } from './event-repository.ts';
import { columnsOf } from './rules/event-now.ts';

export interface Disagreement {
  readonly serial: number;
  readonly id: string;
  /** Columns whose value is another one than the steps give. */
  readonly columns: readonly string[];
}

export interface RefoldVerdict {
  readonly events: number;
  readonly steps: number;
  readonly disagreements: readonly Disagreement[];
}

const BATCH = 500;
/** As many are named. */
const MOST_NAMED = 100;

export async function refoldAll(db: Database): Promise<RefoldVerdict> {
  const disagreements: Disagreement[] = [];
  let events = 0;
  let stepCount = 0;
  for (let last = 0; ; ) {
    // Head, steps and columns of one moment: an event that moves on meanwhile would seem to disagree.
    const { heads, steps, rows } = await db.transaction(async (tx) => {
      await readOneMoment(tx);
      const heads = await headsFrom(tx, last, BATCH);
      const serials = heads.map(({ serial }) => serial);
      return { heads, steps: bySerial(await stepsOf(tx, serials)), rows: await derivedColumns(tx, serials) };
    });
    heads.forEach((head, i) => {
      const own = steps.get(head.serial) ?? [];
      stepCount += own.length;
      const columns = differing(rows[i]!, expected(head, own));
      if (own.some(({ seq }, number) => seq !== number + 1)) columns.push('seq');
      if (columns.length > 0 && disagreements.length < MOST_NAMED)
        disagreements.push({ serial: head.serial, id: head.id, columns });
    });
    events += heads.length;
    if (heads.length < BATCH) return { events, steps: stepCount, disagreements };
    last = heads.at(-1)!.serial;
  }
}

function expected(...[head, steps]: Parameters<typeof fileOf>): Record<string, unknown> {
  const { now, placed, photos } = fileOf(head, steps);
  return {
    ...columnsOf(now),
    grid_code: placed.grid,
    grid_id: placed.gridId,
    grid_also: placed.gridAlso,
    edition: placed.edition,
    lon: placed.lon,
    lat: placed.lat,
    accuracy_m: placed.accuracyM === null ? null : Math.fround(placed.accuracyM),
    place_code: placed.place,
    address: placed.address,
    worker: placed.worker,
    kept_photos: photos,
  };
}

function differing(row: Record<string, unknown>, columns: Record<string, unknown>): string[] {
  return Object.entries(columns)
    .filter(([name, value]) => written(name === 'accuracy_m' ? rounded(row[name]) : row[name]) !== written(value))
    .map(([name]) => name);
}

/** `real` comes as the shortest decimal of its float32. */
function rounded(value: unknown): unknown {
  return typeof value === 'number' ? Math.fround(value) : value;
}

function written(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
