/** SQL of plans. A plan changes its base edition in a copy of its own and nothing that is published. */
import type { GridKind } from '../contract/codes.ts';
import type { PlanForm, PlanLifeState, PlanStandard } from '../contract/plans.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';

export interface PlanRow {
  id: number;
  county: string;
  area: string;
  title: string;
  author: string;
  form: PlanForm;
  state: PlanLifeState;
  baseEdition: number;
  baseEditionNumber: number;
  /** The edition that it became. */
  edition: number | null;
  standardMin: number | null;
  standardMax: number | null;
  version: number;
  /** Of the last operation. */
  seq: number;
  createdAt: Date;
  changedAt: Date;
  changed: number;
}

export interface ShapeChange {
  code: string;
  /** Lattice WKB; null: dropped. */
  wkb: Uint8Array | null;
}

const PLANS = sql`
  select p.id, p.county_code as county, p.area_code as area, p.title, p.author, p.form, p.state,
         p.base_edition as "baseEdition", e.number as "baseEditionNumber", p.edition_id as edition,
         p.standard_min as "standardMin", p.standard_max as "standardMax", p.version, p.last_seq as seq, p.created_at as "createdAt", p.changed_at as "changedAt",
         (select count(*) from plan_grid g where g.plan_id = p.id) as changed
  from plan p join edition e on e.id = p.base_edition
  where p.state <> 'dropped'`;

export async function planById(db: Queryable, id: number): Promise<PlanRow | null> {
  const [row] = await db.query<PlanRow>(sql`${PLANS} and p.id = ${id}::bigint`);
  return row ?? null;
}

/** Of an area and all below it, the newest first. */
export function plansOf(db: Queryable, area: string): Promise<PlanRow[]> {
  return db.query<PlanRow>(sql`
    ${PLANS} and p.county_code = left(${area}, 6) and starts_with(p.area_code, ${area}) order by p.id desc limit 1000`);
}

export async function insertPlan(
  tx: Queryable,
  plan: {
    area: string;
    title: string;
    author: string;
    form: PlanForm;
    baseEdition: number;
    standard: PlanStandard | null;
    at: Date;
  },
): Promise<number> {
  const { area, title, author, form, baseEdition, standard, at } = plan;
  const [row] = await tx.query<{ id: number }>(sql`
    insert into plan (county_code, area_code, title, author, form, base_edition, standard_min, standard_max, created_at, changed_at)
    values (left(${area}, 6), ${area}, ${title}, ${author}, ${form}, ${baseEdition}, ${standard?.min ?? null}::integer,
            ${standard?.max ?? null}::integer, ${at}, ${at}) returning id`);
  return row!.id;
}

/** The edition of the county in force, null before the first. */
export async function editionInForce(db: Queryable, county: string): Promise<number | null> {
  const [row] = await db.query<{ id: number | null }>(sql`select edition_in_force(${county}) as id`);
  return row!.id;
}

/** Counts the version up. False when it is another one by now, or it is no draft any more. */
export async function raiseVersion(tx: Queryable, id: number, version: number, at: Date): Promise<boolean> {
  const rows = await tx.query(sql`
    update plan set version = version + 1, changed_at = ${at}
    where id = ${id}::bigint and version = ${version} and state = 'draft' returning id`);
  return rows.length > 0;
}

export async function dropPlan(tx: Queryable, id: number): Promise<void> {
  await tx.query(sql`update plan set state = 'dropped' where id = ${id}::bigint`);
}

export async function writeShapes(
  tx: Queryable,
  id: number,
  county: string,
  changes: readonly ShapeChange[],
): Promise<void> {
  for (const { code, wkb } of changes) {
    await tx.query(sql`
      insert into plan_grid (plan_id, county_code, grid_code, lattice)
      values (${id}::bigint, ${county}, ${code}, ST_GeomFromWKB(${wkb}::bytea))
      on conflict (plan_id, grid_code) do update set lattice = excluded.lattice`);
  }
}

/** By code. */
export function shapesOf(db: Queryable, id: number): Promise<ShapeChange[]> {
  return db.query<ShapeChange>(sql`
    select grid_code as code, ST_AsBinary(lattice) as wkb from plan_grid where plan_id = ${id}::bigint
    order by grid_code collate "C"`);
}

export interface ImportableGrid {
  code: string;
  name: string;
  kind: GridKind;
  parentCode: string;
  bandMin: number | null;
  bandMax: number | null;
  leader: string | null;
  leaderPhone: string | null;
  worker: string | null;
  workerPhone: string | null;
  /** Lattice WKB. */
  wkb: Uint8Array;
}

/** Every grid of an edition with its attributes and its posts of now, by code. */
export function gridsOf(db: Queryable, county: string, edition: number): Promise<ImportableGrid[]> {
  const post = (role: 'leader' | 'worker', column: 'holder' | 'phone') => sql`
    (select ${column === 'holder' ? sql`o.holder` : sql`o.phone`} from post o
      where o.county_code = g.county_code and o.grid_code = g.code and o.role = ${role} and o.valid_from <= now()
        and (o.valid_to is null or o.valid_to > now()) order by o.valid_from desc, o.id limit 1)`;
  return db.query<ImportableGrid>(sql`
    select g.code, g.name, g.kind, g.parent_code as "parentCode", g.band_min as "bandMin", g.band_max as "bandMax",
           ${post('leader', 'holder')} as leader, ${post('leader', 'phone')} as "leaderPhone",
           ${post('worker', 'holder')} as worker, ${post('worker', 'phone')} as "workerPhone",
           ST_AsBinary(g.lattice) as wkb
    from grid g
    where g.county_code = ${county} and g.from_edition <= ${edition}::bigint
      and (g.to_edition is null or g.to_edition > ${edition}::bigint)
    order by g.code collate "C"`);
}
