/** The words of presence, and how its figures are written: a rate with what is divided. */
import type { PresenceAnswer } from '../../../../server/contract/visits.ts';
import { enAuditPresence } from '../../../i18n/en-audit-presence.ts';
import { zhAuditPresence } from '../../../i18n/zh-audit-presence.ts';
import { COLUMNS, type Column, figureOf } from '../../../state/audit-presence.ts';
import { number, textsOf } from '../../../state/language.ts';

export const tv = textsOf(zhAuditPresence, enAuditPresence);

/** Streets in kilometres, all else as it is. */
const amount = (column: Column, value: number): string =>
  column === 'streets' ? `${number(value / 1000, 1)} km` : number(value);

export function figureText(row: PresenceAnswer['total'], column: Column): { main: string; of: string } {
  const { part, whole } = COLUMNS[column];
  const value = figureOf(row, column);
  if (whole === null) return { main: number(row[part]), of: '' };
  return {
    main: value === null ? '—' : `${number(value * 100, 1)}%`,
    of: `${amount(column, row[part])} / ${amount(column, row[whole])}`,
  };
}
