/** The words of emergency modes that stand in every workspace. */
import { enCommandAlarm } from '../../../i18n/en-command-alarm.ts';
import { zhCommandAlarm } from '../../../i18n/zh-command-alarm.ts';
import { textsOf } from '../../../state/language.ts';

export const ta = textsOf(zhCommandAlarm, enCommandAlarm);
