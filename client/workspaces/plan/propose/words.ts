/** The words of proposals, fetched with the workspace. */
import type { PlanProposal } from '../../../../server/contract/plan-proposals.ts';
import { enPlanMethods } from '../../../i18n/en-plan-methods.ts';
import { enPlanPropose } from '../../../i18n/en-plan-propose.ts';
import type { Params } from '../../../i18n/translate.ts';
import { zhPlanMethods } from '../../../i18n/zh-plan-methods.ts';
import { zhPlanPropose } from '../../../i18n/zh-plan-propose.ts';
import { problemText, textsOf } from '../../../state/language.ts';

const zh = { ...zhPlanPropose, ...zhPlanMethods };

export const tf = textsOf(zh, { ...enPlanPropose, ...enPlanMethods });

/** null where there is no such text. */
export const tryText = (key: string, params: Params = {}): string | null =>
  key in zh ? tf(key as keyof typeof zh, params) : null;

/** Why nothing is offered for a community. */
export function failureText({ code, detail }: PlanProposal['problems'][number]): string {
  return tryText(`reason.check.${code}`) ?? problemText(code, { reason: detail, code: detail }, 'problem.other');
}
