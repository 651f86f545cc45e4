/** SQL of the reading side of events: one with its steps, locked or not; and the parts of a row that no step says. */
import type { Channel, EventState, EventStep } from '../contract/events.ts';
import type { Queryable } from '../database/database.ts';
import { nothing, type Sql, sql } from '../database/sql.ts';
import type { KeptDetail } from './event-file.ts';

export interface EventHead {
  serial: number;
  id: string;
  county: string;
  area: string;
  dictionary: string;
  text: string;
  channel: Channel;
  ticket: string | null;
  emergency: boolean;
  occurredAt: Date;
  reportedAt: Date;
  reporter: string;
  state: EventState;
  version: number;
  photos: number;
}

export interface StoredStep {
  serial: number;
  seq: number;
  id: string;
  step: EventStep;
  state: EventState;
  at: Date;
  recordedAt: Date;
  actor: string;
  why: string | null;
  detail: KeptDetail;
}

const HEAD = sql`
  e.serial, e.id, e.county_code as county, e.area_code as area, e.dictionary, e.text, e.channel, e.ticket, e.emergency,
  e.occurred_at as "occurredAt", e.reported_at as "reportedAt", e.reporter, e.state, e.version, e.photos`;

/** `lock`: until the transaction ends nobody else changes it. */
export async function headById(q: Queryable, id: string, lock = false): Promise<EventHead | undefined> {
  const rows = await q.query<EventHead>(sql`
    select ${HEAD} from event e where e.id = ${id}::uuid ${lock ? sql`for update` : nothing}`);
  return rows[0];
}

/** Until the transaction ends nobody else changes any of them; always in one order, so that two who lock the same never wait in a ring. */
export async function lockEvents(tx: Queryable, ids: readonly string[]): Promise<void> {
  await tx.query(sql`select serial from event where id = any(${ids}::uuid[]) order by serial for update`);
}

export function headsByIds(q: Queryable, ids: readonly string[]): Promise<EventHead[]> {
  return q.query<EventHead>(sql`select ${HEAD} from event e where e.id = any(${ids}::uuid[])`);
}

/** In order of serial, from after one. */
export function headsFrom(q: Queryable, after: number, limit: number): Promise<EventHead[]> {
  return q.query<EventHead>(sql`
    select ${HEAD} from event e where e.serial > ${after}::bigint order by e.serial limit ${limit}::int`);
}

/**
 * Open events whose clock is over at the instant and that nobody passed up since, locked. What another process has in hand is
 * left to it.
 */
export function overdueHeads(tx: Queryable, now: Date, limit: number): Promise<EventHead[]> {
  return tx.query<EventHead>(sql`
    select ${HEAD} from event e
    where e.ended_at is null and e.clock is not null and e.due_at < ${now}::timestamptz and e.level <> 'county'
      and not exists (select from event_step s
        where s.serial = e.serial and s.step = 'escalate' and s.actor = 'rule' and s.at > e.due_at)
    order by e.due_at, e.serial limit ${limit}::int for update skip locked`);
}

const STEP = sql`s.serial, s.seq, s.id, s.step, s.state, s.at, s.recorded_at as "recordedAt", s.actor, s.why, s.detail`;

/** In order of serial and number. */
export function stepsOf(q: Queryable, serials: readonly number[]): Promise<StoredStep[]> {
  return q.query<StoredStep>(sql`
    select ${STEP} from event_step s where s.serial = any(${serials}::bigint[]) order by s.serial, s.seq`);
}

export async function stepById(q: Queryable, id: string): Promise<StoredStep | undefined> {
  const rows = await q.query<StoredStep>(sql`select ${STEP} from event_step s where s.id = ${id}::uuid`);
  return rows[0];
}

/** Every column that follows from the steps, as it stands. For the check that folds them again. */
export function derivedColumns(q: Queryable, serials: readonly number[]): Promise<Record<string, unknown>[]> {
  const point: Sql = sql`ST_X(e.geom) as lon, ST_Y(e.geom) as lat`;
  return q.query(sql`
    select e.serial, area_code, category, grade, way, level, state, version, changed_at, clock, clock_from, due_at, handler,
      supervised, asked, merged_into, whistled, filed_at, dispatched_at, handled_at, verified_at, ended_at, handle_due, verify_due,
      dispatches, returns, reworks, escalations, overran, clocks, grid_code, grid_id, grid_also, edition, accuracy_m, place_code,
      address, worker, photos, ${point},
      (select count(*)::int from event_photo p where p.serial = e.serial) as kept_photos
    from event e where e.serial = any(${serials}::bigint[]) order by e.serial`);
}

/** First in a transaction: everything it reads is of one moment. */
export async function readOneMoment(tx: Queryable): Promise<void> {
  await tx.query(sql`set transaction isolation level repeatable read, read only`);
}

/** Advisory lock of a transaction; those of access are near it. */
const ESCALATION_LOCK = 726_310;

/** False: another process is at it. */
export async function takeTurn(tx: Queryable): Promise<boolean> {
  const [row] = await tx.query<{ mine: boolean }>(
    sql`select pg_try_advisory_xact_lock(${ESCALATION_LOCK}::bigint) as mine`,
  );
  return row!.mine;
}

/** Counties and dictionaries of what is overdue. */
export function overdueKinds(q: Queryable, now: Date): Promise<{ county: string; dictionary: string }[]> {
  return q.query(sql`
    select distinct county_code as county, dictionary from event
    where ended_at is null and clock is not null and due_at < ${now}::timestamptz and level <> 'county'`);
}
