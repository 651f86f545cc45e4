/**
 * The audit on paper: what was checked, how, what was found, what was accepted, lines to sign on. It is on the page only
 * while the browser prints it; a style sheet of its own hides everything else.
 */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { CoverageException, CoverageReport, Finding } from '../../../server/contract/coverage.ts';
import { listExceptions } from '../../api/coverage.ts';
import { pathOf } from '../../state/areas.ts';
import { report } from '../../state/audit.ts';
import { isAccepted, listed, PLAIN_LIST } from '../../state/audit-list.ts';
import { day, number } from '../../state/language.ts';
import { areaText, lengthText, momentText } from '../../state/measures.ts';
import { session } from '../../state/who.ts';
import { printing } from './export-menu.tsx';
import { detailLine } from './finding-detail.ts';
import { gridNames, nameOf } from './place-names.ts';
import { ReportMethod } from './print-method.tsx';
import { editionText, sentenceText } from './sentence-line.tsx';
import { isMissing, shareText } from './share.ts';
import { kindName, ta } from './words.ts';
import '../../theme/audit-print.css';

/** More would be a book: the CSV has them all. */
const MOST = 1000;

export function PrintReport() {
  const now = report.value;
  const exceptions = useSignal<readonly CoverageException[] | null>(null);
  useEffect(() => {
    if (now === null) return;
    const done = () => {
      printing.value = false;
    };
    window.addEventListener('afterprint', done);
    const print = () => requestAnimationFrame(() => window.print());
    const ready = (found: readonly CoverageException[]) => {
      exceptions.value = found;
      print();
    };
    if (now.area.code === '') ready([]);
    else listExceptions(now.area.code).then(ready, () => ready([]));
    return () => window.removeEventListener('afterprint', done);
  }, []);
  if (now === null) return null;
  const findings = listed(now.findings, PLAIN_LIST);
  return (
    <article class="paper" lang={document.documentElement.lang}>
      <Head report={now} />
      <h2>{ta('report.verdict')}</h2>
      <p class="verdict">{sentenceText(now)}</p>
      <p>{verdict(findings, now)}</p>
      {now.area.code === '' && <p>{ta('report.fileScope')}</p>}
      <Totals report={now} />
      <ReportMethod report={now} />
      <h2>{ta('report.findings')}</h2>
      {findings.length === 0 ? <p>{ta('report.noFindings')}</p> : <Findings findings={findings} />}
      <Exceptions all={exceptions.value ?? []} findings={now.findings.filter(isAccepted)} />
      <Exclusions report={now} />
      <h2>{ta('report.signatures')}</h2>
      <div class="signatures">
        {(['report.auditor', 'report.reviewer', 'report.unit', 'report.day'] as const).map((key) => (
          <p key={key}>
            <span>{ta(key)}</span>
            <span class="line" />
          </p>
        ))}
      </div>
    </article>
  );
}

function verdict(findings: readonly Finding[], { clean }: CoverageReport): string {
  if (clean) return ta('report.clean');
  const count = (severity: string) => findings.filter((one) => one.severity === severity).length;
  return ta('report.notClean', { errors: count('error'), warnings: count('warning') });
}

function Head({ report: now }: { report: CoverageReport }) {
  const isFile = now.area.code === '';
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

function Totals({ report: { totals, notJudged } }: { report: CoverageReport }) {
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

function Findings({ findings }: { findings: readonly Finding[] }) {
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

function Exceptions({ all, findings }: { all: readonly CoverageException[]; findings: readonly Finding[] }) {
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

function Exclusions({ report: { exclusions } }: { report: CoverageReport }) {
  if (exclusions.length === 0) return null;
  return (
    <>
      <h2>{ta('report.exclusions')}</h2>
      <p>{exclusions.map(({ name, areaM2 }) => `${name} ${areaText(areaM2)}`).join('、')}</p>
    </>
  );
}
