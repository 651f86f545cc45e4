/** SQL of posts: who holds which role in which grid, from – to. What maps show of them is read in locate and grids. */
import type { PostRole } from '../contract/workers.ts';
import type { Queryable } from '../database/database.ts';
import { nothing, sql } from '../database/sql.ts';

export interface PostRow {
  id: number;
  grid: string;
  gridName: string | null;
  role: PostRole;
  worker: number | null;
  holder: string;
  phone: string | null;
  from: Date;
  to: Date | null;
  /** Of the grid in force; null: there is none, and the county answers. */
  area: string | null;
  county: string;
}

/** Grids of the edition in force at the instant, with the community they lie in. */
const from = (at: Date | null) => sql`
  post p
  left join grid_in_force(coalesce(${at}::timestamptz, now())) g on g.county_code = p.county_code and g.code = p.grid_code
  left join grid_in_force(coalesce(${at}::timestamptz, now())) u on g.kind = 'micro' and u.county_code = g.county_code and u.code = g.parent_code`;
const COLUMNS = sql`
  p.id, p.grid_code as grid, g.name as "gridName", p.role, p.worker_id as worker, p.holder, p.phone,
  p.valid_from as "from", p.valid_to as "to", coalesce(u.parent_code, g.parent_code) as area, p.county_code as county`;
const inForce = (at: Date | null) => sql`
  p.valid_from <= coalesce(${at}::timestamptz, now()) and (p.valid_to is null or p.valid_to > coalesce(${at}::timestamptz, now()))`;

/** Of these workers, in force at the instant (null: now), by grid and role. */
export function postsOfWorkers(db: Queryable, workers: readonly number[], at: Date | null): Promise<PostRow[]> {
  return db.query<PostRow>(sql`
    select ${COLUMNS} from ${from(at)} where p.worker_id = any(${workers}::bigint[]) and ${inForce(at)}
    order by p.grid_code collate "C", p.role, p.id`);
}

/** In force in the grids of an area, by id. */
export function postsInArea(
  db: Queryable,
  area: string,
  at: Date | null,
  after: number,
  limit: number,
): Promise<PostRow[]> {
  return db.query<PostRow>(sql`
    select ${COLUMNS} from ${from(at)}
    where p.county_code = left(${area}, 6) and p.id > ${after}::bigint and ${inForce(at)}
      ${area.length === 6 ? nothing : sql`and starts_with(coalesce(u.parent_code, g.parent_code), ${area})`}
    order by p.id limit ${limit}::int`);
}

export async function postById(db: Queryable, id: number): Promise<PostRow | null> {
  const [row] = await db.query<PostRow>(sql`select ${COLUMNS} from ${from(null)} where p.id = ${id}::bigint`);
  return row ?? null;
}

/** Where a grid in force lies; null: there is none of that code. */
export async function gridArea(db: Queryable, county: string, code: string): Promise<string | null> {
  const [row] = await db.query<{ area: string }>(sql`
    select coalesce(u.parent_code, g.parent_code) as area from grid_in_force(now()) g
    left join grid_in_force(now()) u on g.kind = 'micro' and u.county_code = g.county_code and u.code = g.parent_code
    where g.county_code = ${county} and g.code = ${code}`);
  return row?.area ?? null;
}

export interface NewPostRow {
  worker: number;
  grid: string;
  role: PostRole;
  /** Null: now. */
  from: Date | null;
  to: Date | null;
}

/** Under the worker's published name. Null: the worker holds this post already at some time between from and to. */
export async function insertPost(tx: Queryable, { worker, grid, role, from, to }: NewPostRow): Promise<number | null> {
  const [row] = await tx.query<{ id: number }>(sql`
    insert into post (county_code, grid_code, role, holder, phone, worker_id, valid_from, valid_to)
    select w.county_code, ${grid}, ${role}, w.name, w.phone, w.id, coalesce(${from}::timestamptz, now()), ${to}::timestamptz
    from worker w where w.id = ${worker}::bigint and not exists (
      select from post p where p.worker_id = w.id and p.grid_code = ${grid} and p.role = ${role}
        and (p.valid_to is null or p.valid_to > coalesce(${from}::timestamptz, now()))
        and (${to}::timestamptz is null or p.valid_from < ${to}::timestamptz))
    returning id`);
  return row?.id ?? null;
}

/** `to` null: now. One that has not begun lasts no time at all: a millisecond, since it must last. */
export async function endPost(tx: Queryable, id: number, to: Date | null): Promise<void> {
  await tx.query(sql`
    update post set valid_to = greatest(coalesce(${to}::timestamptz, now()), valid_from + interval '1 millisecond')
    where id = ${id}::bigint`);
}

/** Those that are open or to come end now; how many. */
export async function endPostsOf(tx: Queryable, worker: number): Promise<number> {
  const rows = await tx.query(sql`
    update post set valid_to = greatest(now(), valid_from + interval '1 millisecond')
    where worker_id = ${worker}::bigint and (valid_to is null or valid_to > now()) returning id`);
  return rows.length;
}

/** After a name or telephone changed: posts that differ end now and begin anew under it, so that the past keeps the old one. How many. */
export async function republishPosts(tx: Queryable, workers: readonly number[]): Promise<number> {
  const rows = await tx.query(sql`
    with old as (
      select p.id, p.valid_to from post p join worker w on w.id = p.worker_id
      where p.worker_id = any(${workers}::bigint[]) and (p.valid_to is null or p.valid_to > now())
        and (p.holder, p.phone) is distinct from (w.name, w.phone)
    ), ended as (
      update post p set valid_to = greatest(now(), p.valid_from + interval '1 millisecond') from old
      where p.id = old.id returning p.id, p.county_code, p.grid_code, p.role, p.worker_id, p.valid_to as since, old.valid_to as until
    )
    insert into post (county_code, grid_code, role, holder, phone, worker_id, valid_from, valid_to)
    select e.county_code, e.grid_code, e.role, w.name, w.phone, w.id, e.since, e.until
    from ended e join worker w on w.id = e.worker_id where e.until is null or e.until > e.since
    returning id`);
  return rows.length;
}

/** Counties in which a post has begun or ended since their state was last published. */
export function countiesToPublish(db: Queryable): Promise<{ county: string }[]> {
  return db.query<{ county: string }>(sql`
    select r.county_code as county from county_revision r where exists (
      select from post p where p.county_code = r.county_code
        and (p.valid_from > r.changed_at and p.valid_from <= now() or p.valid_to > r.changed_at and p.valid_to <= now()))`);
}
