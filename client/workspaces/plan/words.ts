/** The words of the Plan workspace, fetched with it. */
import { enPlan } from '../../i18n/en-plan.ts';
import { zhPlan } from '../../i18n/zh-plan.ts';
import { textsOf } from '../../state/language.ts';

export const tp = textsOf(zhPlan, enPlan);
