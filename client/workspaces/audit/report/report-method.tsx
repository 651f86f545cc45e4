/** What was checked and how: every kind with its definition and numbers, the limits, the method. For the report on paper. */
import type { CoverageReport } from '../../../../server/contract/coverage.ts';
import { zhFindings } from '../../../i18n/zh-findings.ts';
import { GROUPS, groupOf } from '../../../state/audit-kinds.ts';
import { number } from '../../../state/language.ts';
import { kindMeaning, kindName, ta } from '../words.ts';

/** Kinds that need people, places, codes or a boundary, which a file alone does not have. */
const NEEDS_MORE = new Set(['place', 'staff', 'band']);
const FILE_CANNOT = new Set(['gap-parent', 'outside-parent', 'child-outside', 'code-reused', 'code-invalid']);

/** Every kind that was looked for, found or not: "nothing found" must not look like "not checked". */
export function checkedKinds(report: CoverageReport): string[] {
  const known = Object.keys(zhFindings).flatMap((key) => (key.startsWith('meaning.') ? [key.slice(8)] : []));
  const isFile = report.area.code === '';
  const looked = known.filter((kind) => !isFile || (!NEEDS_MORE.has(groupOf(kind)) && !FILE_CANNOT.has(kind)));
  const more = Object.keys(report.counts).filter((kind) => (report.counts[kind] ?? 0) > 0 && !looked.includes(kind));
  const order = (kind: string): number => GROUPS.indexOf(groupOf(kind));
  return [...looked, ...more].sort((a, b) => order(a) - order(b));
}

export function ReportMethod({ report }: { report: CoverageReport }) {
  const { thresholds } = report;
  return (
    <>
      <h2>{ta('report.counts')}</h2>
      <table>
        <thead>
          <tr>
            <th>{ta('report.kind')}</th>
            <th>{ta('report.meaning')}</th>
            <th>{ta('report.number')}</th>
            <th>{ta('report.small')}</th>
          </tr>
        </thead>
        <tbody>
          {checkedKinds(report).map((kind) => (
            <tr key={kind}>
              <td class="kind">{kindName(kind)}</td>
              <td>{kindMeaning(kind)}</td>
              <td class="n">{number(report.counts[kind] ?? 0)}</td>
              <td class="n">{report.belowThreshold[kind] ? number(report.belowThreshold[kind]) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{ta('report.method')}</h2>
      <p>{ta('report.methodText')}</p>
      <p>
        {ta('report.thresholds', {
          minAreaM2: report.minAreaM2,
          sliverM: thresholds.sliverM,
          snapM: thresholds.snapM,
        })}
      </p>
      {report.area.code !== '' && (
        <p>{ta('report.service', { metres: thresholds.serviceDistanceM, grids: thresholds.maxGridsPerWorker })}</p>
      )}
    </>
  );
}
