/** The words of figures: their names, their formulas, how each kind of number is written, what the key of a row is called. */
import type { EventFigures, Group } from '../../../../server/contract/event-statistics.ts';
import { enCommandFigures } from '../../../i18n/en-command-figures.ts';
import { type FiguresKey, zhCommandFigures } from '../../../i18n/zh-command-figures.ts';
import { columnOf, type FigureColumn, type FigureName, partsOf } from '../../../state/command/figures-columns.ts';
import { number, textsOf } from '../../../state/language.ts';
import { cardNamed } from '../card-words.ts';
import { named } from '../words.ts';

export const tf = textsOf(zhCommandFigures, enCommandFigures);

/** No number. */
const EMPTY = '—';

export const figureName = (name: FigureName): string => tf(`figure.${name}`);
export const groupName = (group: Group): string => tf(`group.${group}`);

/** A rate has one decimal; nothing to divide by is no number at all, neither nought nor all. */
export function valueText({ name, is }: Pick<FigureColumn, 'name' | 'is'>, value: number | null): string {
  if (value === null) return EMPTY;
  if (is === 'rate') return `${number(value * 100, 1)}%`;
  return number(value, is === 'count' ? 0 : name === 'per1000Households' && value < 10 ? 2 : 1);
}

/** Why there is no number. */
export function emptyText({ name, is }: Pick<FigureColumn, 'name' | 'is'>): string {
  if (is === 'rate') return tf('empty.why');
  return tf(name === 'households' || name === 'per1000Households' ? 'empty.none' : 'empty.hours');
}

/** 已处置 ÷ 应处置; of what is counted, what is counted. */
export function meaningText(name: FigureName): string {
  const { formula } = columnOf(name);
  if (formula === undefined) return tf(`meaning.${name}` as FiguresKey);
  const { part, less, whole } = formula;
  const above = less === undefined ? figureName(part) : `(${figureName(part)} − ${figureName(less)})`;
  return `${above} ÷ ${figureName(whole)}`;
}

/** The formula with its numbers: 12 ÷ 15. */
export function numbersText(name: FigureName, figures: EventFigures): string {
  const { formula } = columnOf(name);
  if (formula === undefined) return '';
  const { part, whole } = partsOf(formula, figures);
  return `${number(part)} ÷ ${number(whole)}`;
}

/** What a row is called, by its key where the service gives no name. */
export function keyText(group: Group, key: string | null, name: string | null): string {
  if (key === null) {
    const own = (['town', 'community', 'grid', 'handler'] as const).find((one) => one === group);
    return tf(`none.${own ?? 'other'}`);
  }
  if (group === 'grade' || group === 'channel') return named(group, key);
  if (group === 'way') return cardNamed('way', key);
  if (group === 'hour') return `${key}:00–${key}:59`;
  return name ?? key;
}
