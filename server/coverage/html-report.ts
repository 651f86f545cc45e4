/**
 * A coverage report as one printable page: A4, nothing loaded from anywhere, ready to sign. Everything that comes from data is
 * escaped.
 */
import type { CoverageReport, Finding } from '../contract/coverage.ts';
import { isHarmless } from './report.ts';
import { type AnyKind, KIND_WORDS, REPORT_WORDS, type ReportLanguage, type ReportWords } from './report-words.ts';

export interface HtmlReportOptions {
  language: ReportLanguage;
  /** The file that was checked, when it was one. */
  file?: { name: string; skipped: number };
}

export function htmlReport(report: CoverageReport, { language, file }: HtmlReportOptions): string {
  const words = REPORT_WORDS[language];
  const number = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en', { maximumFractionDigits: 2 });
  const page = new Page(words, language, (value) => number.format(value));
  const title = `${words.title} · ${file?.name ?? report.area.name}`;
  const body = [
    `<h1>${escaped(words.title)}</h1>`,
    page.pairs(head(report, words, language, file?.name)),
    `<p class="conclusion">${escaped(conclusion(report, words))}</p>`,
    page.section(words.totals, page.pairs(totals(report, words, page))),
    page.section(words.parts, report.parts.length === 0 ? '' : parts(report, page)),
    page.section(words.counts, counts(report, page)),
    page.section(
      words.exclusions,
      page.list(report.exclusions.map(({ name, areaM2 }) => `${name} ${page.m2(areaM2)}`)),
    ),
    page.section(words.exceptions, exceptions(report, page)),
    page.section(words.notJudged, page.list(report.notJudged)),
    file === undefined || file.skipped === 0 ? '' : page.section(words.skipped, page.list([String(file.skipped)])),
    page.section(words.how, page.list(words.methods)),
    page.section(words.thresholds, page.pairs(thresholds(report, words, page))),
    page.section(words.findings, findings(report.findings, page)),
    `<table class="sign"><tr>${words.signatures.map((who) => `<td>${escaped(who)}</td>`).join('')}<td>${escaped(words.date)}</td></tr></table>`,
  ];
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><title>${escaped(title)}</title>
<style>${STYLE}</style></head>
<body>
${body.filter((part) => part !== '').join('\n')}
</body></html>
`;
}

export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const STYLE = `
@page{size:A4;margin:16mm 14mm}
body{font:10.5pt/1.45 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif;color:#111;max-width:182mm;margin:8mm auto}
@media print{body{margin:0}}
h1{font-size:18pt;text-align:center;margin:0 0 5mm}
h2{font-size:12pt;border-bottom:.4pt solid #555;margin:6mm 0 2mm;break-after:avoid}
table{border-collapse:collapse;width:100%}
th,td{border:.4pt solid #999;padding:.8mm 1.6mm;text-align:left;vertical-align:top;overflow-wrap:anywhere}
thead{display:table-header-group}
tr{break-inside:avoid}
.pairs th{width:45%;font-weight:normal;background:#f3f3f3}
.n{text-align:right}
.n,.whole,thead th{white-space:nowrap}
.small{font-size:8pt}
.conclusion{font-weight:bold;border:.8pt solid #111;padding:2mm 3mm}
.sign{margin-top:14mm;break-inside:avoid}
.sign td{border:0;border-bottom:.6pt solid #111;height:14mm;vertical-align:bottom;width:25%}`;

/** Pieces of the page in one language. */
class Page {
  readonly words: ReportWords;
  readonly language: ReportLanguage;
  readonly number: (value: number) => string;

  constructor(words: ReportWords, language: ReportLanguage, number: (value: number) => string) {
    this.words = words;
    this.language = language;
    this.number = number;
  }

  kind(kind: string): string {
    return KIND_WORDS[kind as AnyKind]?.[this.language === 'zh' ? 0 : 1] ?? kind;
  }

  m2(value: number | null): string {
    return value === null ? '–' : `${this.number(value)} m²`;
  }

  section(title: string, content: string): string {
    return `<h2>${escaped(title)}</h2>\n${content === '' ? `<p>${escaped(this.words.none)}</p>` : content}`;
  }

  pairs(rows: readonly (readonly [string, string])[]): string {
    return `<table class="pairs">${rows.map(([name, value]) => `<tr><th>${escaped(name)}</th><td>${escaped(value)}</td></tr>`).join('')}</table>`;
  }

  list(lines: readonly string[]): string {
    return lines.length === 0 ? '' : `<ul>${lines.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`;
  }

  /** `n`: a column of numbers. */
  table(
    columns: readonly (readonly [title: string, style?: 'n' | 'small' | 'whole'])[],
    rows: readonly (readonly string[])[],
  ): string {
    if (rows.length === 0) return '';
    const styleOf = (i: number) => (columns[i]?.[1] === undefined ? '' : ` class="${columns[i][1]}"`);
    const head = columns.map(([title], i) => `<th${styleOf(i)}>${escaped(title)}</th>`).join('');
    const lines = rows.map(
      (row) => `<tr>${row.map((cell, i) => `<td${styleOf(i)}>${escaped(cell)}</td>`).join('')}</tr>`,
    );
    return `<table><thead><tr>${head}</tr></thead><tbody>${lines.join('\n')}</tbody></table>`;
  }
}

type Pairs = (readonly [string, string])[];

function head(report: CoverageReport, words: ReportWords, language: ReportLanguage, file: string | undefined): Pairs {
  const { area, edition, editionNumber, plan, checkedAt, dataHash } = report;
  const at = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'long',
    timeStyle: 'medium',
  }).format(new Date(checkedAt));
  const what: Pairs =
    file === undefined
      ? [
          [words.area, `${area.name} ${area.code}`],
          [words.edition, edition === null ? words.noEdition : `${editionNumber} (${edition})`],
        ]
      : [[words.file, file], ...(area.code === '' ? [] : ([[words.area, `${area.name} ${area.code}`]] as const))];
  const draft: Pairs = plan === null ? [] : [[words.plan, String(plan)]];
  return [...what, ...draft, [words.checkedAt, `${at} (UTC+8)`], [words.hash, dataHash]];
}

function conclusion({ findings, clean }: CoverageReport, words: ReportWords): string {
  const open = findings.filter((one) => !isHarmless(one));
  if (clean && open.length === 0) return words.clean;
  const count = (severity: string) => String(open.filter((one) => one.severity === severity).length);
  return words.notClean.replace('{errors}', count('error')).replace('{warnings}', count('warning'));
}

function totals({ totals: t }: CoverageReport, words: ReportWords, page: Page): Pairs {
  const share = t.coveredShare === null ? '–' : `${page.number(Math.floor(t.coveredShare * 1e4) / 100)} %`;
  return [
    [words.coveredShare, share],
    ...(['grids', 'micros', 'places', 'placesUncovered', 'households', 'householdsCovered', 'uncounted'] as const).map(
      (name) => [words[name], page.number(t[name])] as const,
    ),
    ...(['areaM2', 'coveredM2', 'gapM2', 'overlapM2', 'outsideM2'] as const).map(
      (name) => [words[name], page.m2(t[name])] as const,
    ),
  ];
}

function thresholds({ thresholds: t }: CoverageReport, words: ReportWords, page: Page): Pairs {
  return [
    [words.minArea, page.m2(t.minAreaM2)],
    [words.sliver, `${page.number(t.sliverM)} m`],
    [words.snap, `${page.number(t.snapM)} m`],
    [words.maxGrids, page.number(t.maxGridsPerWorker)],
    [words.service, `${page.number(t.serviceDistanceM)} m`],
  ];
}

function parts({ parts: rows }: CoverageReport, page: Page): string {
  const { name, code, grids, households, householdsCovered, severities } = page.words;
  return page.table(
    [
      [code],
      [name],
      [grids, 'n'],
      [households, 'n'],
      [householdsCovered, 'n'],
      [severities.error, 'n'],
      [severities.warning, 'n'],
    ],
    rows.map((row) => [
      row.code,
      row.name,
      page.number(row.grids),
      page.number(row.households),
      page.number(row.householdsCovered),
      page.number(row.findings.error),
      page.number(row.findings.warning),
    ]),
  );
}

function counts(report: CoverageReport, page: Page): string {
  const kinds = Object.keys({ ...report.counts, ...report.belowThreshold }).filter(
    (kind) => (report.counts[kind] ?? 0) + (report.belowThreshold[kind] ?? 0) > 0,
  );
  const { kind, found, below } = page.words;
  return page.table(
    [[kind], [found, 'n'], [below, 'n']],
    kinds.map((one) => [
      page.kind(one),
      page.number(report.counts[one] ?? 0),
      page.number(report.belowThreshold[one] ?? 0),
    ]),
  );
}

function exceptions({ findings: all }: CoverageReport, page: Page): string {
  const { id, kind, reason, author, until, state, states } = page.words;
  return page.table(
    [[id, 'small'], [kind], [reason], [author], [until], [state]],
    all.flatMap(({ exception }) =>
      exception === null
        ? []
        : [
            [
              exception.finding,
              page.kind(exception.kind),
              exception.reason,
              exception.author,
              exception.until.slice(0, 10),
              states[exception.state],
            ],
          ],
    ),
  );
}

function findings(rows: readonly Finding[], page: Page): string {
  const { number, severity, severities, kind, where, size, width, households, position, id, accepted } = page.words;
  return page.table(
    [
      [number, 'n'],
      [severity, 'whole'],
      [kind],
      [where],
      [size, 'n'],
      [width, 'n'],
      [households, 'n'],
      [position, 'small'],
      [id, 'small'],
    ],
    rows.map((one, i) => [
      String(i + 1),
      one.exception?.state === 'accepted' ? `${severities[one.severity]} (${accepted})` : severities[one.severity],
      page.kind(one.kind),
      [one.place ?? '', ...one.grids].filter((code) => code !== '').join(' '),
      one.areaM2 === null ? '' : page.m2(one.areaM2),
      one.widthM === null ? '' : `${page.number(one.widthM)} m`,
      one.households + one.uncounted === 0
        ? ''
        : page.number(one.households) + (one.uncounted > 0 ? ` + ${one.uncounted}?` : ''),
      one.at.join(' '),
      one.id,
    ]),
  );
}
