/** SQL of cell layers: what they are built from, and the built ones, kept by what they were built from. */
import type { BaseKind } from '../contract/base.ts';
import type { CommunityState } from '../contract/plan-state.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { CellReport } from '../partition/cells/cell-layer.ts';

export interface CommunityRow {
  code: string;
  name: string;
  /** Whether it has a boundary that somebody drew. */
  drawn: boolean;
}

export interface AreaShapeRow {
  code: string;
  /** WKB in degrees. */
  wkb: Uint8Array;
}

export interface BaseRow {
  kind: BaseKind;
  class: string | null;
  name: string | null;
  /** WKB in degrees: lines or surfaces. */
  wkb: Uint8Array;
}

export interface TodayRow {
  code: string;
  /** Lattice WKB. */
  wkb: Uint8Array;
}

export interface BuildingRow {
  code: string;
  kind: 'building' | 'unit';
  lon: number;
  lat: number;
  parentCode: string | null;
  compound: string | null;
  households: number | null;
  /** WKB in degrees. */
  footprint: Uint8Array | null;
}

/** The rows that the cells of one community are built from. */
export interface GroundRows {
  community: string;
  /** Its own boundary and those around it, by code: a building belongs to one of them. */
  areas: AreaShapeRow[];
  base: BaseRow[];
  today: TodayRow[];
  buildings: BuildingRow[];
  /** Grids of departments whose borders cut the cells: lattice WKB. */
  sources: { wkb: Uint8Array }[];
}

/** Areas in force without an area below them: what cells are built for. The county's own boundary counts only when drawn. */
const LEAVES = sql`
  select a.code, a.name, a.county_code, a.boundary,
         a.boundary is not null and not exists (
           select from setting s where s.area_code = a.code and s.key = 'boundary-from-grids') as drawn
  from area a
  where a.valid_to is null and not exists (select from area b where b.parent_code = a.code and b.valid_to is null)`;

/** The communities of an area, or the smallest areas that are loaded, by code. */
export function communitiesOf(db: Queryable, area: string): Promise<CommunityRow[]> {
  return db.query<CommunityRow>(sql`
    select code, name, drawn from (${LEAVES}) leaf
    where county_code = left(${area}, 6) and starts_with(code, ${area}) order by code`);
}

/** `marginDegrees`: how far around the community buildings are looked for. `plan`: whose layers of departments cut the cells. */
export async function groundRows(
  db: Queryable,
  community: string,
  edition: number,
  marginDegrees: number,
  plan: number | null = null,
): Promise<GroundRows> {
  const county = community.slice(0, 6);
  const box = sql`(select ST_Expand(ST_Envelope(boundary), ${marginDegrees}::float8) from area
    where code = ${community} and valid_to is null)`;
  const areas = await db.query<AreaShapeRow>(sql`
    select code, ST_AsBinary(boundary) as wkb from (${LEAVES}) leaf
    where county_code = ${county} and drawn and boundary && ${box} order by code`);
  const base = await db.query<BaseRow>(sql`
    select kind, class, name, ST_AsBinary(geom) as wkb from base_feature
    where county_code = ${county} and geom && ${box} order by kind, id`);
  const today = await db.query<TodayRow>(sql`
    select code, ST_AsBinary(lattice) as wkb from grid
    where county_code = ${county} and parent_code = ${community} and kind <> 'micro'
      and from_edition <= ${edition} and (to_edition is null or to_edition > ${edition})
    order by code collate "C"`);
  const buildings = await db.query<BuildingRow>(sql`
    with near as (
      select * from place
      where county_code = ${county} and valid_to is null and kind in ('building', 'unit') and geom && ${box}
    )
    select code, kind, ST_X(geom) as lon, ST_Y(geom) as lat, parent_code as "parentCode", compound, households,
           ST_AsBinary(footprint) as footprint
    from (
      select * from near
      union all
      -- the units of a building, wherever they were put
      select u.* from place u
      where u.county_code = ${county} and u.valid_to is null and u.kind = 'unit' and not (u.geom && ${box})
        and u.parent_code in (select code from near where kind = 'building')) p
    order by code collate "C"`);
  const sources = await db.query<{ wkb: Uint8Array }>(sql`
    select ST_AsBinary(g.lattice) as wkb from plan_source_grid g join plan_source s on s.id = g.source_id
    where s.plan_id = ${plan}::bigint and g.geom && ${box} order by s.name, g.number`);
  return { community, areas, base, today, buildings, sources };
}

export interface CellLayerRow {
  id: number;
  community: string;
  /** The layer's name by its content. */
  hash: string;
  cells: number;
  arcs: number;
  households: number;
  report: CellReport;
  builtAt: Date;
}

const LAYER = sql`
  l.id, l.area_code as community, l.hash, l.cells, l.arcs, l.households, l.report, l.built_at as "builtAt"`;

export async function layerByInput(db: Queryable, inputHash: string): Promise<CellLayerRow | null> {
  const [row] = await db.query<CellLayerRow>(sql`select ${LAYER} from cell_layer l where l.input_hash = ${inputHash}`);
  return row ?? null;
}

export interface NewCellLayer extends Omit<CellLayerRow, 'id' | 'builtAt'> {
  inputHash: string;
  encoded: Uint8Array;
}

/** Whoever comes second gets the layer of the first: both built the same. */
export async function keepLayer(db: Queryable, layer: NewCellLayer): Promise<CellLayerRow> {
  const { community, inputHash, hash, cells, arcs, households, report, encoded } = layer;
  await db.query(sql`
    insert into cell_layer (county_code, area_code, input_hash, hash, cells, arcs, households, report, encoded)
    values (left(${community}, 6), ${community}, ${inputHash}, ${hash}, ${cells}, ${arcs}, ${households},
            ${JSON.stringify(report)}::jsonb, ${encoded}::bytea)
    on conflict (input_hash) do nothing`);
  return (await layerByInput(db, inputHash))!;
}

/** Of several layers at once, by id. */
export function layersBytes(db: Queryable, ids: readonly number[]): Promise<{ id: number; encoded: Uint8Array }[]> {
  return db.query(sql`select id, encoded from cell_layer where id = any (${ids}::bigint[])`);
}

export async function layerBytes(db: Queryable, id: number): Promise<Uint8Array> {
  const [row] = await db.query<{ encoded: Uint8Array }>(sql`select encoded from cell_layer where id = ${id}`);
  return row!.encoded;
}

/** The layers that a plan stands on, by community: each was fixed when the community was first looked at. */
export function layersOfPlan(db: Queryable, plan: number): Promise<CellLayerRow[]> {
  return db.query<CellLayerRow>(sql`
    select ${LAYER} from plan_layer p join cell_layer l on l.id = p.layer_id
    where p.plan_id = ${plan}::bigint and p.current order by l.area_code`);
}

/** `hash`: one that the plan stood on at any time; null: the one that it stands on. */
export async function layerOfPlan(
  db: Queryable,
  plan: number,
  community: string,
  hash: string | null = null,
): Promise<CellLayerRow | null> {
  const [row] = await db.query<CellLayerRow>(sql`
    select ${LAYER} from plan_layer p join cell_layer l on l.id = p.layer_id
    where p.plan_id = ${plan}::bigint and p.area_code = ${community}
      and (${hash}::text is null and p.current or l.hash = ${hash}::text)
    order by p.id limit 1`);
  return row ?? null;
}

/** The layer that the plan stands on from now on, and what it starts from; the first who says so decides. */
export async function fixLayer(
  db: Queryable,
  plan: number,
  layer: number,
  edition: number,
  start: CommunityState,
): Promise<CellLayerRow> {
  const { community } = start;
  await db.query(sql`
    insert into plan_layer (plan_id, area_code, layer_id, base_edition, start)
    values (${plan}::bigint, ${community}, ${layer}, ${edition}, ${JSON.stringify(start)}::jsonb)
    on conflict (plan_id, area_code) where current do nothing`);
  return (await layerOfPlan(db, plan, community))!;
}

export interface NewGround {
  readonly layerId: number;
  readonly edition: number;
  readonly start: CommunityState;
}

/** Grounds that the plan can move to; those it has already stay as they are. */
export async function addGrounds(tx: Queryable, plan: number, grounds: readonly NewGround[]): Promise<void> {
  for (const { layerId, edition, start } of grounds) {
    await tx.query(sql`
      insert into plan_layer (plan_id, area_code, layer_id, base_edition, start, current)
      values (${plan}::bigint, ${start.community}, ${layerId}, ${edition}, ${JSON.stringify(start)}::jsonb, false)
      on conflict (plan_id, area_code, layer_id, base_edition) do nothing`);
  }
}

/** The community stands on this ground from now on. */
export async function standOn(tx: Queryable, plan: number, { community, layer, base }: CommunityState): Promise<void> {
  // One after the other: only one may be the current one at any time.
  await tx.query(sql`
    update plan_layer set current = false where plan_id = ${plan}::bigint and area_code = ${community} and current`);
  await tx.query(sql`
    update plan_layer set current = true where plan_id = ${plan}::bigint and id = (
      select min(g.id) from plan_layer g join plan p on p.id = g.plan_id join cell_layer l on l.id = g.layer_id
      where g.plan_id = ${plan}::bigint and g.area_code = ${community} and l.hash = ${layer}
        and g.base_edition = coalesce(${base ?? null}::bigint, p.base_edition))`);
}

export interface PlanGroundRow {
  id: number;
  community: string;
  layerId: number;
  hash: string;
  inputHash: string;
  edition: number;
  current: boolean;
  start: CommunityState;
  builtAt: Date;
}

/** What the plan starts from in each of its communities, on every ground that it stood on, in order. */
export function groundsOfPlan(db: Queryable, plan: number, known: readonly number[] = []): Promise<PlanGroundRow[]> {
  return db.query<PlanGroundRow>(sql`
    select p.id, p.area_code as community, l.id as "layerId", l.hash, l.input_hash as "inputHash",
           p.base_edition as edition, p.current, p.start, l.built_at as "builtAt"
    from plan_layer p join cell_layer l on l.id = p.layer_id
    where p.plan_id = ${plan}::bigint and p.id <> all (${known}::bigint[]) order by p.area_code, p.id`);
}

/** The ground plans that a layer was built with, WKB in degrees. */
export function footprintsOf(
  db: Queryable,
  community: string,
  places: readonly string[],
  builtAt: Date,
): Promise<{ code: string; wkb: Uint8Array }[]> {
  return db.query(sql`
    select code, ST_AsBinary(footprint) as wkb from place
    where county_code = left(${community}, 6) and code = any (${places}::text[]) and footprint is not null
      and valid_from <= ${builtAt} and (valid_to is null or valid_to > ${builtAt})`);
}
