/** The words of density. */
import { enCommandDensity } from '../../i18n/en-command-density.ts';
import { zhCommandDensity } from '../../i18n/zh-command-density.ts';
import { textsOf } from '../../state/language.ts';

export const td = textsOf(zhCommandDensity, enCommandDensity);
