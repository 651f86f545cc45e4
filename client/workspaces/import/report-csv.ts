/** The report as CSV for a spreadsheet. */
import type { ImportItem } from '../../../server/contract/imports.ts';
import { csvText } from '../../ui/csv.ts';

export function reportCsv(items: readonly ImportItem[]): string {
  const rows = items.map(({ row, key, outcome, code, params }) => [row, key, outcome, code, JSON.stringify(params)]);
  return csvText([['row', 'key', 'outcome', 'code', 'params'], ...rows]);
}
