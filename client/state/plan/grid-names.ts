/**
 * What grids of a plan are called. A new grid without a name goes by its number among those of the plan, which is never given
 * twice: lists, proposals and the map call it by the same.
 */
import type { PlanLevel, PlanSlot } from '../../../server/contract/plan-state.ts';
import { UNASSIGNED } from '../../../server/partition/plan/cell-ranges.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import { areaByCode } from '../areas.ts';
import { tpm } from './map-words.ts';
import { planSession } from './opened.ts';

type Named = Pick<PlanSlot, 'name' | 'code' | 'kind'>;

export const gridName = ({ name, code, kind }: Named, slot: number): string =>
  name || code || tpm(kind === 'micro' ? 'name.newMicro' : 'name.newGrid', { n: String(slot + 1) });

/** Of a slot by its number, also of none. */
export function slotName(community: string, level: PlanLevel, slot: number): string {
  if (slot === UNASSIGNED) return tpm('name.none');
  const record = planSession.value?.community(community)?.slot(level, slot);
  return record ? gridName(record, slot) : tpm('name.newGrid', { n: String(slot + 1) });
}

/** Of a grid by its key: in the first of the divisions that has it, so that one that is only offered is found as well. */
export function keyName(key: string, ...divisions: readonly (readonly (PlanSlot | null)[] | undefined)[]): string {
  for (const slots of divisions) {
    const slot = slots?.findIndex((one) => one?.key === key) ?? -1;
    if (slot >= 0) return gridName(slots![slot]!, slot);
  }
  return key;
}

export const communityName = (code: string): string => areaByCode.value.get(code)?.name ?? code;

/** “003”, or “新9”: as short as the map needs it. */
export function shortName(community: CommunityPlan, level: PlanLevel, slot: number): string {
  const code = community.slot(level, slot)?.code ?? null;
  if (code === null) return tpm('newGrid', { number: slot + 1 });
  return code.startsWith(community.code) && code.length > community.code.length
    ? code.slice(community.code.length)
    : code.slice(-3);
}
