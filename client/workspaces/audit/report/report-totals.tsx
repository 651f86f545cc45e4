/** The totals of a report on paper. */
import type { CoverageReport } from '../../../../server/contract/coverage.ts';
import { number } from '../../../state/language.ts';
import { areaText } from '../../../state/measures.ts';
import { isMissing, shareText } from '../share.ts';
import { ta } from '../words.ts';

export function ReportTotals({ report: { totals, notJudged } }: { report: CoverageReport }) {
  const missing = isMissing(totals, notJudged.length > 0);
  const cells: [string, string | null][] = [
    [ta('total.grids'), number(totals.grids)],
    [ta('total.micros'), number(totals.micros)],
    [ta('total.places'), number(totals.places)],
    [ta('total.placesUncovered'), number(totals.placesUncovered)],
    [ta('total.households'), number(totals.households)],
    [ta('total.householdsCovered'), number(totals.householdsCovered)],
    [ta('total.uncounted'), number(totals.uncounted)],
    [ta('total.areaM2'), totals.areaM2 === null ? null : areaText(totals.areaM2)],
    [ta('total.coveredM2'), areaText(totals.coveredM2)],
    [ta('total.gapM2'), areaText(totals.gapM2)],
    [ta('total.overlapM2'), areaText(totals.overlapM2)],
    [ta('total.outsideM2'), areaText(totals.outsideM2)],
    [ta('total.coveredShare'), totals.coveredShare === null ? null : shareText(totals.coveredShare, missing)],
  ];
  return (
    <>
      <h2>{ta('report.totals')}</h2>
      <dl class="totals">
        {cells
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </>
  );
}
