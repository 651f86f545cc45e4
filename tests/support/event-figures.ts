/** The figures of events in plain SQL, straight from their descriptions, to compare with. */
import type { EventFigures } from '../../server/contract/event-statistics.ts';
import type { Queryable } from '../../server/database/database.ts';
import { join, type Sql, sql } from '../../server/database/sql.ts';

export interface PlainRow {
  key: (string | null)[];
  figures: Omit<EventFigures, 'households' | 'per1000Households'>;
}

const CLOSED = sql`state in ('closed', 'followed-up')`;
const COUNTS = [
  'reported',
  'located',
  'void',
  'merged',
  'filed',
  'dispatched',
  'returned',
  'handleDue',
  'handled',
] as const;
const MORE = [
  'handledOnTime',
  'closeDue',
  'closed',
  'closedOnTime',
  'open',
  'overdue',
  'suspended',
  'reworked',
] as const;

export async function plainFigures(
  db: Queryable,
  { keys, where, now }: { keys: readonly Sql[]; where: Sql; now: Date },
): Promise<PlainRow[]> {
  const at = sql`${now}::timestamptz`;
  const key = keys.length === 0 ? sql`'[]'::jsonb` : sql`jsonb_build_array(${join(keys, ', ')})`;
  const rows = await db.query<
    Record<string, number> & { key: (string | null)[]; handling: number; closing: number }
  >(sql`
    select key, count(*)::int as reported, count(geom)::int as located,
      count(*) filter (where state = 'void')::int as void, count(*) filter (where state = 'merged')::int as merged,
      count(filed_at)::int as filed, sum(dispatches)::int as dispatched, sum(returns)::int as returned,
      count(*) filter (where handled_at is not null or handle_due <= ${at})::int as "handleDue",
      count(handled_at)::int as handled,
      count(*) filter (where handled_at is not null and (handle_due is null or handled_at <= handle_due))::int as "handledOnTime",
      count(*) filter (where ${CLOSED} or verify_due <= ${at})::int as "closeDue",
      count(*) filter (where ${CLOSED})::int as closed, count(*) filter (where ${CLOSED} and not overran)::int as "closedOnTime",
      count(*) filter (where ended_at is null)::int as open,
      count(*) filter (where ended_at is null and due_at <= ${at})::int as overdue,
      count(*) filter (where state = 'suspended')::int as suspended, count(*) filter (where reworks > 0)::int as reworked,
      avg(extract(epoch from handled_at - dispatched_at) / 3600) filter (where handled_at >= dispatched_at)::float8 as handling,
      avg(extract(epoch from ended_at - reported_at) / 3600) filter (where ${CLOSED})::float8 as closing
    from (select *, ${key} as key from event where ${where}) e group by key`);
  return rows.map((row) => {
    const counts = Object.fromEntries([...COUNTS, ...MORE].map((name) => [name, row[name]!]));
    const of = counts as Record<(typeof COUNTS)[number] | (typeof MORE)[number], number>;
    const rate = (part: number, whole: number) => (whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000);
    const figures = {
      ...of,
      filingRate: rate(of.filed, of.reported),
      handlingRate: rate(of.handled, of.handleDue),
      onTimeHandlingRate: rate(of.handledOnTime, of.handleDue),
      closingRate: rate(of.closed, of.closeDue),
      onTimeClosingRate: rate(of.closedOnTime, of.closeDue),
      exactDispatchRate: rate(of.dispatched - of.returned, of.dispatched),
      reworkRate: rate(of.reworked, of.handled),
      duplicateRate: rate(of.merged, of.reported),
      averageHandlingH: row.handling === null ? null : Math.round(row.handling * 10_000) / 10_000,
      averageClosingH: row.closing === null ? null : Math.round(row.closing * 10_000) / 10_000,
    };
    return { key: row.key, figures };
  });
}
