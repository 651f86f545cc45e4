/** The words of the import, fetched with it. */
import { enImport } from '../../i18n/en-import.ts';
import { zhImport } from '../../i18n/zh-import.ts';
import { textsOf } from '../../state/language.ts';

export const ti = textsOf(zhImport, enImport);
