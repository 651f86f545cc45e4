/** The words of signing in, of the first start and of a service without a county, fetched with them. */
import { enAccess } from '../../i18n/en-access.ts';
import { zhAccess } from '../../i18n/zh-access.ts';
import { textsOf } from '../../state/language.ts';

export const tl = textsOf(zhAccess, enAccess);
