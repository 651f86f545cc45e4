/** Texts of the Plan workspace in English. */
import type { Message } from './translate.ts';
import type { PlanKey } from './zh-plan.ts';

export const enPlan = {
  views: 'Plan views',
  'view.draw': 'Draw',
  'view.propose': 'Propose',
  'view.compare': 'Compare',
  'view.review': 'Review',
  signIn: 'Sign in as a planner to draw up plans of grids.',
  needRole: 'This account may not see plans. Ask an administrator.',
  back: 'All plans',
  opening: 'Opening the plan…',
} as const satisfies Record<PlanKey, Message>;
