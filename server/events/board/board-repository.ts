/** Whole events, as lists and the live stream have them. */

import type { ClockName, EventLevel, Grade, Way } from '../../contract/event-rules.ts';
import type { Channel, EventRow, EventState, Handler } from '../../contract/events.ts';
import type { Queryable } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';
import { toDegrees, toUnits } from '../../geometry/lattice.ts';
import type { BoardEvent } from './board-event.ts';

interface Stored {
  serial: number;
  id: string;
  county_code: string;
  area_code: string;
  grid_code: string | null;
  grid_also: string | null;
  lon: number | null;
  lat: number | null;
  dictionary: string;
  category: string;
  text: string;
  grade: Grade;
  way: Way;
  level: EventLevel;
  channel: Channel;
  state: EventState;
  version: number;
  occurred_at: Date;
  reported_at: Date;
  changed_at: Date;
  clock: ClockName | null;
  clock_from: Date | null;
  due_at: Date | null;
  handler: Handler | null;
  worker: string | null;
  supervised: boolean;
  emergency: boolean;
  asked: 'extend' | 'suspend' | null;
  reworks: number;
  photos: number;
  filed_at: Date | null;
  handled_at: Date | null;
  ended_at: Date | null;
}

/** Those that are open or ended since an instant. */
export async function serialsSince(db: Queryable, midnight: Date): Promise<number[]> {
  const rows = await db.query<{ serial: number }>(sql`
    select serial from event where ended_at is null
    union all select serial from event where ended_at >= ${midnight}::timestamptz`);
  return rows.map(({ serial }) => serial);
}

export async function eventsBySerial(db: Queryable, serials: readonly number[]): Promise<BoardEvent[]> {
  const rows = await db.query<Stored>(sql`
    select serial, id, county_code, area_code, grid_code, grid_also, ST_X(geom) as lon, ST_Y(geom) as lat, dictionary, category,
      text, grade, way, level, channel, state, version, occurred_at, reported_at, changed_at, clock, clock_from, due_at, handler,
      worker, supervised, emergency, asked, reworks, photos, filed_at, handled_at, ended_at
    from event where serial = any(${serials}::bigint[])`);
  return rows.map(boardEvent);
}

const instant = (date: Date): string => date.toISOString();
const instantOrNull = (date: Date | null): string | null => (date === null ? null : date.toISOString());
const ms = (date: Date | null): number | null => (date === null ? null : date.getTime());

function boardEvent(stored: Stored): BoardEvent {
  const x = stored.lon === null ? null : toUnits(stored.lon);
  const y = stored.lat === null ? null : toUnits(stored.lat);
  const row: EventRow = {
    id: stored.id,
    serial: stored.serial,
    area: stored.area_code,
    grid: stored.grid_code,
    gridAlso: stored.grid_also,
    lon: x === null ? null : toDegrees(x),
    lat: y === null ? null : toDegrees(y),
    category: stored.category,
    text: stored.text,
    grade: stored.grade,
    way: stored.way,
    level: stored.level,
    channel: stored.channel,
    state: stored.state,
    version: stored.version,
    occurredAt: instant(stored.occurred_at),
    reportedAt: instant(stored.reported_at),
    changedAt: instant(stored.changed_at),
    clock: stored.clock,
    clockFrom: instantOrNull(stored.clock_from),
    dueAt: instantOrNull(stored.due_at),
    handler: stored.handler,
    worker: stored.worker,
    supervised: stored.supervised,
    emergency: stored.emergency,
    asked: stored.asked,
    reworks: stored.reworks,
    photos: stored.photos,
  };
  return {
    ...{ row, county: stored.county_code, dictionary: stored.dictionary, x, y },
    reported: stored.reported_at.getTime(),
    filed: ms(stored.filed_at),
    handled: ms(stored.handled_at),
    ended: ms(stored.ended_at),
    due: stored.clock === null ? null : ms(stored.due_at),
    text: Buffer.from(JSON.stringify(row)),
  };
}
