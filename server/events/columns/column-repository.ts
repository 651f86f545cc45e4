/**
 * Events for the columns, packed by the database: one bytea or text a column, so that a million events cost no million
 * objects. All columns of an answer come from one pass over the same rows, hence in one order, whichever it is.
 */

import { GRADES, WAYS } from '../../contract/event-rules.ts';
import { CHANNELS, EVENT_STATES } from '../../contract/events.ts';
import type { Queryable } from '../../database/database.ts';
import { type Sql, sql } from '../../database/sql.ts';
import { doubles, type EventBatch, integers, RECORD_SEPARATOR, UNIT_SEPARATOR } from './event-batch.ts';
import { FLAG, NOWHERE, PAGE_EVENTS } from './event-page.ts';

/** Text that sorts and compares as the database does: a transaction's number. */
export type Horizon = string;

export interface BatchRead {
  readonly batch: EventBatch;
  /** Every transaction before this one had ended when the read began: what it wrote is in the answer, or in one before. */
  readonly horizon: Horizon;
}

/** The first events after a serial, a page at most. */
export function readPage(db: Queryable, after: number): Promise<BatchRead> {
  return read(db, sql`where serial > ${after}::bigint order by serial limit ${PAGE_EVENTS}::int`);
}

/** What was written since the horizon of an earlier read, a page at most, after a serial. */
export function readChanged(db: Queryable, since: Horizon, after: number): Promise<BatchRead> {
  return read(
    db,
    sql`where changed_in >= ${since}::xid8 and serial > ${after}::bigint order by serial limit ${PAGE_EVENTS}::int`,
  );
}

export function readSerials(db: Queryable, serials: readonly number[]): Promise<BatchRead> {
  return read(db, sql`where serial = any(${serials}::bigint[])`);
}

const time = (column: Sql): Sql =>
  sql`string_agg(float8send(coalesce(round(date_part('epoch', ${column}) * 1000), 'NaN')), '')`;
const unit = (value: Sql): Sql => sql`string_agg(int4send(coalesce(round(${value} * 1e7)::int, ${NOWHERE}::int)), '')`;
const position = (column: Sql, names: readonly string[]): Sql =>
  sql`string_agg(int4send(coalesce(array_position(${names}::text[], ${column}) - 1, 255)), '')`;
const small = (column: Sql): Sql => sql`string_agg(int4send(least(${column}, 255)), '')`;

interface Packed {
  horizon: string;
  serial: Uint8Array | null;
  [column: string]: unknown;
}

async function read(db: Queryable, which: Sql): Promise<BatchRead> {
  const [row] = await db.query<Packed>(sql`
    select pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
      string_agg(float8send(serial), '') as serial,
      ${time(sql`reported_at`)} as reported, ${time(sql`ended_at`)} as ended, ${time(sql`due_at`)} as due,
      ${time(sql`dispatched_at`)} as dispatched, ${time(sql`handled_at`)} as handled,
      ${time(sql`handle_due`)} as "handleDue", ${time(sql`verify_due`)} as "verifyDue",
      ${unit(sql`ST_X(geom)`)} as x, ${unit(sql`ST_Y(geom)`)} as y,
      string_agg(area_code, ',') as area, string_agg(coalesce(grid_code, ''), ',') as grid,
      string_agg(dictionary || '/' || category, ',') as category,
      string_agg(coalesce(county_code || ${UNIT_SEPARATOR}::text || (handler->>'kind') || ${UNIT_SEPARATOR}::text
        || (handler->>'code') || ${UNIT_SEPARATOR}::text
        || translate(handler->>'name', ${RECORD_SEPARATOR + UNIT_SEPARATOR}::text, ''), ''), ${RECORD_SEPARATOR}::text) as handler,
      ${position(sql`grade`, GRADES)} as grade, ${position(sql`way`, WAYS)} as way,
      ${position(sql`channel`, CHANNELS)} as channel, ${position(sql`state`, EVENT_STATES)} as state,
      string_agg(int4send((filed_at is not null)::int * ${FLAG.filed}::int + overran::int * ${FLAG.overran}::int
        + (reworks > 0)::int * ${FLAG.reworked}::int + supervised::int * ${FLAG.supervised}::int
        + emergency::int * ${FLAG.emergency}::int), '') as flags,
      ${small(sql`dispatches`)} as dispatches, ${small(sql`returns`)} as returns
    from (select * from event ${which}) e`);
  return { batch: unpacked(row!), horizon: row!.horizon };
}

function unpacked(row: Packed): EventBatch {
  const bytes = (name: string): Uint8Array => (row[name] as Uint8Array | null) ?? new Uint8Array();
  const texts = (name: string, separator: string): string[] =>
    row[name] === null ? [] : (row[name] as string).split(separator);
  const byte = (name: string): Uint8Array => Uint8Array.from(integers(bytes(name)));
  return {
    serial: doubles(bytes('serial')),
    reported: doubles(bytes('reported')),
    ended: doubles(bytes('ended')),
    due: doubles(bytes('due')),
    dispatched: doubles(bytes('dispatched')),
    handled: doubles(bytes('handled')),
    handleDue: doubles(bytes('handleDue')),
    verifyDue: doubles(bytes('verifyDue')),
    x: integers(bytes('x')),
    y: integers(bytes('y')),
    area: texts('area', ','),
    grid: texts('grid', ','),
    category: texts('category', ','),
    handler: texts('handler', RECORD_SEPARATOR),
    grade: byte('grade'),
    way: byte('way'),
    channel: byte('channel'),
    state: byte('state'),
    flags: byte('flags'),
    dispatches: byte('dispatches'),
    returns: byte('returns'),
  };
}
