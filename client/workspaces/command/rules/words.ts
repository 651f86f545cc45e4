/** The words of the rules of the loop. */
import type { TimeLimit } from '../../../../server/contract/event-rules.ts';
import { enCommandRules } from '../../../i18n/en-command-rules.ts';
import { zhCommandRules } from '../../../i18n/zh-command-rules.ts';
import { textsOf } from '../../../state/language.ts';
import { ruleText } from '../card-words.ts';

export const tr = textsOf(zhCommandRules, enCommandRules);

export const limitText = ({ amount, unit }: TimeLimit): string => ruleText(`${amount} ${unit}`);
