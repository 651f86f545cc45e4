/** What a kind says besides the common measures, as rows of words. Names ending in M are metres, in M2 square metres. */
import type { Finding } from '../../../server/contract/coverage.ts';
import { enIssues } from '../../i18n/en-issues.ts';
import { translate } from '../../i18n/translate.ts';
import { zhIssues } from '../../i18n/zh-issues.ts';
import { gridByCode } from '../../state/grids.ts';
import { language, number } from '../../state/language.ts';
import { areaText, lengthText } from '../../state/measures.ts';
import { tCode } from './words.ts';

/** Said already by the common measures, or a number that only a program reads. */
export const SILENT: ReadonlySet<string> = new Set(['at', 'polygon', 'ring']);

function reasonText(code: string, params: Finding['detail']): string {
  const texts: Partial<Record<string, string>> = language.value === 'en' ? enIssues : zhIssues;
  const message = texts[`issue.${code}`];
  return message === undefined ? code : translate(message, params, language.value);
}

const word = (text: string): string => {
  const known = tCode('value', text);
  const named = gridByCode.value.get(text)?.properties.name;
  return known !== `value.${text}` && known !== text ? known : named === undefined ? text : `${named} ${text}`;
};

export function valueText(name: string, value: Finding['detail'][string], detail: Finding['detail']): string {
  if (Array.isArray(value)) return value.map(word).join(language.value === 'en' ? ', ' : '、');
  if (typeof value === 'string') return name === 'reason' ? reasonText(value, detail) : word(value);
  if (name.endsWith('M2')) return areaText(value);
  if (name.endsWith('M')) return lengthText(value);
  if (name === 'exclusion') return '✓';
  return number(value, 2);
}

export function detailRows({ detail, households }: Finding): [string, string][] {
  return Object.entries(detail)
    .filter(([name, value]) => !SILENT.has(name) && !(name === 'households' && value === households))
    .map(([name, value]) => [tCode('detail', name), valueText(name, value, detail)]);
}

/** The same on one line, for lists on paper and in spreadsheets. */
export const detailLine = (finding: Finding): string =>
  detailRows(finding)
    .map(([name, value]) => (language.value === 'en' ? `${name}: ${value}` : `${name}：${value}`))
    .join(language.value === 'en' ? '; ' : '；');
