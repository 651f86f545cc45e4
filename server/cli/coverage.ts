/**
 * `coverage`: the report of a county, or of any polygon file with --layer, which needs no database. Exit code 0 only when
 * clean, so it can guard a script.
 */
import type { CoverageReport } from '../contract/coverage.ts';
import { coverageFeatures } from '../coverage/features.ts';
import { htmlReport } from '../coverage/html-report.ts';
import { type CountyQuestion, checkCounty } from './coverage-county.ts';
import { checkFile } from './coverage-file.ts';
import { coverageText } from './coverage-text.ts';
import { mappingOf, oneOf, parse, type Terminal, UsageError, write } from './terminal.ts';

const FORMATS = ['text', 'json', 'geojson', 'html'] as const;
const LANGUAGES = ['zh', 'en'] as const;
const DATUMS = ['wgs84', 'gcj02', 'bd09'] as const;

/** What was checked, and of a file how many rows hold no polygon. */
export interface Checked {
  report: CoverageReport;
  file?: { name: string; skipped: number };
}

/** 0: clean. 1: not. Throws UsageError for a command written wrong or a file that cannot be read. */
export async function coverageCommand(args: string[], terminal: Terminal): Promise<number> {
  const { values } = parse({
    args,
    options: {
      county: { type: 'string' },
      'as-of': { type: 'string' },
      plan: { type: 'string' },
      layer: { type: 'string' },
      map: { type: 'string', multiple: true },
      datum: { type: 'string' },
      crs: { type: 'string' },
      encoding: { type: 'string' },
      'file-layer': { type: 'string' },
      'min-area': { type: 'string', default: '1' },
      format: { type: 'string', default: 'text' },
      lang: { type: 'string', default: 'zh' },
      url: { type: 'string' },
    },
  });
  const format = oneOf('--format', values.format, FORMATS);
  const language = oneOf('--lang', values.lang, LANGUAGES);
  const minArea = Number(values['min-area']);
  if (!(minArea >= 0 && minArea <= 1e9)) throw new UsageError('--min-area must be square metres, 0 or more');
  const { county, layer, url } = values;
  if (county !== undefined && !/^\d{6}(\d{3}(\d{3})?)?$/.test(county))
    throw new UsageError('--county CODE must be 6, 9 or 12 digits');
  if (county === undefined && layer === undefined) throw new UsageError('--county CODE or --layer FILE is needed');
  if (layer !== undefined && url !== undefined) throw new UsageError('--layer is checked here: leave --url out');
  const datum = values.datum === undefined ? undefined : oneOf('--datum', values.datum, DATUMS);
  const stated = { crs: values.crs, datum, encoding: values.encoding, fileLayer: values['file-layer'] };
  const question: CountyQuestion = { area: county ?? '', minArea, asOf: values['as-of'], plan: values.plan };
  const checked: Checked =
    layer === undefined
      ? { report: await checkCounty(question, url, terminal) }
      : await checkFile(layer, { ...stated, mapping: mappingOf(values.map ?? []) }, county, minArea, terminal);
  await write(terminal.stdout, written(checked, format, language));
  return checked.report.clean ? 0 : 1;
}

function written(checked: Checked, format: (typeof FORMATS)[number], language: (typeof LANGUAGES)[number]): string {
  const { report, file } = checked;
  switch (format) {
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
    case 'geojson':
      return `${JSON.stringify(coverageFeatures(report))}\n`;
    case 'html':
      return htmlReport(report, { language, ...(file === undefined ? {} : { file }) });
    case 'text':
      return coverageText(checked);
  }
}
