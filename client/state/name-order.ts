/**
 * Names in the order a reader of the screen's language looks for them: by pinyin in Chinese, by the English alphabet in English, and the
 * numbers in them by value, 第2网格 before 第10网格. Codes have an order of their own, that of their characters.
 */
import type { Language } from '../i18n/translate.ts';
import { language } from './language.ts';

const orders: Readonly<Record<Language, Intl.Collator>> = {
  'zh-CN': new Intl.Collator('zh-CN', { numeric: true }),
  en: new Intl.Collator('en', { numeric: true }),
};

/** For `sort`; who reads it in a computed value is asked again when the language changes. */
export const byName = (one: string, other: string): number => orders[language.value].compare(one, other);
