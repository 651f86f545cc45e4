/** Five series across editions, and the scale of a small chart. Pure. */
import type { CoverageTrend } from '../../../server/contract/coverage.ts';
import type { AuditKey } from '../../i18n/zh-audit.ts';
import { groupOf } from '../../state/audit-kinds.ts';
import { roundStep } from './histogram.ts';
import { isMissing } from './share.ts';

export interface Series {
  readonly label: AuditKey;
  /** `share`: 0…1, shown as a percentage cut at two decimals. */
  readonly unit: 'share' | 'count';
  readonly values: readonly (number | null)[];
}

type Row = CoverageTrend['rows'][number];

const ofGroup = (row: Row, group: string): number =>
  Object.entries(row.counts).reduce((sum, [kind, count]) => sum + (groupOf(kind) === group ? count : 0), 0);

/** Short of everything as soon as something is known to be left out, as in the sentence. */
function shareOf({ totals, counts }: Row): number | null {
  const { coveredShare } = totals;
  const isWhole = coveredShare === 1 && !isMissing(totals, (counts['invalid-ring'] ?? 0) > 0);
  return coveredShare === 1 && !isWhole ? ALMOST_ALL : coveredShare;
}

/** The service says no more either when anything is missing. */
const ALMOST_ALL = 0.999999;

export function seriesOf(rows: readonly Row[]): Series[] {
  const series = (label: AuditKey, unit: Series['unit'], value: (row: Row) => number | null): Series => ({
    label,
    unit,
    values: rows.map(value),
  });
  return [
    series('trend.share', 'share', shareOf),
    series('trend.gaps', 'count', (row) => ofGroup(row, 'gap')),
    series('trend.overlaps', 'count', (row) => ofGroup(row, 'overlap')),
    series('trend.out', 'count', (row) => row.totals.households - row.totals.householdsCovered),
    series('trend.outOfBand', 'count', (row) => row.underBand + row.overBand),
  ];
}

/** Bottom and top of the axis. Counts start at 0; shares span what is there, never more than 1. */
export function axisOf({ unit, values }: Series): { from: number; to: number } {
  const known = values.filter((value): value is number => value !== null);
  if (unit === 'share') {
    const least = Math.min(1, ...known);
    const step = roundStep((1 - least) * 10_000, 2) / 10_000;
    return { from: Math.max(0, 1 - 2 * Math.max(step, 0.0005)), to: 1 };
  }
  const most = Math.max(0, ...known);
  return { from: 0, to: most === 0 ? 1 : roundStep(most, 1) };
}
