/** What was accepted, and what is no ground of the grids. */
import type { CoverageException, CoverageReport, Finding } from '../../../../server/contract/coverage.ts';
import { day } from '../../../state/language.ts';
import { areaText, momentText } from '../../../state/measures.ts';
import { kindName, ta } from '../words.ts';

export function ReportExceptions({
  all,
  findings,
}: {
  all: readonly CoverageException[];
  findings: readonly Finding[];
}) {
  const known = all.length > 0 ? all : findings.flatMap(({ exception }) => (exception === null ? [] : [exception]));
  return (
    <>
      <h2>{ta('report.exceptions')}</h2>
      {known.length === 0 ? (
        <p>{ta('exceptions.none')}</p>
      ) : (
        <table>
          <tbody>
            {known.map((exception) => (
              <tr key={exception.id}>
                <td>{kindName(exception.kind)}</td>
                <td>{ta(`exception.${exception.state}`)}</td>
                <td>{exception.reason}</td>
                <td>{ta('accept.by', { author: exception.author, at: momentText(exception.acceptedAt) })}</td>
                <td>{ta('accept.untilDay', { day: day(exception.until) })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

export function ReportExclusions({ report: { exclusions } }: { report: CoverageReport }) {
  if (exclusions.length === 0) return null;
  return (
    <>
      <h2>{ta('report.exclusions')}</h2>
      <p>{exclusions.map(({ name, areaM2 }) => `${name} ${areaText(areaM2)}`).join('、')}</p>
    </>
  );
}
