/** CSV for a spreadsheet: UTF-8 with BOM, CRLF, every cell quoted; a cell that looks like a formula is not one. */
function cell(value: unknown): string {
  const text = String(value ?? '');
  // a negative number is a number, anything else that a spreadsheet would run is text
  const safe = typeof value !== 'number' && /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

export function csvText(rows: readonly (readonly unknown[])[]): string {
  return `\ufeff${rows.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}
