/** SQL of the trend, and of the editions it goes over. */
import type { CoverageTotals } from '../contract/coverage.ts';
import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { BandCounts } from './band-rows.ts';

export interface EditionSpan {
  id: number;
  number: number;
  inForceFrom: Date;
  /** Null: in force. */
  until: Date | null;
}

/** The newest first. */
export function spansOf(db: Queryable, county: string, limit: number): Promise<EditionSpan[]> {
  return db.query<EditionSpan>(sql`
    select id, number, in_force_from as "inForceFrom", lead(in_force_from) over (order by number) as until
    from edition where county_code = ${county} order by number desc limit ${limit}`);
}

export interface TrendRow {
  edition: number;
  totals: CoverageTotals;
  counts: Record<string, number>;
  bands: BandCounts;
}

export function trendOf(db: Queryable, area: string): Promise<TrendRow[]> {
  return db.query<TrendRow>(sql`
    select edition_id as edition, totals, counts, bands from coverage_trend where area_code = ${area}`);
}

/** The last that is known of an edition. */
export async function keepTrend(
  db: Queryable,
  area: string,
  { edition, totals, counts, bands }: TrendRow,
): Promise<void> {
  await db.query(sql`
    insert into coverage_trend (county_code, area_code, edition_id, totals, counts, bands)
    values (left(${area}, 6), ${area}, ${edition}, ${JSON.stringify(totals)}::jsonb, ${JSON.stringify(counts)}::jsonb,
            ${JSON.stringify(bands)}::jsonb)
    on conflict (area_code, edition_id) do update
      set computed_at = now(), totals = excluded.totals, counts = excluded.counts, bands = excluded.bands`);
}
