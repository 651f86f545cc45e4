/** The state of a plan: a word, and a disc that fills on the way to the edition. */
import type { PlanLifeState } from '../../../server/contract/plans.ts';
import { tl } from './life-words.ts';

const DISCS: Record<PlanLifeState, string> = {
  draft: '○',
  submitted: '◔',
  reviewed: '◑',
  approved: '◕',
  published: '●',
};

export const StateMark = ({ state }: { state: PlanLifeState }) => (
  <span class={`tag plan-state ${state}`}>
    <span aria-hidden="true">{DISCS[state]}</span>
    {tl(`state.${state}`)}
  </span>
);
