/** The words of the form that reports an event. */
import { enCommandReport } from '../../i18n/en-command-report.ts';
import { zhCommandReport } from '../../i18n/zh-command-report.ts';
import { textsOf } from '../../state/language.ts';

export const tcr = textsOf(zhCommandReport, enCommandReport);
