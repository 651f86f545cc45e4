/** Words of the base map, in both languages; fetched with its parts. */
import { enBaseMap } from '../i18n/en-base-map.ts';
import { zhBaseMap } from '../i18n/zh-base-map.ts';
import { textsOf } from '../state/language.ts';

export const tb = textsOf(zhBaseMap, enBaseMap);
