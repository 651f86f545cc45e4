/** A community of a plan as the question that the checker asks about it: its grids as they are, with cells in them only. */
import { USUAL_EFFORT } from '../partition/effort.ts';
import { USUAL_WEIGHTS } from '../partition/objective.ts';
import type { CommunityPlan } from '../partition/plan/community-plan.ts';
import { graphOf } from '../partition/plan/plan-layer.ts';
import { pinsOf } from '../partition/plan/plan-pins.ts';
import type { GridRole, ProposalRequest } from '../partition/request.ts';
import type { Standard } from '../partition/standard.ts';

export interface CheckedRequest {
  readonly request: ProposalRequest;
  /** Slots, by row of the request's grids. */
  readonly rows: readonly number[];
}

/** `wishes` false: without what somebody has locked or pinned; dedicated grids stay as they are. */
export function checkedRequest(plan: CommunityPlan, standard: Standard, wishes: boolean): CheckedRequest {
  const { slots, numbers } = plan.divisions.grid;
  const { pins, whole } = pinsOf(plan.layer, wishes ? plan.pins : []);
  const rows = slots.flatMap((slot, number) => (slot !== null && numbers.numbers(number).cells > 0 ? [number] : []));
  const rowOf = new Map(rows.map((number, row) => [number, row]));
  const gridOf = Int32Array.from(numbers.slotOf, (number) => rowOf.get(number) ?? -1);
  const roleOf = (number: number): GridRole => {
    const { role } = slots[number]!;
    return role === 'locked' && !wishes ? 'free' : role;
  };
  const request: ProposalRequest = {
    graph: graphOf(plan.layer, whole),
    standard,
    present: { grids: rows.map((number) => ({ code: slots[number]!.key, role: roleOf(number) })), gridOf },
    pins,
    weights: USUAL_WEIGHTS,
    effort: USUAL_EFFORT,
    seed: 0,
  };
  return { request, rows };
}
