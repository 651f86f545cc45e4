/** SQL of the register of workers. What a worker holds is in post-repository.ts. */
import type { PostRole } from '../contract/workers.ts';
import type { Queryable } from '../database/database.ts';
import { nothing, type Sql, sql } from '../database/sql.ts';

export interface WorkerRow {
  id: number;
  code: string;
  county: string;
  area: string;
  name: string;
  phone: string | null;
  login: string | null;
  /** Name, office phone and photo are shown to everybody. */
  published: boolean;
  /** The name of the photo. */
  photo: string | null;
  left: Date | null;
}

export interface WorkerFilter {
  area: string;
  text?: string | undefined;
  role?: PostRole | undefined;
  grid?: string | undefined;
  asOf: Date | null;
  /** Those who have left too. */
  all: boolean;
}

const COLUMNS = sql`
  w.id, w.code, w.county_code as county, w.area_code as area, w.name, w.phone, a.login, w.published, f.hash as photo, w.left_at as "left"`;
const FROM = sql`worker w left join account a on a.id = w.account_id left join worker_photo f on f.worker_id = w.id`;

/** Those of the area, and those of elsewhere in the county who hold a post in it. In no order: names are sorted as in Chinese. */
export function findWorkers(
  db: Queryable,
  filter: WorkerFilter,
): Promise<{ id: number; name: string; code: string }[]> {
  const { area, text, asOf, all } = filter;
  const at = sql`coalesce(${asOf}::timestamptz, now())`;
  return db.query(sql`
    select w.id, w.name, w.code from worker w
    where w.county_code = left(${area}, 6) and (starts_with(w.area_code, ${area}) or ${holdsPost(sql`starts_with(g.parent_code, ${area})`, at, true)})
      ${all ? nothing : sql`and (w.left_at is null or w.left_at > ${at})`}
      ${text === undefined ? nothing : sql`and (strpos(lower(w.name), lower(${text})) > 0 or strpos(lower(w.code), lower(${text})) > 0)`}
      ${postOf(filter, at)}`);
}

function postOf({ role, grid }: WorkerFilter, at: Sql): Sql {
  if (role === undefined && grid === undefined) return nothing;
  const held = sql`${role === undefined ? sql`true` : sql`p.role = ${role}`} and ${grid === undefined ? sql`true` : sql`p.grid_code = ${grid}`}`;
  return sql`and ${holdsPost(held, at, false)}`;
}

/** `p`: the post; `g`: its grid, or the grid above a micro grid. */
function holdsPost(condition: Sql, at: Sql, ofGrids: boolean): Sql {
  const grids = sql`
    join grid o on o.county_code = p.county_code and o.code = p.grid_code and o.to_edition is null
    left join grid u on o.kind = 'micro' and u.county_code = o.county_code and u.code = o.parent_code and u.to_edition is null
    cross join lateral (select coalesce(u.parent_code, o.parent_code) as parent_code) g`;
  return sql`exists (select from post p ${ofGrids ? grids : nothing}
    where p.worker_id = w.id and p.valid_from <= ${at} and (p.valid_to is null or p.valid_to > ${at}) and ${condition})`;
}

export function workersByIds(db: Queryable, ids: readonly number[]): Promise<WorkerRow[]> {
  return db.query<WorkerRow>(sql`select ${COLUMNS} from ${FROM} where w.id = any(${ids}::bigint[])`);
}

export async function workerById(db: Queryable, id: number): Promise<WorkerRow | null> {
  return (await workersByIds(db, [id]))[0] ?? null;
}

/** For the length of the transaction nobody else changes it. */
export async function holdWorker(tx: Queryable, id: number): Promise<WorkerRow | null> {
  await tx.query(sql`select from worker where id = ${id}::bigint for update`);
  return workerById(tx, id);
}

export async function workerOfLogin(db: Queryable, login: string): Promise<WorkerRow | null> {
  const [row] = await db.query<WorkerRow>(sql`select ${COLUMNS} from ${FROM} where a.login = ${login}`);
  return row ?? null;
}

/** Null: the code is taken in the county. */
export async function insertWorker(
  tx: Queryable,
  worker: Pick<WorkerRow, 'code' | 'area' | 'name' | 'phone' | 'published'>,
  demo = false,
): Promise<number | null> {
  const { code, area, name, phone, published } = worker;
  const [row] = await tx.query<{ id: number }>(sql`
    insert into worker (county_code, code, name, phone, area_code, published, demo)
    values (left(${area}, 6), ${code}, ${name}, ${phone}, ${area}, ${published}::boolean, ${demo}::boolean)
    on conflict (county_code, code) do nothing returning id`);
  return row?.id ?? null;
}

export async function updateWorker(
  tx: Queryable,
  { id, area, name, phone, published, left }: Pick<WorkerRow, 'id' | 'area' | 'name' | 'phone' | 'published' | 'left'>,
): Promise<void> {
  await tx.query(sql`
    update worker set area_code = ${area}, name = ${name}, phone = ${phone}, published = ${published}::boolean,
      left_at = ${left}::timestamptz
    where id = ${id}::bigint`);
}

export interface LinkableAccount {
  id: number;
  disabled: boolean;
  /** Of its roles; '' is everything. */
  areas: string[];
  /** The worker it signs in as by now. */
  worker: number | null;
}

export async function accountToLink(tx: Queryable, login: string): Promise<LinkableAccount | null> {
  const [row] = await tx.query<LinkableAccount>(sql`
    select a.id, a.disabled, array(select g.area_code from account_grant g where g.account_id = a.id) as areas,
           (select w.id from worker w where w.account_id = a.id) as worker
    from account a where a.login = ${login} for update of a`);
  return row ?? null;
}

export async function linkAccount(tx: Queryable, id: number, account: number | null): Promise<void> {
  await tx.query(sql`update worker set account_id = ${account}::bigint where id = ${id}::bigint`);
}

export async function isAreaInForce(db: Queryable, area: string): Promise<boolean> {
  return (await db.query(sql`select from area where code = ${area} and valid_to is null`)).length > 0;
}
