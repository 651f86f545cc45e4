/** The words of every map on paper. */
import { enPrint } from '../i18n/en-print.ts';
import { zhPrint } from '../i18n/zh-print.ts';
import { number, textsOf } from '../state/language.ts';

export const tr = textsOf(zhPrint, enPrint);

/** The number under which a map was reviewed 审图号, or a line to write it on. */
export const reviewText = (review: string | null): string => tr('review', { number: review ?? '＿＿＿＿＿＿＿＿' });

/** Of a scale bar. */
export const barText = (metres: number): string =>
  metres < 1000 ? tr('metres', { n: number(metres) }) : tr('kilometres', { n: number(metres / 1000) });
