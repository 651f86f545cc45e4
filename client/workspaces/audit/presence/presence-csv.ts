/** Presence as the rows of a file: both numbers of every rate, so that nothing has to be believed. Pure but for the words. */
import type { GridPresence } from '../../../../server/contract/visits.ts';
import { COLUMN_NAMES, COLUMNS } from '../../../state/audit-presence.ts';
import { csvText } from '../../../ui/csv.ts';
import { tv } from './presence-words.ts';

export function presenceCsv(rows: readonly GridPresence[]): string {
  const heading = COLUMN_NAMES.flatMap((column) => {
    const name = tv(`column.${column}`);
    return COLUMNS[column].whole === null ? [name] : [tv('csv.part', { name }), tv('csv.whole', { name })];
  });
  return csvText([
    [tv('csv.grid'), tv('column.name'), ...heading],
    ...rows.map((row) => [
      ...[row.grid, row.name],
      ...COLUMN_NAMES.flatMap((column): number[] => {
        const { part, whole } = COLUMNS[column];
        return whole === null ? [row[part]] : [row[part], row[whole]];
      }),
    ]),
  ]);
}
