/** What the report says about a row, by code, with our names for fields; a code without a text is shown itself. */
import { enIssues } from '../../i18n/en-issues.ts';
import { translate } from '../../i18n/translate.ts';
import type { ImportKey } from '../../i18n/zh-import.ts';
import { zhIssues } from '../../i18n/zh-issues.ts';
import { language } from '../../state/language.ts';
import { OUR_FIELDS } from './mapping-fields.ts';
import { ti } from './words.ts';

const FIELD_NAMES = new Set(
  Object.values(OUR_FIELDS)
    .flat()
    .map((field) => field.name),
);

const texts = (): Partial<Record<string, string>> => (language.value === 'en' ? enIssues : zhIssues);

export function issueText(code: string, params: Record<string, unknown>): string {
  const { field } = params;
  const named = typeof field === 'string' && FIELD_NAMES.has(field) ? { field: ti(`field.${field}` as ImportKey) } : {};
  const message = texts()[`issue.${code}`] ?? texts()['issue.other'] ?? code;
  return translate(message, { ...params, ...named, code }, language.value);
}

/** The reason inside a problem of the whole file, in words; empty when it gives none that has words. */
export function reasonText(params: Record<string, unknown>): string {
  const { reason } = params;
  return typeof reason === 'string' && texts()[`issue.${reason}`] !== undefined ? issueText(reason, params) : '';
}
