/** rebase: communities move to other cells, whole. */
import type { BodyOf } from '../../../contract/plan-operations.ts';
import type { CommunityState, PlanLevel } from '../../../contract/plan-state.ts';
import { canonicalState } from '../canonical.ts';
import type { CommunityPlan } from '../community-plan.ts';
import type { EditedPlan } from '../edited-plan.ts';
import { type Outcome, refuse, type Touched } from '../refuse.ts';
import { namesTaken } from './names-taken.ts';

const LEVELS: readonly PlanLevel[] = ['grid', 'micro'];

/** Numbers of slots that were given meanwhile stay given: nothing else of the states is looked into. */
export function rebase(plan: EditedPlan, { args, before }: BodyOf<'rebase'>, _isReverting: boolean): Outcome {
  const moves: { community: CommunityPlan; state: CommunityState }[] = [];
  for (const [i, { state }] of args.parts.entries()) {
    const community = plan.communities.get(state.community);
    if (community === undefined) return refuse('community-unknown', null);
    const was = before.states[i];
    const isTwice = moves.some((move) => move.community === community);
    if (isTwice || was === undefined || was.community !== state.community) return refuse('malformed', community);
    if (community.base.hash !== was.layer) return refuse('layer-changed', community);
    if (seen(community.state()) !== seen(was)) return refuse('stale', community);
    if (plan.layer(state.community, state.layer)?.hash !== state.layer) return refuse('layer-changed', community);
    const { grid, micro } = community.divisions;
    const nextSlot = {
      grid: Math.max(state.nextSlot.grid, grid.nextSlot),
      micro: Math.max(state.nextSlot.micro, micro.nextSlot),
    };
    moves.push({ community, state: { ...state, nextSlot } });
  }
  if (moves.every(({ community, state }) => seen(community.state()) === seen(state))) {
    return refuse('changes-nothing', null);
  }
  const coming = moves.flatMap(({ community, state }) =>
    LEVELS.map((level) => ({ community, level, slots: state[level].slots })),
  );
  const fault = namesTaken(plan, coming);
  if (fault !== null) return fault;
  for (const { community } of moves) {
    for (const level of LEVELS) {
      for (const slot of community.divisions[level].slots.keys()) plan.dropSlot(community, level, slot);
    }
  }
  const touched = moves.map(({ community, state }): Touched => {
    const counts = LEVELS.map((level) => Math.max(community.divisions[level].nextSlot, state.nextSlot[level]));
    plan.add(state);
    const [grid, micro] = counts.map((count) => new Set(Array.from({ length: count }, (_, slot) => slot)));
    return { community: state.community, grid: grid!, micro: micro!, layer: true };
  });
  return { touched };
}

/** An undone edit leaves no trace but in the numbers that are never given twice. */
function seen(state: CommunityState): string {
  return JSON.stringify(canonicalState({ ...state, nextCell: 0, nextSlot: { grid: 0, micro: 0 } }));
}
