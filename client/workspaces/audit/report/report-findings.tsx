/** The table of findings on paper, numbered as on the map. */
import type { Finding } from '../../../../server/contract/coverage.ts';
import { number } from '../../../state/language.ts';
import { areaText, lengthText } from '../../../state/measures.ts';
import { detailLine } from '../finding-detail.ts';
import { gridNames, nameOf } from '../place-names.ts';
import { kindName, ta } from '../words.ts';
import { MOST } from './map-page.tsx';

export function ReportFindings({ findings }: { findings: readonly Finding[] }) {
  return (
    <>
      <table>
        <thead>
          <tr>
            <th>№</th>
            <th>{ta('list.kind')}</th>
            <th>{ta('report.gravity')}</th>
            <th>{ta('fact.area')}</th>
            <th>{ta('fact.width')}</th>
            <th>{ta('list.households')}</th>
            <th>{ta('csv.grids')}</th>
            <th>{ta('fact.at')}</th>
          </tr>
        </thead>
        <tbody>
          {findings.slice(0, MOST).map((finding, i) => (
            <tr key={finding.id}>
              <td>{i + 1}</td>
              <td>
                {kindName(finding.kind)}
                {finding.sliver && ` · ${ta('sliver')}`}
                <small>{detailLine(finding)}</small>
              </td>
              <td>{ta(`gravity.${finding.severity}`)}</td>
              <td class="n">{finding.areaM2 === null ? '–' : areaText(finding.areaM2)}</td>
              <td class="n">{finding.widthM === null ? '–' : lengthText(finding.widthM)}</td>
              <td class="n">
                {finding.buildings === 0 && finding.households === 0 ? '–' : number(finding.households)}
              </td>
              <td>
                {finding.grids.some((code) => nameOf(code) !== code) && gridNames(finding.grids)}
                <code>{[...finding.grids, finding.place].filter(Boolean).join(' ')}</code>
              </td>
              <td class="codes">{finding.at.map((value) => value.toFixed(6)).join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {findings.length > MOST && <p>{ta('report.more', { count: findings.length - MOST })}</p>}
    </>
  );
}
