/** The words of an area's map. */
import { enKioskMap } from '../../i18n/en-kiosk-map.ts';
import { zhKioskMap } from '../../i18n/zh-kiosk-map.ts';
import { textsOf } from '../../state/language.ts';

export const ta = textsOf(zhKioskMap, enKioskMap);
