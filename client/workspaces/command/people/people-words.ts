/** The words of workers on duty: texts by key, how long ago a position is, distances. */
import type { WorkerPosition } from '../../../../server/contract/positions.ts';
import { enCommandPeople } from '../../../i18n/en-command-people.ts';
import { zhCommandPeople } from '../../../i18n/zh-command-people.ts';
import { number, textsOf } from '../../../state/language.ts';

export const tp = textsOf(zhCommandPeople, enCommandPeople);

/** 12 秒前; never less than nothing, though two machines disagree. */
export function agoText(at: string, now: number): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(at)) / 1000));
  if (seconds < 90) return tp('ago.seconds', { n: seconds });
  if (seconds < 5400) return tp('ago.minutes', { n: Math.round(seconds / 60) });
  return tp('ago.hours', { n: Math.round(seconds / 3600) });
}

export const freshText = ({ fresh, at }: Pick<WorkerPosition, 'fresh' | 'at'>, now: number): string =>
  `${tp(`fresh.${fresh}`)} · ${agoText(at, now)}`;

/** To ten metres from a hundred on: a position is no better. */
export const nearText = (metres: number): string =>
  metres >= 1000
    ? `${number(metres / 1000, 1)} km`
    : `${number(metres < 100 ? Math.round(metres) : Math.round(metres / 10) * 10)} m`;
