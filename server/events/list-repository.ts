/** SQL of lists of events, filtered to the areas a caller may see, page by page. */
import type { EventRow } from '../contract/events.ts';
import type { Queryable } from '../database/database.ts';
import { join, type Sql, sql } from '../database/sql.ts';

export interface EventFilter {
  /** Null: every area. */
  areas: readonly string[] | null;
  area?: string | undefined;
  grid?: string | undefined;
  serial?: number | undefined;
  id?: string | undefined;
  state?: string | undefined;
  open?: boolean | undefined;
  located?: boolean | undefined;
  overdue?: boolean | undefined;
  category?: string | undefined;
  grade?: string | undefined;
  channel?: string | undefined;
  handler?: string | undefined;
  bbox?: readonly number[] | undefined;
  /** WKT in degrees that the place has to lie in. */
  meets?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  q?: string | undefined;
  order: 'due' | 'newest';
  /** Of the last row of the page before. */
  after?: { serial: number; dueAt: Date | null } | undefined;
  limit: number;
  now: Date;
}

/** Instants as Date. */
export type ListedEvent = { [K in keyof EventRow]: K extends `${string}At` | 'clockFrom' ? Date | null : EventRow[K] };

export const EVENT_ROW = sql`
  e.id, e.serial, e.area_code as area, e.grid_code as grid, e.grid_also as "gridAlso", ST_X(e.geom) as lon, ST_Y(e.geom) as lat,
  e.category, e.text, e.grade, e.way, e.level, e.channel, e.state, e.version, e.occurred_at as "occurredAt",
  e.reported_at as "reportedAt", e.changed_at as "changedAt", e.clock, e.clock_from as "clockFrom", e.due_at as "dueAt",
  e.handler, e.worker, e.supervised, e.emergency, e.asked, e.reworks, e.photos`;

export function listEvents(q: Queryable, filter: EventFilter): Promise<ListedEvent[]> {
  const order = filter.order === 'due' ? sql`e.due_at asc nulls last, e.serial` : sql`e.serial desc`;
  return q.query<ListedEvent>(sql`
    select ${EVENT_ROW} from event e where ${join(conditions(filter), ' and ')}
    order by ${order} limit ${filter.limit}::int`);
}

export async function countEvents(q: Queryable, filter: EventFilter): Promise<number> {
  const [row] = await q.query<{ n: number }>(
    sql`select count(*)::int as n from event e where ${join(conditions(filter), ' and ')}`,
  );
  return row!.n;
}

function conditions(f: EventFilter): Sql[] {
  const all: Sql[] = [within(f.areas)];
  const add = (condition: Sql): void => void all.push(condition);
  if (f.area !== undefined) add(sql`e.county_code = left(${f.area}, 6) and starts_with(e.area_code, ${f.area})`);
  if (f.grid !== undefined) add(sql`e.grid_code = ${f.grid}`);
  if (f.serial !== undefined) add(sql`e.serial = ${f.serial}::bigint`);
  if (f.id !== undefined) add(sql`e.id = ${f.id}::uuid`);
  if (f.state !== undefined) add(sql`e.state = ${f.state}`);
  if (f.open !== undefined) add(f.open ? sql`e.ended_at is null` : sql`e.ended_at is not null`);
  if (f.located !== undefined) add(f.located ? sql`e.grid_code is not null` : sql`e.grid_code is null`);
  if (f.overdue !== undefined) {
    const over = sql`(e.clock is not null and e.due_at < ${f.now}::timestamptz)`;
    add(f.overdue ? over : sql`not coalesce(${over}, false)`);
  }
  if (f.category !== undefined) add(sql`e.category = ${f.category}`);
  if (f.grade !== undefined) add(sql`e.grade = ${f.grade}`);
  if (f.channel !== undefined) add(sql`e.channel = ${f.channel}`);
  if (f.handler !== undefined) add(sql`e.handler ->> 'code' = ${f.handler}`);
  if (f.bbox !== undefined) {
    const [west, south, east, north] = f.bbox;
    add(sql`e.geom && ST_MakeEnvelope(${west}::float8, ${south}::float8, ${east}::float8, ${north}::float8, 4326)`);
  }
  if (f.meets !== undefined) add(sql`ST_Intersects(e.geom, ST_GeomFromText(${f.meets}, 4326))`);
  if (f.from !== undefined) add(sql`e.reported_at >= ${f.from}::timestamptz`);
  if (f.to !== undefined) add(sql`e.reported_at < ${f.to}::timestamptz`);
  if (f.q !== undefined)
    add(
      sql`(strpos(lower(e.text), lower(${f.q})) > 0 or e.ticket = ${f.q} or e.serial::text = ${f.q} or starts_with(e.id::text, ${f.q}))`,
    );
  if (f.after !== undefined) add(beyond(f.order, f.after));
  return all;
}

/** Counties by their index, areas below them by what their codes begin with. */
function within(areas: readonly string[] | null): Sql {
  if (areas === null) return sql`true`;
  if (areas.length === 0) return sql`false`;
  const one = (area: string): Sql => sql`(e.county_code = left(${area}, 6) and starts_with(e.area_code, ${area}))`;
  return sql`(${join(areas.map(one), ' or ')})`;
}

function beyond(order: EventFilter['order'], { serial, dueAt }: NonNullable<EventFilter['after']>): Sql {
  if (order === 'newest') return sql`e.serial < ${serial}::bigint`;
  if (dueAt === null) return sql`(e.due_at is null and e.serial > ${serial}::bigint)`;
  return sql`(e.due_at > ${dueAt}::timestamptz or (e.due_at = ${dueAt}::timestamptz and e.serial > ${serial}::bigint) or e.due_at is null)`;
}
