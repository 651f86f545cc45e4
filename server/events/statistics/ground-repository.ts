/** What statistics need besides the events: households on an edition, and what areas, grids and categories are called. */
import type { Queryable } from '../../database/database.ts';
import { sql } from '../../database/sql.ts';

export interface Edition {
  edition: number;
  /** Moves when counts are published anew. */
  revision: number;
}

/** The edition of a county in force at an instant; before the first one, the first; null where there is none. */
export async function editionAt(db: Queryable, county: string, at: Date): Promise<Edition | null> {
  const [row] = await db.query<Edition>(sql`
    select e.id as edition, coalesce(r.revision, 0) as revision
    from edition e left join county_revision r using (county_code)
    where e.county_code = ${county}
    order by e.in_force_from <= ${at}::timestamptz desc,
      case when e.in_force_from <= ${at}::timestamptz then -e.number else e.number end
    limit 1`);
  return row ?? null;
}

export interface GroundGrid {
  code: string;
  name: string;
  kind: 'basic' | 'dedicated' | 'micro';
  parent: string;
  households: number | null;
  /** Since when it has this shape; null: since the county's first edition. */
  since: Date | null;
}

export function gridsOfEdition(db: Queryable, county: string, edition: number): Promise<GroundGrid[]> {
  return db.query<GroundGrid>(sql`
    select g.code, g.name, g.kind, g.parent_code as parent, t.households,
      case when e.number > 1 then e.in_force_from end as since
    from grid g join edition e on e.id = g.from_edition left join grid_tally t on t.grid_id = g.id
    where g.county_code = ${county} and g.from_edition <= ${edition}::bigint
      and (g.to_edition is null or g.to_edition > ${edition}::bigint)`);
}

interface Named {
  code: string;
  name: string;
}

/** The last name of each, retired ones too. */
export async function lastGridNames(
  db: Queryable,
  county: string,
  codes: readonly string[],
): Promise<Map<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await db.query<Named>(sql`
    select distinct on (code) code, name from grid where county_code = ${county} and code = any(${codes}::text[])
    order by code, from_edition desc`);
  return named(rows);
}

export async function areaNames(db: Queryable, county: string): Promise<Map<string, string>> {
  const rows = await db.query<Named>(sql`
    select distinct on (code) code, name from area where county_code = ${county} order by code, valid_from desc`);
  return named(rows);
}

export interface CategoryName {
  dictionary: string;
  code: string;
  major: string;
  majorName: string;
  name: string;
}

export function categoryNames(db: Queryable): Promise<CategoryName[]> {
  return db.query<CategoryName>(sql`
    select dictionary, code, major, major_name as "majorName", name from event_category`);
}

function named(rows: readonly Named[]): Map<string, string> {
  return new Map(rows.map(({ code, name }) => [code, name]));
}
