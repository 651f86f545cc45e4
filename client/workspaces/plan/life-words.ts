/** The words of the list of plans and of a plan's way, fetched with the workspace; moments as people write them. */
import { enFindings } from '../../i18n/en-findings.ts';
import { enPlanLife } from '../../i18n/en-plan-life.ts';
import { enPlanProof } from '../../i18n/en-plan-proof.ts';
import { enPlanSheet } from '../../i18n/en-plan-sheet.ts';
import { enPlanSources } from '../../i18n/en-plan-sources.ts';
import { type Message, type Params, translate } from '../../i18n/translate.ts';
import { zhFindings } from '../../i18n/zh-findings.ts';
import { zhPlanLife } from '../../i18n/zh-plan-life.ts';
import { zhPlanProof } from '../../i18n/zh-plan-proof.ts';
import { zhPlanSheet } from '../../i18n/zh-plan-sheet.ts';
import { zhPlanSources } from '../../i18n/zh-plan-sources.ts';
import { language, textsOf } from '../../state/language.ts';

const zh = { ...zhPlanLife, ...zhPlanProof, ...zhPlanSources, ...zhPlanSheet };
const en = { ...enPlanLife, ...enPlanProof, ...enPlanSources, ...enPlanSheet };

export const tl = textsOf(zh, en);

const lookup = (key: string): Message | undefined => {
  const all: Partial<Record<string, Message>> =
    language.value === 'en' ? { ...enFindings, ...en } : { ...zhFindings, ...zh };
  return all[key];
};

/** A text whose key is made of a code of the service; the code itself when it has none. */
export function tlCode(stem: string, code: string, params: Params = {}): string {
  const message = lookup(`${stem}.${code}`);
  return message === undefined ? code : translate(message, params, language.value);
}

/** 2026年11月22日 10:05, in Asia/Shanghai. */
export const momentText = (iso: string): string =>
  new Intl.DateTimeFormat(language.value, { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Shanghai' }).format(
    new Date(iso),
  );

/** 11月22日 10:05; with the year when it is another one. */
export function shortMoment(iso: string, now = new Date()): string {
  const at = new Date(iso);
  const year = (date: Date) =>
    new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: 'Asia/Shanghai' }).format(date);
  return new Intl.DateTimeFormat(language.value, {
    ...(year(at) === year(now) ? {} : { year: 'numeric' as const }),
    month: language.value === 'en' ? 'short' : 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone: 'Asia/Shanghai',
  }).format(at);
}
