/** What the report says about a row, by code; a code without a text is shown itself. */
import { enIssues } from '../../i18n/en-issues.ts';
import { translate } from '../../i18n/translate.ts';
import { zhIssues } from '../../i18n/zh-issues.ts';
import { language } from '../../state/language.ts';

export function issueText(code: string, params: Record<string, unknown>): string {
  const texts: Partial<Record<string, string>> = language.value === 'en' ? enIssues : zhIssues;
  const message = texts[`issue.${code}`] ?? texts['issue.other'] ?? code;
  return translate(message, { ...params, code }, language.value);
}
