/** What the report is of: area or file, edition, when it was checked and printed, by whom, and the hash of what was checked. */
import type { CoverageReport } from '../../../../server/contract/coverage.ts';
import { pathOf } from '../../../state/areas.ts';
import { momentText } from '../../../state/measures.ts';
import { session } from '../../../state/who.ts';
import { editionText } from '../sentence-line.tsx';
import { ta } from '../words.ts';
import { isOfFile } from './map-data.ts';

export function ReportHead({ report: now }: { report: CoverageReport }) {
  const isFile = isOfFile(now);
  const rows: [string, string | null][] = [
    [
      ta(isFile ? 'report.file' : 'report.area'),
      isFile
        ? now.area.name
        : `${pathOf(now.area.code)
            .map(({ name }) => name)
            .join(' › ')}（${now.area.code}）`,
    ],
    [ta('report.edition'), now.editionNumber === null ? null : editionText(now)],
    [ta('report.checked'), momentText(now.checkedAt)],
    [ta('report.printed'), momentText(new Date().toISOString())],
    [ta('report.by'), session.value?.name ?? session.value?.login ?? null],
    [ta('report.hash'), now.dataHash],
  ];
  return (
    <header>
      <h1>{ta('report.title')}</h1>
      <dl>
        {rows
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </>
          ))}
      </dl>
    </header>
  );
}
