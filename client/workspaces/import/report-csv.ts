/** The report as CSV for a spreadsheet: UTF-8 with BOM, CRLF, every cell quoted; a cell that looks like a formula is not one. */
import type { ImportItem } from '../../../server/contract/imports.ts';

function cell(value: unknown): string {
  const text = String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

export function reportCsv(items: readonly ImportItem[]): string {
  const rows = items.map(({ row, key, outcome, code, params }) => [row, key, outcome, code, JSON.stringify(params)]);
  const lines = [['row', 'key', 'outcome', 'code', 'params'], ...rows].map((line) => line.map(cell).join(','));
  return `\ufeff${lines.join('\r\n')}\r\n`;
}
