/** What ways to divide are called, in Chinese. */
import type { Message } from './translate.ts';

export const zhPlanMethods = {
  'method.least-change': '改动最小',
  'method.balanced': '均衡',
  'method.best-shape': '形状最优',
  'method.fix-all': '全部修复',
  'method.afresh': '重新划分',
  'method.fix-here': '就地修复',
  'method.by-hand': '人工',
} as const satisfies Record<string, Message>;
