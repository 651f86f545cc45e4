/** The words of the notice. */
import { enKioskNotice } from '../../i18n/en-kiosk-notice.ts';
import { zhKioskNotice } from '../../i18n/zh-kiosk-notice.ts';
import { textsOf } from '../../state/language.ts';

export const tn = textsOf(zhKioskNotice, enKioskNotice);
