/** The words of the wall. */
import { enCommandWall } from '../../../i18n/en-command-wall.ts';
import { zhCommandWall } from '../../../i18n/zh-command-wall.ts';
import { textsOf } from '../../../state/language.ts';

export const tw = textsOf(zhCommandWall, enCommandWall);
