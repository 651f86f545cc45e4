/** The words of an event's card: texts by key, and names of steps, ways, levels, clocks and spans. */
import { enCommandCard } from '../../i18n/en-command-card.ts';
import { type CommandCardKey, zhCommandCard } from '../../i18n/zh-command-card.ts';
import { spanOf } from '../../state/command/urgency.ts';
import { number, textsOf } from '../../state/language.ts';

export const tcard = textsOf(zhCommandCard, enCommandCard);

export const cardNamed = (stem: 'step' | 'way' | 'level' | 'clock' | 'unit', code: string): string =>
  tcard(`${stem}.${code}` as CommandCardKey);

export function spanText(ms: number): string {
  const { unit, amount } = spanOf(ms);
  return tcard(`span.${unit}`, { n: amount });
}

/** `4 working-hour` as the contract has it: 4 工作小时. */
export function ruleText(rule: string): string {
  const [amount = '', unit = ''] = rule.split(' ');
  const named = tcard(`unit.${unit}` as CommandCardKey, { count: Number(amount) });
  return tcard('clock.rule', { amount: number(Number(amount), 1), unit: named });
}

export const pointText = (lon: number, lat: number): string => `${lon.toFixed(6)}, ${lat.toFixed(6)}`;
