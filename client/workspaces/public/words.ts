/** The words of what the public is shown, fetched with this workspace. */
import { enPublic } from '../../i18n/en-public.ts';
import { zhPublic } from '../../i18n/zh-public.ts';
import { textsOf } from '../../state/language.ts';

export const tw = textsOf(zhPublic, enPublic);
