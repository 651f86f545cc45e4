/** The words of the command, fetched with it: texts by key, names of states and grades, what is said of a deadline. */
import { enCommand } from '../../i18n/en-command.ts';
import { type CommandKey, zhCommand } from '../../i18n/zh-command.ts';
import type { Judged } from '../../state/command/urgency.ts';
import { spanOf } from '../../state/command/urgency.ts';
import { textsOf } from '../../state/language.ts';

export const tc = textsOf(zhCommand, enCommand);

/** A name whose key is made of a code of the contract. */
export const named = (stem: 'state' | 'grade' | 'channel' | 'urgency' | 'standing', code: string): string =>
  tc(`${stem}.${code}` as CommandKey);

/** 剩 2 小时, 超时 35 分钟. */
export function dueText({ row, urgency }: Judged, now: number): string {
  if (urgency === 'ended') return named('state', row.state);
  if (row.dueAt === null) return tc('due.none');
  const rest = Date.parse(row.dueAt) - now;
  const side = rest > 0 ? 'left' : 'over';
  const { unit, amount } = spanOf(rest);
  return amount === 0 ? tc(`due.${side}.now`) : tc(`due.${side}.${unit}`, { n: amount });
}
