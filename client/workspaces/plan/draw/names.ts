/** Names of what a plan is made of, as people read them. */
import type { PlanLevel, PlanSlot } from '../../../../server/contract/plan-state.ts';
import { UNASSIGNED } from '../../../../server/partition/plan/cell-ranges.ts';
import { areaByCode } from '../../../state/areas.ts';
import { number } from '../../../state/language.ts';
import type { GridRef } from '../../../state/plan/choice.ts';
import { planSession } from '../../../state/plan/opened.ts';
import { tp } from '../words.ts';

/** A grid that is new and has no name goes by its number. */
export const nameOf = ({ name, code, kind }: PlanSlot, { slot }: Pick<GridRef, 'slot'>): string =>
  name || code || tp(kind === 'micro' ? 'newMicro' : 'newGrid', { n: String(slot + 1) });

/** Of a slot by its number, also of none. */
export function slotName(community: string, level: PlanLevel, slot: number): string {
  if (slot === UNASSIGNED) return tp('unassigned');
  const record = planSession.value?.community(community)?.slot(level, slot);
  return record ? nameOf(record, { slot }) : tp('newGrid', { n: String(slot + 1) });
}

export const communityName = (code: string): string => areaByCode.value.get(code)?.name ?? code;

/** 850 m, 1.25 km: lengths of borders. */
export const distanceText = (cm: number): string =>
  cm < 100_000 ? `${number(cm / 100)} m` : `${number(cm / 100_000, 2)} km`;

/** 12,300 m², 1.25 km². */
export const areaText = (cm2: number): string =>
  cm2 < 1e10 ? `${number(cm2 / 1e4)} m²` : `${number(cm2 / 1e10, 2)} km²`;

export const needsText = (needs: number): string =>
  needs === 0 ? '' : needs > 0 ? tp('needs.more', { count: needs }) : tp('needs.less', { count: -needs });
