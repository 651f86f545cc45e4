/**
 * SQL that takes the rows of an import into the register: workers by their code, and the posts that rows name. Absent workers and
 * posts stay. A post that stands under the worker's name alone, as grids are imported, becomes the worker's.
 */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { republishPosts } from './post-repository.ts';

export interface WrittenWorkers {
  added: number;
  changed: number;
  unchanged: number;
  /** Posts that were opened, linked, ended or published anew. */
  posts: number;
}

export async function writeWorkers(
  tx: Queryable,
  jobId: string,
  county: string,
  demo: boolean,
): Promise<WrittenWorkers> {
  await stage(tx, jobId);
  const added = await ids(
    tx,
    sql`
    insert into worker (county_code, code, name, phone, area_code, demo)
    select ${county}, code, name, phone, area, ${demo}::boolean from staged_worker order by seq
    on conflict (county_code, code) do nothing returning id`,
  );
  const changed = await ids(
    tx,
    sql`
    update worker w set name = s.name, phone = coalesce(s.phone, w.phone), area_code = s.area, left_at = null
    from staged_worker s
    where w.county_code = ${county} and w.code = s.code
      and (w.name, w.phone, w.area_code, w.left_at) is distinct from (s.name, coalesce(s.phone, w.phone), s.area, null::timestamptz)
    returning w.id`,
  );
  const linked = await ids(
    tx,
    sql`
    update worker w set account_id = a.id from staged_worker s join account a on a.login = s.login
    where w.county_code = ${county} and w.code = s.code and w.account_id is distinct from a.id returning w.id`,
  );
  const posts = await writeStagedPosts(tx, county);
  const all = await ids(
    tx,
    sql`
    select w.id from worker w join staged_worker s on w.code = s.code where w.county_code = ${county}`,
  );
  const renewed = await republishPosts(tx, all);
  const fresh = new Set(added);
  const touched = new Set([...changed, ...linked, ...posts].filter((id) => !fresh.has(id)));
  return {
    added: fresh.size,
    changed: touched.size,
    unchanged: all.length - fresh.size - touched.size,
    posts: posts.length + renewed,
  };
}

async function stage(tx: Queryable, jobId: string): Promise<void> {
  await tx.query(sql`
    create temporary table staged_worker on commit drop as
    select distinct on (data->>'code') seq, data->>'code' as code, data->>'name' as name, data->>'phone' as phone,
           data->>'area' as area, data->>'login' as login
    from import_row where job_id = ${jobId} order by data->>'code', seq`);
  await tx.query(sql`analyze staged_worker`);
  await tx.query(sql`
    create temporary table staged_post on commit drop as
    select seq, data->>'code' as code, data->>'grid' as grid, data->>'role' as role,
           (data->>'from')::timestamptz as begins, (data->>'to')::timestamptz as ends
    from import_row where job_id = ${jobId} and data->>'grid' is not null`);
  await tx.query(sql`analyze staged_post`);
}

/** Workers whose posts changed, once for each. */
async function writeStagedPosts(tx: Queryable, county: string): Promise<number[]> {
  const linked = await ids(
    tx,
    sql`
    update post p set worker_id = w.id
    from staged_post s join worker w on w.county_code = ${county} and w.code = s.code
    where p.county_code = ${county} and p.grid_code = s.grid and p.role = s.role and p.holder = w.name and p.worker_id is null
      and p.valid_from <= now() and (p.valid_to is null or p.valid_to > now())
      and not exists (select from post o where o.worker_id = w.id and o.grid_code = s.grid and o.role = s.role
        and (o.valid_to is null or o.valid_to > now()))
    returning w.id`,
  );
  const ended = await ids(
    tx,
    sql`
    update post p set valid_to = s.ends
    from staged_post s join worker w on w.county_code = ${county} and w.code = s.code
    where p.worker_id = w.id and p.grid_code = s.grid and p.role = s.role and p.valid_to is null and s.ends > p.valid_from
    returning w.id`,
  );
  const opened = await ids(
    tx,
    sql`
    insert into post (county_code, grid_code, role, holder, phone, worker_id, valid_from, valid_to)
    select ${county}, s.grid, s.role, w.name, w.phone, w.id, coalesce(s.begins, now()), s.ends
    from staged_post s join worker w on w.county_code = ${county} and w.code = s.code
    where not exists (select from post o where o.worker_id = w.id and o.grid_code = s.grid and o.role = s.role
      and (o.valid_to is null or o.valid_to > coalesce(s.begins, now())) and (s.ends is null or o.valid_from < s.ends))
    order by s.seq returning worker_id as id`,
  );
  return [...new Set([...linked, ...ended, ...opened])];
}

async function ids(tx: Queryable, statement: ReturnType<typeof sql>): Promise<number[]> {
  return (await tx.query<{ id: number }>(statement)).map(({ id }) => id);
}
