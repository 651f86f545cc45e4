/** setGrid and lock: what is said of slots. No cell changes. */
import type { BodyOf, SlotFields } from '../../../contract/plan-operations.ts';
import type { PlanSlot } from '../../../contract/plan-state.ts';
import { sameSlot } from '../canonical.ts';
import type { EditedPlan } from '../edited-plan.ts';
import { type Outcome, refuse, type Touched, touching } from '../refuse.ts';

export function setGrid(plan: EditedPlan, { args, before }: BodyOf<'setGrid'>, _isReverting: boolean): Outcome {
  const { level, slot, set } = args;
  const community = plan.communities.get(args.community);
  if (community === undefined) return refuse('community-unknown', null);
  const record = community.slot(level, slot);
  if (record === null) return refuse('slot-unknown', community, { level, slots: [slot] });
  const fields = Object.keys(set).sort() as (keyof SlotFields)[];
  if (`${fields}` !== `${Object.keys(before.set).sort()}`)
    return refuse('malformed', community, { level, slots: [slot] });
  if (fields.some((field) => record[field] !== before.set[field])) {
    return refuse('stale', community, { level, slots: [slot] });
  }
  const next: PlanSlot = { ...record, ...set };
  if (sameSlot(record, next)) return refuse('changes-nothing', community, { level, slots: [slot] });
  const isMicro = level === 'micro';
  if ((next.kind === 'micro') !== isMicro || (next.parent !== null) !== isMicro) {
    return refuse('malformed', community, { level, slots: [slot] });
  }
  if (next.parent !== null && next.parent !== record.parent && community.slot('grid', next.parent) === null) {
    return refuse('slot-unknown', community, { slots: [next.parent] });
  }
  const fault = plan.nameFault(community, level, next, slot);
  if (fault !== null) return fault;
  plan.dropSlot(community, level, slot);
  plan.addSlot(community, level, slot, next);
  return { touched: [touching(community, level, [slot])] };
}

export function lock(plan: EditedPlan, { args, before }: BodyOf<'lock'>, _isReverting: boolean): Outcome {
  const named = new Set(args.grids.map(({ community, level, slot }) => `${community} ${level} ${slot}`));
  if (named.size < args.grids.length || before.roles.length !== args.grids.length) return refuse('malformed', null);
  for (const [i, { community: code, level, slot }] of args.grids.entries()) {
    const community = plan.communities.get(code);
    if (community === undefined) return refuse('community-unknown', null);
    const record = community.slot(level, slot);
    if (record === null) return refuse('slot-unknown', community, { level, slots: [slot] });
    if (record.role !== before.roles[i]) return refuse('stale', community, { level, slots: [slot] });
  }
  if (args.grids.every(({ role }, i) => role === before.roles[i])) return refuse('changes-nothing', null);
  const touched: Touched[] = [];
  for (const { community: code, level, slot, role } of args.grids) {
    const community = plan.communities.get(code)!;
    community.setSlot(level, slot, { ...community.slot(level, slot)!, role });
    touched.push(touching(community, level, [slot]));
  }
  return { touched };
}
