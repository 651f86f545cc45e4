/** The words of the audit, fetched with it: texts by key, names of kinds, sizes and moments as people write them. */

import type { Finding } from '../../../server/contract/coverage.ts';
import { enAudit } from '../../i18n/en-audit.ts';
import { type Message, type Params, translate } from '../../i18n/translate.ts';
import { type AuditKey, zhAudit } from '../../i18n/zh-audit.ts';
import { language, number, textsOf } from '../../state/language.ts';

const texts = (): Record<AuditKey, Message> => (language.value === 'en' ? enAudit : zhAudit);
const lookup = (key: string): Message | undefined => (texts() as Partial<Record<string, Message>>)[key];

export const ta = textsOf(zhAudit, enAudit);

/** A text whose key is made of a code; the code itself when it has none. */
export function tCode(stem: string, code: string, params: Params = {}): string {
  const message = lookup(`${stem}.${code}`);
  return message === undefined ? code : translate(message, params, language.value);
}

export const kindName = (kind: string): string => tCode('kind', kind);
/** What the kind means, in a sentence; empty for a kind this client does not know. */
export const kindMeaning = (kind: string): string => {
  const text = lookup(`meaning.${kind}`);
  return text === undefined ? '' : translate(text, {}, language.value);
};

/** 0.04 m², 955.6 m², 12,300 m², 3.25 km²: three figures are enough to judge by. */
export function areaText(m2: number): string {
  if (m2 >= 1e6) return `${number(m2 / 1e6, 2)} km²`;
  return `${number(m2, m2 < 1 ? 3 : m2 < 10 ? 2 : m2 < 1000 ? 1 : 0)} m²`;
}

export const lengthText = (m: number): string => `${number(m, m < 1 ? 3 : m < 10 ? 2 : m < 1000 ? 1 : 0)} m`;

/** What the list shows as the size of a finding. */
export function sizeText(finding: Finding): string {
  if (finding.areaM2 !== null) return areaText(finding.areaM2);
  return finding.lengthM !== null ? lengthText(finding.lengthM) : '–';
}

/** 2026年11月22日 10:05, in Asia/Shanghai. */
export const momentText = (iso: string): string =>
  new Intl.DateTimeFormat(language.value, { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Shanghai' }).format(
    new Date(iso),
  );
