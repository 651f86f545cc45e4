/** Workers, posts and shifts as rows, told on the channel that positions follow. */
import { randomUUID } from 'node:crypto';
import type { Database } from '../../server/database/database.ts';
import { sql } from '../../server/database/sql.ts';
import { COUNTY } from './small-county.ts';

let made = 0;

export interface WorkerWish {
  area?: string;
  name?: string;
  login?: string;
  /** Codes of grids the worker holds a post in. */
  grids?: string[];
  /** On duty from then, or not at all. */
  since?: Date | null;
}

export interface Hired {
  id: number;
  shift: string;
}

export async function hire(db: Database, wish: WorkerWish = {}): Promise<Hired> {
  const { area = `${COUNTY}001001`, grids = [], since = null } = wish;
  const code = `W${++made}-${randomUUID().slice(0, 6)}`;
  const name = wish.name ?? `网格员${made}`;
  const county = area.slice(0, 6);
  const [row] = await db.query<{ id: number }>(sql`
    insert into worker (county_code, code, name, area_code, account_id)
    values (${county}, ${code}, ${name}, ${area}, (select id from account where login = ${wish.login ?? null}))
    returning id`);
  const id = row!.id;
  for (const grid of grids) {
    await db.query(sql`
      insert into post (county_code, grid_code, role, holder, worker_id, valid_from)
      values (${county}, ${grid}, 'worker', ${name}, ${id}::bigint, timestamptz '2020-01-01 00:00Z')`);
  }
  const shift = since === null ? '' : await signIn(db, id, since);
  await tellDuty(db, id);
  return { id, shift };
}

export async function signIn(db: Database, worker: number, at: Date): Promise<string> {
  const id = randomUUID();
  await db.query(sql`
    insert into shift (id, county_code, worker_id, area_code, in_at, in_received, in_place, in_said)
    select ${id}::uuid, county_code, id, area_code, ${at}::timestamptz, ${at}::timestamptz, 'unknown', '' from worker
    where id = ${worker}::bigint`);
  await tellDuty(db, worker);
  return id;
}

export async function signOut(db: Database, worker: number, at: Date): Promise<void> {
  await db.query(sql`
    update shift set out_at = ${at}::timestamptz, out_by = 'worker' where worker_id = ${worker}::bigint and out_at is null`);
  await tellDuty(db, worker);
}

export function tellDuty(db: Database, worker: number): Promise<void> {
  return db.notify('duty', String(worker));
}
