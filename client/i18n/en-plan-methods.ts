/** What ways to divide are called, in English. */
import type { Message } from './translate.ts';
import type { zhPlanMethods } from './zh-plan-methods.ts';

export const enPlanMethods = {
  'method.least-change': 'Least change',
  'method.balanced': 'Balanced',
  'method.best-shape': 'Best shape',
  'method.fix-all': 'Fix all',
  'method.afresh': 'Afresh',
  'method.fix-here': 'Fix here',
  'method.by-hand': 'By hand',
} as const satisfies Record<keyof typeof zhPlanMethods, Message>;
