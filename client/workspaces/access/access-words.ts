/** The words of signing in and of the first start, fetched with them. */
import { enAccess } from '../../i18n/en-access.ts';
import { zhAccess } from '../../i18n/zh-access.ts';
import { textsOf } from '../../state/language.ts';

export const tl = textsOf(zhAccess, enAccess);
