/** The words of the list of plans and of a plan's way, fetched with the workspace. */
import { enFindings } from '../../i18n/en-findings.ts';
import { enPlanLife } from '../../i18n/en-plan-life.ts';
import { enPlanMethods } from '../../i18n/en-plan-methods.ts';
import { enPlanProof } from '../../i18n/en-plan-proof.ts';
import { enPlanSheet } from '../../i18n/en-plan-sheet.ts';
import { enPlanSources } from '../../i18n/en-plan-sources.ts';
import { type Message, type Params, translate } from '../../i18n/translate.ts';
import { zhFindings } from '../../i18n/zh-findings.ts';
import { zhPlanLife } from '../../i18n/zh-plan-life.ts';
import { zhPlanMethods } from '../../i18n/zh-plan-methods.ts';
import { zhPlanProof } from '../../i18n/zh-plan-proof.ts';
import { zhPlanSheet } from '../../i18n/zh-plan-sheet.ts';
import { zhPlanSources } from '../../i18n/zh-plan-sources.ts';
import { language, textsOf } from '../../state/language.ts';

const zh = { ...zhPlanLife, ...zhPlanMethods, ...zhPlanProof, ...zhPlanSources, ...zhPlanSheet };
const en = { ...enPlanLife, ...enPlanMethods, ...enPlanProof, ...enPlanSources, ...enPlanSheet };

export const tl = textsOf(zh, en);

const lookup = (key: string): Message | undefined => {
  const all: Partial<Record<string, Message>> =
    language.value === 'en' ? { ...enFindings, ...en } : { ...zhFindings, ...zh };
  return all[key];
};

/** A text whose key is made of a code of the service; the code itself when it has none. */
export function tlCode(stem: string, code: string, params: Params = {}): string {
  const message = lookup(`${stem}.${code}`);
  return message === undefined ? code : translate(message, params, language.value);
}
