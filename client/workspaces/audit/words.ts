/** The words of the audit, fetched with it: texts by key, names of kinds, sizes of findings. */

import type { Finding } from '../../../server/contract/coverage.ts';
import { enAudit } from '../../i18n/en-audit.ts';
import { type Message, type Params, translate } from '../../i18n/translate.ts';
import { type AuditKey, zhAudit } from '../../i18n/zh-audit.ts';
import { language, textsOf } from '../../state/language.ts';
import { areaText, lengthText } from '../../state/measures.ts';

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

/** What the list shows as the size of a finding. */
export function sizeText(finding: Finding): string {
  if (finding.areaM2 !== null) return areaText(finding.areaM2);
  return finding.lengthM !== null ? lengthText(finding.lengthM) : '–';
}
