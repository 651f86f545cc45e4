/** Words of the plan on the map, fetched with the Plan workspace. */
import { enPlanMap } from '../../i18n/en-plan-map.ts';
import { zhPlanMap } from '../../i18n/zh-plan-map.ts';
import { textsOf } from '../language.ts';

export const tpm = textsOf(zhPlanMap, enPlanMap);
