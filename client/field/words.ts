/** The words of the page: its own, and those of events, which it shares with the Command workspace. */

import { enCommand } from '../i18n/en-command.ts';
import { enCommandCard } from '../i18n/en-command-card.ts';
import { enField } from '../i18n/en-field.ts';
import { type CommandKey, zhCommand } from '../i18n/zh-command.ts';
import { type CommandCardKey, zhCommandCard } from '../i18n/zh-command-card.ts';
import { type FieldKey, zhField } from '../i18n/zh-field.ts';
import { type Judged, spanOf } from '../state/command/urgency.ts';
import { language, number, problemText, textsOf } from '../state/language.ts';
import type { Entry, Refused } from './queue/entry.ts';
import { type Screen, screen, TABS } from './state/route.ts';
import { now } from './state/shift.ts';

export const tf = textsOf(zhField, enField);
/** The other language, in itself. */
export const otherLanguage = (): string => (language.value === 'en' ? '中文' : 'English');

const tcommand = textsOf(zhCommand, enCommand);
export const tcard = textsOf(zhCommandCard, enCommandCard);

export const stepName = (step: string): string => tcard(`step.${step}` as CommandCardKey);
export const named = (stem: 'state' | 'grade', code: string): string => tcommand(`${stem}.${code}` as CommandKey);
export const fieldNamed = (
  stem: 'need' | 'place' | 'role' | 'entry' | 'standing' | 'screen' | 'trouble' | 'numbers',
  code: string,
): string => tf(`${stem}.${code}` as FieldKey);

const clockTime = (at: Date): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Shanghai' }).format(at);
const dayOf = (at: Date): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(at);

/** Of the screen that is shown: what its tab says, or its own name. */
export const screenName = (): string =>
  (TABS as readonly Screen[]).includes(screen.value)
    ? tf(`tab.${screen.value}` as FieldKey)
    : fieldNamed('screen', screen.value);

/** 08:31 of today; with the day when it is another one. In Asia/Shanghai. */
export function shortTime(ms: number, today = now.value): string {
  const at = new Date(ms);
  if (dayOf(at) === dayOf(new Date(today))) return clockTime(at);
  const day = new Intl.DateTimeFormat(language.value, {
    month: language.value === 'en' ? 'short' : 'long',
    day: 'numeric',
    timeZone: 'Asia/Shanghai',
  }).format(at);
  return `${day} ${clockTime(at)}`;
}

/** 45 米, 1.2 公里. */
export const distanceText = (metres: number): string =>
  metres < 995
    ? tf('unit.m', { n: number(metres < 20 ? Math.round(metres) : Math.round(metres / 10) * 10) })
    : tf('unit.km', { n: number(metres / 1000, 1) });

/** 剩 3 小时, 超时 2 天. */
export function dueText({ row, urgency, at }: Judged, moment = now.value): string {
  if (urgency === 'ended') return named('state', row.state);
  if (row.dueAt === null) return tcommand('due.none');
  const left = at - moment;
  const side = left <= 0 ? 'over' : 'left';
  const { unit, amount } = spanOf(left);
  return amount === 0 ? tcommand(`due.${side}.now`) : tcommand(`due.${side}.${unit}`, { n: amount });
}

/** Why something was refused: by the word of a step's refusal where it has one, by its code otherwise. */
export function refusalText({ code, params, state }: Pick<Refused, 'code' | 'params' | 'state'>): string {
  const key = `refused.${String(params.why)}`;
  if (code === 'step-refused' && key in zhCommandCard)
    return tcard(key as CommandCardKey, {
      state: named('state', String(params.state ?? state)),
      step: stepName(String(params.step)),
    });
  const own = `refusal.${code}`;
  return own in zhField ? tf(own as FieldKey) : problemText(code, params, 'problem.other');
}

/** 反馈处置结果 · 暴露垃圾. */
export function entryText({ task, label }: Pick<Entry, 'task' | 'label'>): string {
  const what = task.kind === 'step' ? stepName(task.body.step) : fieldNamed('entry', task.kind);
  return label === '' ? what : `${what} · ${label}`;
}
