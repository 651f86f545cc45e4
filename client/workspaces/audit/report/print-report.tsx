/**
 * The audit on paper: what was checked, how, what was found, what was accepted, lines to sign on, and the map. It is on the page only
 * while the browser prints it, or while a picture of the map is made; a style sheet of its own hides everything else.
 */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { CoverageException, CoverageReport, Finding } from '../../../../server/contract/coverage.ts';
import { listExceptions } from '../../../api/coverage.ts';
import { pictureOf } from '../../../print/picture.ts';
import { announce } from '../../../state/announce.ts';
import { report } from '../../../state/audit.ts';
import { saveFile } from '../../../ui/save-file.ts';
import { fileStem } from '../export-menu.tsx';
import { sentenceText } from '../sentence-line.tsx';
import { ta } from '../words.ts';
import { accepted, isOfFile, numbered, type ReportMap, reportMap } from './map-data.ts';
import { mapLayout } from './map-layout.ts';
import { MapPage } from './map-page.tsx';
import { type Printing, printing } from './printing.ts';
import { ReportExceptions, ReportExclusions } from './report-accepted.tsx';
import { ReportFindings } from './report-findings.tsx';
import { ReportHead } from './report-head.tsx';
import { ReportMethod } from './report-method.tsx';
import { ReportTotals } from './report-totals.tsx';
import '../../../theme/audit-print.css';

interface Read {
  readonly exceptions: readonly CoverageException[];
  /** Null: there is nothing to draw, or it cannot be had. */
  readonly map: ReportMap | null;
}

const close = () => {
  printing.value = null;
};

export function PrintReport({ as, size }: Printing) {
  const now = report.peek();
  const read = useSignal<Read | null>(null);
  const paper = useRef<HTMLElement>(null);
  useEffect(() => {
    if (now === null) return;
    const controller = new AbortController();
    announce(ta('export.making'));
    const wanted = as === 'picture' || isOfFile(now) ? [] : listExceptions(now.area.code);
    Promise.all([Promise.resolve(wanted).catch(() => []), reportMap(now, controller.signal).catch(() => null)]).then(
      ([exceptions, map]) => {
        if (!controller.signal.aborted) read.value = { exceptions, map };
      },
    );
    window.addEventListener('afterprint', close);
    return () => {
      controller.abort();
      window.removeEventListener('afterprint', close);
    };
  }, []);
  const ready = read.value;
  useEffect(() => {
    if (ready === null || now === null) return;
    if (as === 'print') requestAnimationFrame(() => requestAnimationFrame(() => window.print()));
    else void savePicture(paper.current, now, ready.map, size).finally(close);
  }, [ready]);
  if (now === null || ready === null) return null;
  const map = ready.map !== null && <MapPage report={now} map={ready.map} size={size} />;
  return (
    <article ref={paper} class={`paper ${size.toLowerCase()}`} lang={document.documentElement.lang}>
      {as === 'print' && <Text report={now} exceptions={ready.exceptions} hasMap={ready.map !== null} />}
      {map}
    </article>
  );
}

async function savePicture(
  paper: HTMLElement | null,
  now: CoverageReport,
  map: ReportMap | null,
  size: Printing['size'],
): Promise<void> {
  if (paper === null || map === null) return announce(ta('map.none'));
  const file = `${fileStem(now.area, now.editionNumber, now.checkedAt)}-map-${size.toLowerCase()}.png`;
  try {
    saveFile(file, 'image/png', await pictureOf(paper, mapLayout(size, map.land.box).page));
    announce(ta('export.pictureDone', { file }));
  } catch {
    announce(ta('export.noPicture'));
  }
}

interface TextProps {
  readonly report: CoverageReport;
  readonly exceptions: readonly CoverageException[];
  readonly hasMap: boolean;
}

function Text({ report: now, exceptions, hasMap }: TextProps) {
  const findings = numbered(now);
  return (
    <>
      <ReportHead report={now} />
      <h2>{ta('report.verdict')}</h2>
      <p class="verdict">{sentenceText(now)}</p>
      <p>{verdict(findings, now)}</p>
      {isOfFile(now) && <p>{ta('report.fileScope')}</p>}
      <ReportTotals report={now} />
      <ReportMethod report={now} />
      <h2>{ta('report.findings')}</h2>
      {findings.length === 0 ? <p>{ta('report.noFindings')}</p> : <ReportFindings findings={findings} />}
      <ReportExceptions all={exceptions} findings={accepted(now)} />
      <ReportExclusions report={now} />
      <p>{ta(hasMap ? 'map.follows' : 'map.none')}</p>
      <h2>{ta('report.signatures')}</h2>
      <div class="signatures">
        {(['report.auditor', 'report.reviewer', 'report.unit', 'report.day'] as const).map((key) => (
          <p key={key}>
            <span>{ta(key)}</span>
            <span class="line" />
          </p>
        ))}
      </div>
    </>
  );
}

function verdict(findings: readonly Finding[], { clean }: CoverageReport): string {
  if (clean) return ta('report.clean');
  const count = (severity: string) => findings.filter((one) => one.severity === severity).length;
  return ta('report.notClean', { errors: count('error'), warnings: count('warning') });
}
