/**
 * SQL of stops: the places at which a visit is expected. A building, or each of its units where they carry the counts, or a unit without
 * a building; one that is known to have no household is none. Who was at a building was at its units.
 */
import type { Queryable } from '../database/database.ts';
import { nothing, type Sql, sql } from '../database/sql.ts';

/** `building`: of a unit its building, else the place itself. `at` null: now. */
function stopsOf(area: string, at: Date | null): Sql {
  const county = area.slice(0, 6);
  const inForce = (alias: Sql): Sql =>
    at === null
      ? sql`${alias}.valid_to is null`
      : sql`${alias}.valid_from <= ${at} and (${alias}.valid_to is null or ${alias}.valid_to > ${at})`;
  return sql`
    counted as (
      select distinct u.parent_code as code from place u
      where u.county_code = ${county} and ${inForce(sql`u`)} and u.kind = 'unit' and u.households is not null and u.parent_code is not null
    ), stop as (
      select p.code, coalesce(b.code, p.code) as building, p.grid_code as grid, p.households, p.name, p.address, p.geom
      from place p
      left join place b on p.kind = 'unit' and b.county_code = p.county_code and b.code = p.parent_code and b.kind = 'building' and ${inForce(sql`b`)}
      left join counted c on c.code = case when p.kind = 'unit' then p.parent_code else p.code end
      where p.county_code = ${county} and ${inForce(sql`p`)} and p.kind in ('building', 'unit') and p.households is distinct from 0
        and case when p.kind = 'unit' then c.code is not null or b.code is null else c.code is null end
        ${
          area.length === 6
            ? nothing
            : sql`and p.grid_code in (
          select g.code from grid_in_force(coalesce(${at}::timestamptz, now())) g where g.county_code = ${county} and starts_with(g.parent_code, ${area}))`
        }
    )`;
}

/** The last visit of a stop before an instant that had come in before another. */
function lastVisit(county: string, before: Date, received: Date | null): Sql {
  const of = (code: Sql): Sql => sql`(
    select max(v.at) from visit v where v.county_code = ${county} and v.place_code = ${code} and v.at < ${before}
      ${received === null ? nothing : sql`and v.received_at < ${received}`})`;
  return sql`greatest(${of(sql`s.code`)}, case when s.building <> s.code then ${of(sql`s.building`)} end)`;
}

export interface UnvisitedRow {
  place: string;
  name: string;
  grid: string | null;
  lon: number;
  lat: number;
  households: number | null;
  lastVisit: Date | null;
}

/** Never visited first, then the longest ago. */
export function unvisitedIn(
  db: Queryable,
  area: string,
  now: Date,
  after: { at: Date | null; code: string } | null,
  limit: number,
): Promise<UnvisitedRow[]> {
  const beyond =
    after === null
      ? nothing
      : after.at === null
        ? sql`where l.last is not null or l.code collate "C" > ${after.code}`
        : sql`where (l.last, l.code collate "C") > (${after.at}::timestamptz, ${after.code})`;
  return db.query<UnvisitedRow>(sql`
    with ${stopsOf(area, null)}, l as (select s.*, date_trunc('milliseconds', ${lastVisit(area.slice(0, 6), now, null)}) as last from stop s)
    select l.code as place, coalesce(l.name, l.address, l.code) as name, l.grid, ST_X(l.geom) as lon, ST_Y(l.geom) as lat,
           l.households, l.last as "lastVisit"
    from l ${beyond} order by l.last nulls first, l.code collate "C" limit ${limit}::int`);
}

export interface GridStops {
  grid: string;
  stops: number;
  never: number;
  neverHouseholds: number;
  overdue: number;
  overdueHouseholds: number;
}

/** By grid, as it was known when the day began: a check of the same day finds the same. `at` null: the places of now. */
export function overdueStops(
  db: Queryable,
  area: string,
  at: Date | null,
  dayBegan: Date,
  visitDays: number,
): Promise<GridStops[]> {
  const oldest = new Date(dayBegan.getTime() - visitDays * 86_400_000);
  return db.query<GridStops>(sql`
    with ${stopsOf(area, at)}, l as (select s.grid, s.households, ${lastVisit(area.slice(0, 6), dayBegan, dayBegan)} as last from stop s)
    select grid, count(*)::int as stops,
           (count(*) filter (where last is null))::int as never,
           coalesce(sum(households) filter (where last is null), 0)::int as "neverHouseholds",
           (count(*) filter (where last < ${oldest}))::int as overdue,
           coalesce(sum(households) filter (where last < ${oldest}), 0)::int as "overdueHouseholds"
    from l where grid is not null group by grid order by grid collate "C"`);
}

export interface GridVisitsRow {
  grid: string;
  name: string;
  households: number;
  visited: number;
  visits: number;
  proved: number;
  spotChecks: number;
  buildings: number;
  buildingsVisited: number;
  buildingsNever: number;
  buildingsOverdue: number;
}

/** Every basic and dedicated grid of the area, by code; visits from – to, both midnights. */
export function gridVisits(
  db: Queryable,
  area: string,
  from: Date,
  to: Date,
  visitDays: number,
): Promise<GridVisitsRow[]> {
  const county = area.slice(0, 6);
  const oldest = new Date(to.getTime() - visitDays * 86_400_000);
  return db.query<GridVisitsRow>(sql`
    with ${stopsOf(area, null)},
    l as (select s.*, ${lastVisit(county, to, null)} as last from stop s),
    told as (
      select place_code, grid_code, kind, proof, households from visit
      where county_code = ${county} and starts_with(area_code, ${area}) and at >= ${from} and at < ${to}
    ),
    met as (
      select coalesce(s.building, t.place_code) as building, sum(t.households) as households
      from told t left join stop s on s.code = t.place_code group by 1
    ),
    by_building as (
      select s.grid, s.building, sum(s.households) as households, coalesce(max(m.households), 0) as met
      from stop s left join met m on m.building = s.building group by s.grid, s.building
    ),
    held as (
      select grid, coalesce(sum(households), 0)::int as households,
             coalesce(sum(least(coalesce(households, met), met)), 0)::int as visited
      from by_building group by grid
    ),
    counted_stops as (
      select grid, count(*)::int as buildings, (count(*) filter (where last >= ${from}))::int as visited,
             (count(*) filter (where last is null))::int as never, (count(*) filter (where last < ${oldest}))::int as overdue
      from l group by grid
    ),
    calls as (
      select grid_code as grid, count(*)::int as visits, (count(*) filter (where proof = 'near'))::int as proved,
             (count(*) filter (where kind = 'spot-check'))::int as checks
      from told group by grid_code
    )
    select g.code as grid, g.name, coalesce(h.households, 0) as households, coalesce(h.visited, 0) as visited,
           coalesce(c.visits, 0) as visits, coalesce(c.proved, 0) as proved, coalesce(c.checks, 0) as "spotChecks",
           coalesce(n.buildings, 0) as buildings, coalesce(n.visited, 0) as "buildingsVisited",
           coalesce(n.never, 0) as "buildingsNever", coalesce(n.overdue, 0) as "buildingsOverdue"
    from grid_in_force(now()) g
    left join held h on h.grid = g.code left join counted_stops n on n.grid = g.code left join calls c on c.grid = g.code
    where g.county_code = ${county} and g.kind <> 'micro' and starts_with(g.parent_code, ${area})
    order by g.code collate "C"`);
}
