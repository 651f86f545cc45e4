/** Findings as rows for a spreadsheet, headings and kinds in the language of the screen, codes beside them. */
import type { Finding } from '../../../server/contract/coverage.ts';
import type { AuditKey } from '../../i18n/zh-audit.ts';
import { csvText } from '../../ui/csv.ts';
import { detailLine } from './finding-detail.ts';
import { kindName, ta } from './words.ts';

type Cell = string | number | null;

const COLUMNS: readonly [AuditKey, (finding: Finding) => Cell][] = [
  ['csv.id', ({ id }) => id],
  ['csv.kind', ({ kind }) => kindName(kind)],
  ['csv.kindCode', ({ kind }) => kind],
  ['csv.severity', ({ severity }) => ta(`gravity.${severity}`)],
  ['csv.areaM2', ({ areaM2 }) => areaM2],
  ['csv.widthM', ({ widthM }) => widthM],
  ['csv.lengthM', ({ lengthM }) => lengthM],
  ['csv.households', ({ households }) => households],
  ['csv.buildings', ({ buildings }) => buildings],
  ['csv.uncounted', ({ uncounted }) => uncounted],
  ['csv.grids', ({ grids }) => grids.join(' ')],
  ['csv.place', ({ place }) => place],
  ['csv.lon', ({ at }) => at[0] ?? null],
  ['csv.lat', ({ at }) => at[1] ?? null],
  ['card.facts', detailLine],
  ['csv.exception', ({ exception }) => (exception === null ? null : ta(`exception.${exception.state}`))],
  ['csv.reason', ({ exception }) => exception?.reason ?? null],
  ['csv.until', ({ exception }) => exception?.until ?? null],
];

/** The findings given, in their order. */
export const findingsCsv = (findings: readonly Finding[]): string =>
  csvText([
    COLUMNS.map(([heading]) => ta(heading)),
    ...findings.map((finding) => COLUMNS.map(([, value]) => value(finding))),
  ]);
