/** Events written straight into their table and told on their channel, for tests of what follows the table. */
import { randomUUID } from 'node:crypto';
import type { ClockName, EventLevel, Grade, Way } from '../../server/contract/event-rules.ts';
import type { Channel, EventState, Handler } from '../../server/contract/events.ts';
import type { Database, Queryable } from '../../server/database/database.ts';
import { join, sql } from '../../server/database/sql.ts';

export interface EventSample {
  id: string;
  county_code: string;
  area_code: string;
  grid_code: string | null;
  lon: number | null;
  lat: number | null;
  dictionary: string;
  category: string;
  text: string;
  channel: Channel;
  reported_at: Date;
  grade: Grade;
  way: Way;
  level: EventLevel;
  state: EventState;
  version: number;
  clock: ClockName | null;
  due_at: Date | null;
  handler: Handler | null;
  supervised: boolean;
  emergency: boolean;
  filed_at: Date | null;
  dispatched_at: Date | null;
  handled_at: Date | null;
  verified_at: Date | null;
  ended_at: Date | null;
  handle_due: Date | null;
  verify_due: Date | null;
  dispatches: number;
  returns: number;
  reworks: number;
  overran: boolean;
}

/** A report of a moment ago, in the first grid of the small county. */
export function sampleEvent(change: Partial<EventSample> = {}): EventSample {
  return {
    id: randomUUID(),
    county_code: '990101',
    area_code: '990101001001',
    grid_code: '990101001001001',
    lon: 117.002,
    lat: 30.002,
    dictionary: 'sample',
    category: '0101',
    text: '路口有暴露垃圾',
    channel: 'hotline',
    reported_at: new Date(Date.now() - 60_000),
    grade: 'simple',
    way: 'community',
    level: 'community',
    state: 'reported',
    version: 1,
    clock: 'dispatch',
    due_at: new Date(Date.now() + 3600_000),
    handler: null,
    supervised: false,
    emergency: false,
    filed_at: null,
    dispatched_at: null,
    handled_at: null,
    verified_at: null,
    ended_at: null,
    handle_due: null,
    verify_due: null,
    dispatches: 0,
    returns: 0,
    reworks: 0,
    overran: false,
    ...change,
  };
}

/** In one statement, without telling. The serials. */
export async function insertEvents(db: Queryable, events: readonly EventSample[]): Promise<number[]> {
  if (events.length === 0) return [];
  const rows = await db.query<{ serial: number }>(sql`
    insert into event (id, county_code, area_code, grid_code, geom, dictionary, category, text, channel, occurred_at, reported_at,
      reporter, grade, way, level, state, version, changed_at, clock, due_at, handler, supervised, emergency, filed_at,
      dispatched_at, handled_at, verified_at, ended_at, handle_due, verify_due, dispatches, returns, reworks, overran)
    select (e->>'id')::uuid, e->>'county_code', e->>'area_code', e->>'grid_code',
      case when e->>'lon' is null then null
        else ST_SetSRID(ST_MakePoint((e->>'lon')::float8, (e->>'lat')::float8), 4326) end,
      e->>'dictionary', e->>'category', e->>'text', e->>'channel', (e->>'reported_at')::timestamptz,
      (e->>'reported_at')::timestamptz, 'test', e->>'grade', e->>'way', e->>'level', e->>'state', (e->>'version')::int, now(),
      e->>'clock', (e->>'due_at')::timestamptz, nullif(e->'handler', 'null'), (e->>'supervised')::boolean,
      (e->>'emergency')::boolean, (e->>'filed_at')::timestamptz, (e->>'dispatched_at')::timestamptz,
      (e->>'handled_at')::timestamptz, (e->>'verified_at')::timestamptz, (e->>'ended_at')::timestamptz,
      (e->>'handle_due')::timestamptz, (e->>'verify_due')::timestamptz, (e->>'dispatches')::int, (e->>'returns')::int,
      (e->>'reworks')::int, (e->>'overran')::boolean
    from jsonb_array_elements(${JSON.stringify(events)}::jsonb) with ordinality as row (e, n) order by n
    returning serial`);
  return rows.map(({ serial }) => serial);
}

/** As the service does: written, then told in the same transaction. */
export function report(db: Database, events: readonly EventSample[]): Promise<number[]> {
  return db.transaction(async (tx) => {
    const serials = await insertEvents(tx, events);
    await tell(tx, serials);
    return serials;
  });
}

const CHANGED = ['area_code', 'grid_code', 'state', 'version', 'text', 'due_at', 'clock', 'ended_at'] as const;

/** Columns of one event, with the number of the transaction. */
export async function changeEvent(
  tx: Queryable,
  serial: number,
  change: Partial<Pick<EventSample, (typeof CHANGED)[number]>>,
): Promise<void> {
  const sets = CHANGED.filter((name) => name in change).map((name) => {
    const value = change[name];
    if (name === 'area_code') return sql`area_code = ${value}`;
    if (name === 'grid_code') return sql`grid_code = ${value}`;
    if (name === 'state') return sql`state = ${value}`;
    if (name === 'version') return sql`version = ${value}::int`;
    if (name === 'text') return sql`text = ${value}`;
    if (name === 'clock') return sql`clock = ${value}`;
    if (name === 'due_at') return sql`due_at = ${value}::timestamptz`;
    return sql`ended_at = ${value}::timestamptz`;
  });
  await tx.query(
    sql`update event set changed_in = pg_current_xact_id(), changed_at = now(), ${join(sets, ', ')} where serial = ${serial}::bigint`,
  );
}

export async function tell(tx: Queryable, serials: readonly number[]): Promise<void> {
  await tx.query(sql`select pg_notify('events', ${JSON.stringify(serials)})`);
}

export async function step(db: Database, serial: number, change: Parameters<typeof changeEvent>[2]): Promise<void> {
  await db.transaction(async (tx) => {
    await changeEvent(tx, serial, change);
    await tell(tx, [serial]);
  });
}
