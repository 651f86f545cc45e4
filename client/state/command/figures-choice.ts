/** What figures are asked for, and how that is written in the address: `30d,by:grid+grade,kind:01`. Pure. */
import type { Grade, Way } from '../../../server/contract/event-rules.ts';
import type { Group } from '../../../server/contract/event-statistics.ts';
import type { Channel } from '../../../server/contract/events.ts';
import { type OwnDays, ownDays } from './time/period.ts';

export const PERIODS = ['today', '7d', '30d', 'month', 'last-month'] as const;
export type FiguresPeriod = (typeof PERIODS)[number] | OwnDays;

/** In the order they are offered in: places, what it is, who and how, when. */
export const FIGURE_GROUPS: readonly Group[] = [
  ...(['town', 'community', 'grid', 'major', 'category', 'grade'] as const),
  ...(['handler', 'way', 'channel', 'month', 'day', 'hour'] as const),
];

export interface FiguresChoice {
  readonly period: FiguresPeriod;
  readonly by: readonly [Group, Group | null];
  /** Of a part of what the caller may see; null: of all of it. */
  readonly area: string | null;
  /** The code of a category, or of its major. */
  readonly kind: string | null;
  readonly grade: Grade | null;
  readonly channel: Channel | null;
  readonly way: Way | null;
}

export const PLAIN_FIGURES: FiguresChoice = {
  period: '30d',
  by: ['community', null],
  area: null,
  kind: null,
  grade: null,
  channel: null,
  way: null,
};

const FILTERS = ['area', 'kind', 'grade', 'channel', 'way'] as const;
const isGroup = (text: string | undefined): text is Group => FIGURE_GROUPS.includes(text as Group);

function parsePeriod(text: string): FiguresPeriod | null {
  const named = PERIODS.find((one) => one === text);
  if (named) return named;
  const [first = '', last = ''] = text.split('~');
  return ownDays(first, last);
}

/** What is not understood is left out. */
export function parseFigures(text: string | null): FiguresChoice {
  const choice: Record<string, unknown> = { ...PLAIN_FIGURES };
  for (const part of (text ?? '').split(',')) {
    const [name = '', value = ''] = part.split(':');
    const period = parsePeriod(name);
    if (period !== null) choice.period = period;
    else if (name === 'by') {
      const [first, second] = value.split('+');
      if (isGroup(first)) choice.by = [first, isGroup(second) && second !== first ? second : null];
    } else if ((FILTERS as readonly string[]).includes(name) && value !== '') choice[name] = value;
  }
  return choice as unknown as FiguresChoice;
}

const periodText = (period: FiguresPeriod): string =>
  typeof period === 'object' ? `${period.first}~${period.last}` : period;

/** null: as it is when nothing is chosen. */
export function formatFigures(choice: FiguresChoice): string | null {
  const [first, second] = choice.by;
  const parts = [
    choice.period === PLAIN_FIGURES.period ? '' : periodText(choice.period),
    first === 'community' && second === null ? '' : `by:${second === null ? first : `${first}+${second}`}`,
    ...FILTERS.map((name) => (choice[name] === null ? '' : `${name}:${choice[name]}`)),
  ].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join(',');
}
