/** One row per edition: what was the last that could be said of it. A superseded edition never changes, so it is computed once. */
import type { CoverageTrend } from '../contract/coverage.ts';
import type { Database } from '../database/database.ts';
import type { CheckResult } from './check.ts';
import { lastInstant } from './edition-span.ts';
import type { CoverageService } from './service.ts';
import { keepTrend, spansOf, type TrendRow, trendOf } from './trend-repository.ts';

/** Editions a trend goes back. */
const LONGEST = 100;

/** The oldest first. Throws `area-unknown`. */
export async function trend(db: Database, coverage: CoverageService, area: string): Promise<CoverageTrend> {
  await coverage.assertKnown({ area, asOf: null, plan: null });
  const known = new Map((await trendOf(db, area)).map((row) => [row.edition, row]));
  const rows: CoverageTrend['rows'] = [];
  for (const span of (await spansOf(db, area.slice(0, 6), LONGEST)).reverse()) {
    const row = await rowOf(span);
    if (row === null) continue;
    const { totals, counts, bands } = row;
    const { id: edition, number: editionNumber, inForceFrom } = span;
    rows.push({ edition, editionNumber, inForceFrom: inForceFrom.toISOString(), totals, counts, ...bands });
  }
  return { area, rows };

  async function rowOf(span: Parameters<typeof lastInstant>[0] & { id: number }): Promise<TrendRow | null> {
    const asOf = lastInstant(span);
    if (asOf === null) return trendRow(span.id, (await coverage.result({ area, asOf, plan: null })).result);
    const kept = known.get(span.id);
    if (kept !== undefined) return kept;
    if (!(await coverage.isKnown({ area, asOf, plan: null }))) return null;
    const row = trendRow(span.id, (await coverage.result({ area, asOf, plan: null })).result);
    await keepTrend(db, area, row);
    return row;
  }
}

export function trendRow(edition: number, { totals, counts, bandCounts: bands }: CheckResult): TrendRow {
  return { edition, totals, counts, bands };
}
