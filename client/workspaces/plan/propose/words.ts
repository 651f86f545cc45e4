/** The words of proposals, fetched with the workspace. */
import type { PlanProposal } from '../../../../server/contract/plan-proposals.ts';
import type { PlanSlot } from '../../../../server/contract/plan-state.ts';
import { enPlanPropose } from '../../../i18n/en-plan-propose.ts';
import type { Params } from '../../../i18n/translate.ts';
import { type PlanProposeKey, zhPlanPropose } from '../../../i18n/zh-plan-propose.ts';
import { language, problemText, textsOf } from '../../../state/language.ts';
import { plan } from '../../../state/plan/head.ts';

export const tf = textsOf(zhPlanPropose, enPlanPropose);

/** null where there is no such text. */
export const tryText = (key: string, params: Params = {}): string | null =>
  key in zhPlanPropose ? tf(key as PlanProposeKey, params) : null;

export const communityName = (code: string): string =>
  plan.value?.communities.find((one) => one.code === code)?.name ?? code;

/** The name of a grid, else its code; a grid that gets one when it is published has neither yet. */
export const gridName = (record: Pick<PlanSlot, 'name' | 'code'> | null): string =>
  record === null ? tf('ghost.noGrid') : record.name || record.code || tf('reason.newGrid');

/** Why nothing is offered for a community. */
export function failureText({ code, detail }: PlanProposal['problems'][number]): string {
  return tryText(`reason.check.${code}`) ?? problemText(code, { reason: detail, code: detail }, 'problem.other');
}

/** Day and time, short: `11-30 13:05`. */
export function momentText(iso: string): string {
  const parts = new Intl.DateTimeFormat(language.value, {
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone: 'Asia/Shanghai',
  });
  return parts.format(new Date(iso));
}
