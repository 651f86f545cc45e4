/** SQL of exclusions. Dated: one that ends is closed, not deleted. */
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { instant } from './repository.ts';

export interface ExclusionRow {
  id: number;
  area: string;
  kind: string;
  name: string;
  reason: string;
  author: string;
  validFrom: Date;
  areaM2: number;
  /** Lattice WKB. */
  wkb: Uint8Array;
}

const COLUMNS = sql`
  id, area_code as area, kind, name, reason, author, valid_from as "validFrom", area_m2 as "areaM2", ST_AsBinary(lattice) as wkb`;

/** Those that hold in an area at an instant: its own, those above it and those below it, the oldest first. */
export function exclusionsOf(db: Queryable, area: string, at: Date | null): Promise<ExclusionRow[]> {
  return db.query<ExclusionRow>(sql`
    select ${COLUMNS} from coverage_exclusion
    where county_code = left(${area}, 6) and (starts_with(area_code, ${area}) or starts_with(${area}, area_code))
      and valid_from <= ${instant(at)} and (valid_to is null or valid_to > ${instant(at)})
    order by id`);
}

/** In force or closed. */
export async function exclusionById(db: Queryable, id: number): Promise<ExclusionRow | null> {
  const [row] = await db.query<ExclusionRow>(sql`select ${COLUMNS} from coverage_exclusion where id = ${id}::bigint`);
  return row ?? null;
}

export async function insertExclusion(tx: Queryable, row: Omit<ExclusionRow, 'id'>): Promise<ExclusionRow> {
  const { area, kind, name, reason, author, validFrom, areaM2, wkb } = row;
  const [inserted] = await tx.query<ExclusionRow>(sql`
    insert into coverage_exclusion (county_code, area_code, kind, name, reason, author, valid_from, area_m2, lattice)
    values (left(${area}, 6), ${area}, ${kind}, ${name}, ${reason}, ${author}, ${validFrom}, ${areaM2}, ST_GeomFromWKB(${wkb}))
    returning ${COLUMNS}`);
  return inserted!;
}

/** False when it was closed before. */
export async function closeExclusion(tx: Queryable, id: number, at: Date): Promise<boolean> {
  const rows = await tx.query(sql`
    update coverage_exclusion set valid_to = greatest(${at}, valid_from)
    where id = ${id}::bigint and valid_to is null returning id`);
  return rows.length > 0;
}
